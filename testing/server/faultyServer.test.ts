import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from './faultyServer';

const path = '/models/shard.bin';
const file = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

let server: FaultyServer;
let base: string;

beforeEach(async () => {
  server = new FaultyServer();
  base = await server.start();
  server.files.set(path, file);
});

afterEach(() => server.stop());

const get = (headers: Record<string, string> = {}, method = 'GET', at = path) =>
  fetch(new URL(at, base), { headers, method, redirect: 'manual' });

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

describe('a server without faults', () => {
  it('gives ranges, and counts what it gives', async () => {
    const response = await get({ range: 'bytes=10-19' });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe('bytes 10-19/1000');
    expect(await bytesOf(response)).toEqual(file.slice(10, 20));
    expect(await bytesOf(await get({ range: 'bytes=990-5000' }))).toEqual(file.slice(990));
    expect((await get({ range: 'bytes=1000-' })).status).toBe(416);
    expect(server.sentBytes).toBe(20);
    expect(server.log.map(({ range, status, sentBytes }) => [range, status, sentBytes])).toEqual([
      ['bytes=10-19', 206, 10],
      ['bytes=990-5000', 206, 10],
      ['bytes=1000-', 416, 0],
    ]);
  });

  it('gives the whole file where If-Range names another content', async () => {
    const etag = (await get()).headers.get('etag')!;
    expect((await get({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
    server.files.set(path, file.slice(1));
    const changed = await get({ range: 'bytes=0-9', 'if-range': etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it('answers HEAD, and pages of other origins', async () => {
    const head = await get({}, 'HEAD');
    expect(head.headers.get('content-length')).toBe('1000');
    expect(head.headers.get('last-modified')).not.toBeNull();
    expect(head.headers.get('access-control-expose-headers')).toBe('*');
    const permission = await get({}, 'OPTIONS');
    expect(permission.ok).toBe(true);
    expect(permission.headers.get('access-control-allow-origin')).toBe('*');
    expect(permission.headers.get('access-control-allow-headers')).toBe('Range, If-Range');
    expect(server.requests).toEqual([path]);
  });

  it('leads elsewhere, each time with another signature', async () => {
    server.redirect('/hub/resolve/main/', { target: '/models/', commit: 'abc' });
    const { headers } = await get({}, 'GET', '/hub/resolve/main/shard.bin');
    expect(headers.get('location')).toBe('/models/shard.bin?signature=1');
    expect(headers.get('x-repo-commit')).toBe('abc');
    const followed = await fetch(`${base}hub/resolve/main/shard.bin`);
    expect(await bytesOf(followed)).toEqual(file);
    expect(server.log.at(-1)).toMatchObject({ path, query: '?signature=2' });
  });

  it('gives parts of a file of gigabytes on the disk', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bayling-server-'));
    try {
      const handle = await open(join(folder, 'large.bin'), 'w');
      await handle.write(file, 0, 10, 5_000_000_000);
      await handle.close();
      server.folder('/disk/', folder);
      const response = await get(
        { range: 'bytes=4999999998-5000000001' },
        'GET',
        '/disk/large.bin',
      );
      expect(response.headers.get('content-range')).toContain('/5000000010');
      expect(await bytesOf(response)).toEqual(Uint8Array.of(0, 0, 0, 1));
      expect((await get({}, 'GET', '/disk/other.bin')).status).toBe(404);
      expect((await get({}, 'GET', '/disk/..%2f..%2fetc/passwd')).status).toBe(404);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('can be slow', async () => {
    server.manners.bytesPerSecond = 10_000;
    const began = performance.now();
    await bytesOf(await get());
    expect(performance.now() - began).toBeGreaterThan(80);
  });
});

describe('a fault', () => {
  it('strikes the next request for its byte, and not the question for the size', async () => {
    server.strike(path, 0.5, { kind: 'status', status: 503 }, { kind: 'flipped-bit' });
    const status = async (range: string) => (await get({ range })).status;
    expect(await status('bytes=0-499')).toBe(206);
    expect(await status('bytes=500-500')).toBe(206);
    expect((await get({}, 'HEAD')).status).toBe(200);
    expect(await status('bytes=400-600')).toBe(503);
    const bytes = await bytesOf(await get({ range: 'bytes=400-600' }));
    expect(bytes[100]! ^ file[500]!).toBe(1);
    expect(await bytesOf(await get({ range: 'bytes=400-600' }))).toEqual(file.slice(400, 601));
  });

  it.each([
    ['whole', 200, null, 1000],
    ['wrong-start', 206, 'bytes 399-599/1000', 201],
    ['wrong-total', 206, 'bytes 400-600/1001', 201],
    ['changed', 206, 'bytes 400-600/1000', 201],
    ['html', 200, null, 23],
    ['short', 206, 'bytes 400-600/1000', 100],
  ] as const)('%s shows in the answer', async (kind, status, range, length) => {
    const etag = (await get()).headers.get('etag');
    server.strike(path, 0.5, { kind });
    const response = await get({ range: 'bytes=400-600' });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-range')).toBe(range);
    expect((await bytesOf(response)).length).toBe(length);
    const same = response.headers.get('etag') === etag;
    expect(same).toBe(kind !== 'changed' && kind !== 'html');
  });

  it('breaks the connection, or leaves it silent', async () => {
    server.fail(path, { kind: 'reset', after: 500 }, { kind: 'stall', after: 500 });
    await expect((await get()).arrayBuffer()).rejects.toThrow();
    const reader = (await get()).body!.getReader();
    expect((await reader.read()).value).toHaveLength(500);
    expect(server.stalls).toBe(1);
    expect(server.openAnswers).toBe(1);
    await reader.cancel();
    await expect.poll(() => server.openAnswers).toBe(0);
  });
});
