import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteFiles } from '../../src/transfer/remoteFiles';
import { listen } from './listen';
import { makeTinyCheckpoint, type Files } from '../../testing/tinyCheckpoint';
import { convertTiny } from '../../testing/tinyPackage';
import { findPackages } from './packages';
import { createPackageServer } from './packageServer';

const root = mkdtempSync(join(tmpdir(), 'packages-'));
const SHARD = 'params_shard_0.bin';
const source = { name: 'ICTNLP/bayling-2-7b', revision: 'main' };
let files: Files;
/** Servers of one package, and of a folder with two. */
let servers: readonly Server[];

beforeAll(async () => {
  files = await convertTiny(makeTinyCheckpoint(), { source });
  const folders = ['one', 'many/demo/q4f16_1', 'many/bayling-2-7b/q4f32_1/resolve/main'];
  for (const folder of [...folders, 'many/stranger/q4f16_1', 'none']) {
    mkdirSync(join(root, folder), { recursive: true });
    if (folder === 'none') continue;
    for (const [name, bytes] of Object.entries(files))
      writeFileSync(join(root, folder, name), bytes);
  }
  const found = await Promise.all(
    ['one', 'many'].map((name) => findPackages(join(root, name), 'hashes')),
  );
  servers = found.map(createPackageServer);
  await Promise.all(servers.map((server) => listen(server)));
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(root, { recursive: true });
});

function get(path: string, init: RequestInit = {}, server = 0) {
  const { port } = servers[server]!.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, init);
}

const range = (text: string, more = {}) => ({ headers: { range: text, ...more } });
const shard = `/resolve/main/${SHARD}`;
const tagOf = (name: string) => `"${createHash('sha256').update(files[name]!).digest('hex')}"`;

describe('a file', () => {
  it('comes whole, with its hash as the tag, for any page', async () => {
    const response = await get(shard);
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(files[SHARD]);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'access-control-allow-origin': '*',
      'cache-control': 'no-cache',
      'content-length': String(files[SHARD]!.length),
      'content-type': 'application/octet-stream',
      'cross-origin-resource-policy': 'cross-origin',
      etag: tagOf(SHARD),
      'x-content-type-options': 'nosniff',
    });
    expect(headers['access-control-expose-headers']).toContain('ETag');
    expect(headers['access-control-expose-headers']).toContain('Content-Range');
  });

  it.each(['manifest.json', 'tokenizer.json'])('%s is JSON', async (name) => {
    const response = await get(`/resolve/main/${name}?download=true`);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('etag')).toBe(tagOf(name));
    expect(await response.text()).toBe(new TextDecoder().decode(files[name]));
  });

  it('has a head', async () => {
    const response = await get(shard, { method: 'HEAD', ...range('bytes=0-') });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-length')).toBe(String(files[SHARD]!.length));
    expect(response.headers.get('etag')).toBe(tagOf(SHARD));
  });

  it('is not sent again to whom has it', async () => {
    const known = { headers: { 'if-none-match': `"other", ${tagOf(SHARD)}` } };
    expect((await get(shard, known)).status).toBe(304);
    expect((await get(shard, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('comes in parts', async () => {
    const response = await get(shard, range('bytes=10-19'));
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes 10-19/${files[SHARD]!.length}`);
    expect(response.headers.get('content-length')).toBe('10');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(files[SHARD]!.slice(10, 20));
  });

  it('comes in parts only as long as it is the same', async () => {
    const status = async (tag: string) =>
      (await get(shard, range('bytes=10-19', { 'if-range': tag }))).status;
    expect(await status(tagOf(SHARD))).toBe(206);
    expect(await status('"other"')).toBe(200);
    expect(await status(`W/${tagOf(SHARD)}`)).toBe(200);
  });

  it('has nothing beyond its end', async () => {
    const bytes = files[SHARD]!.length;
    const response = await get(shard, range(`bytes=${bytes}-`));
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe(`bytes */${bytes}`);
  });
});

it('gives files to the reader that the app has', async () => {
  const { port } = servers[0]!.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}/bayling-2-7b/q4f16_1/resolve/main/`;
  const setTimer = () => () => {};
  const reader = remoteFiles(base, { fetch, setTimer, now: Date.now, random: Math.random });
  const bytes = files[SHARD]!.length;
  expect(await reader.stat(SHARD)).toEqual({ bytes, tag: tagOf(SHARD) });
  expect(await reader.read(SHARD, 100, 200)).toEqual(files[SHARD]!.slice(100, 200));
  expect(await reader.stat('none.bin')).toBeUndefined();
});

describe('a request', () => {
  it('from another origin is permitted', async () => {
    const { status, headers } = await get(shard, { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
    expect(headers.get('access-control-allow-headers')).toContain('Range');
    expect(headers.get('access-control-allow-private-network')).toBe('true');
  });

  it.each(['POST', 'PUT', 'DELETE'])('of %s is refused', async (method) => {
    const { status, headers } = await get(shard, { method });
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it.each([
    '/',
    '/resolve/main/',
    '/resolve/main/none.bin',
    `/resolve/other/${SHARD}`,
    `/demo/q4f16_1${shard}`,
    `/resolve/main/../main/${SHARD}`,
    `/resolve/main/%2e%2e/manifest.json`,
    '/resolve/main/..%2f..%2fetc%2fpasswd',
    '//etc/passwd',
    '/%',
  ])('for %s finds nothing', async (path) => {
    const { port } = servers[0]!.address() as AddressInfo;
    // Not fetch, which would normalize the path first.
    const answer = await new Promise<[unknown, unknown]>((done) => {
      request({ port, host: '127.0.0.1', path }, (response) => {
        done([response.resume().statusCode, response.headers['cache-control']]);
      }).end();
    });
    expect(answer).toEqual([404, 'no-store']);
  });
});

describe('packages', () => {
  it('lie where the app looks for the model that they were made of', async () => {
    expect((await get(`/bayling-2-7b/q4f16_1${shard}`)).status).toBe(200);
    expect((await get(`/bayling-2-7b/q4f32_1${shard}`)).status).toBe(404);
  });

  it('lie by model and quantization in a folder of several', async () => {
    const status = async (path: string) => (await get(path, {}, 1)).status;
    expect(await status(`/demo/q4f16_1${shard}`)).toBe(200);
    expect(await status(`/bayling-2-7b/q4f32_1${shard}`)).toBe(200);
    expect(await status(`/stranger/q4f16_1${shard}`)).toBe(404);
    expect(await status(shard)).toBe(404);
  });

  it('that changed meanwhile are not served under the old tag', async () => {
    const name = join(root, 'many/demo/q4f16_1/tokenizer.json');
    appendFileSync(name, ' ');
    expect((await get('/demo/q4f16_1/resolve/main/tokenizer.json', {}, 1)).status).toBe(500);
  });

  it('break the connection when a file ends before its time, rather than leave it waiting', async () => {
    const place = join(root, 'large.bin');
    writeFileSync(place, '');
    truncateSync(place, 2 ** 26);
    const { size: bytes, mtimeMs } = statSync(place);
    const file = { place, bytes, mtimeMs, etag: '"x"', type: 'application/octet-stream' };
    const server = createPackageServer(new Map([['/large.bin', file]]));
    const response = await fetch(`http://127.0.0.1:${await listen(server)}/large.bin`);
    truncateSync(place, 2 ** 21);
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    server.close();
  });

  it('are refused when there are none', async () => {
    const error = { code: 'package-invalid' };
    await expect(findPackages(join(root, 'none'), 'sizes')).rejects.toMatchObject(error);
    const missing = { code: 'file-unreadable' };
    await expect(findPackages(join(root, 'gone'), 'sizes')).rejects.toMatchObject(missing);
  });

  it('are refused when a size is wrong, and when asked for, a hash', async () => {
    const folder = join(root, 'spoilt');
    mkdirSync(folder);
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    writeFileSync(join(folder, SHARD), files[SHARD]!.slice().fill(1));
    expect((await findPackages(folder, 'sizes')).size).toBeGreaterThan(0);
    const error = { code: 'package-invalid', data: { file: SHARD } };
    await expect(findPackages(folder, 'hashes')).rejects.toMatchObject(error);
    appendFileSync(join(folder, SHARD), '!');
    await expect(findPackages(folder, 'sizes')).rejects.toMatchObject(error);
  });
});
