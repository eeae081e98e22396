import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from './listen';
import { createSiteServer } from './server';
import { statusFor } from './siteFile';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const files: Record<string, string> = {
  'index.html': '<title>shell</title>',
  'assets/app-1a2b.js': 'export {}',
  'assets/modelsWorker-1a2b.js': 'export {}',
  'models/libs/lib.wasm': '\0asm',
  'models/demo/shard.bin': '0123456789',
  'manifest.webmanifest': '{}',
};
const servers = ['/', '/sub/path/'].map((base) => createSiteServer({ folder: prepared(), base }));
const [root, nested] = servers;

function prepared(): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function get(path: string, headers: Record<string, string> = {}, server = root) {
  const { port } = server!.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers, redirect: 'manual' });
}

beforeAll(async () => {
  await Promise.all(servers.map((server) => listen(server)));
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

describe('headers', () => {
  it('let one script alone fetch from elsewhere', async () => {
    const policy = async (path: string) => (await get(path)).headers.get('content-security-policy');
    expect(await policy('/assets/modelsWorker-1a2b.js')).toContain("connect-src 'self' https:");
    expect(await policy('/assets/app-1a2b.js')).toContain("connect-src 'self';");
  });

  it.each(['/', '/chat', '/assets/app-1a2b.js', '/models/none.bin'])(
    'of %s are safe',
    async (path) => {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe-inline');
      expect(policy).not.toMatch(/'unsafe-eval'|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    },
  );

  it.each([
    ['/', 'text/html;charset=utf-8'],
    ['/assets/app-1a2b.js', 'text/javascript'],
    ['/models/libs/lib.wasm', 'application/wasm'],
    ['/manifest.webmanifest', 'application/manifest+json'],
    ['/models/demo/shard.bin', 'application/octet-stream'],
  ])('name the type of %s', async (path, type) => {
    expect((await get(path)).headers.get('content-type')).toBe(type);
  });

  it('keep what is hashed for ever and ask again for the rest', async () => {
    const cache = async (path: string) => (await get(path)).headers.get('cache-control');
    expect(await cache('/assets/app-1a2b.js')).toContain('immutable');
    expect(await cache('/')).toBe('no-cache');
    expect(await cache('/models/demo/shard.bin')).toBe('no-cache');
    expect(await cache('/assets/gone-9f.js')).toBe('no-store');
  });

  it('answer 304 to a known entity tag', async () => {
    const tag = (await get('/')).headers.get('etag')!;
    expect((await get('/', { 'if-none-match': tag })).status).toBe(304);
  });
});

describe('addresses', () => {
  it.each(['/', '/chat', '/translate?from=en&text=a/b.c', '/models'])(
    '%s is the shell',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('shell');
    },
  );

  it.each(['/models/demo/none.bin', '/assets/gone.js', '/none.txt', '/a/b', '/models/libs'])(
    '%s is really missing',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).toBe('');
    },
  );

  it('drop a closing slash, which would mislead relative addresses', async () => {
    const response = await get('/chat/?from=en');
    expect(response.status).toBe(308);
    expect(response.headers.get('location')).toBe('/chat?from=en');
  });

  it.each([
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/%',
    '//etc/passwd',
    '//',
    '//[',
    '/index.html%00',
    '/index.html/',
    '/%5c..%5cetc',
    '/%c0%ae%c0%ae/x',
    '/.hidden',
    `/assets/${'x'.repeat(5000)}.js`,
  ])('%s does not leave the folder', async (path) => {
    const { port } = root!.address() as AddressInfo;
    // not fetch, which would normalize the path first
    const status = await new Promise((done) => {
      request({ port, host: '127.0.0.1', path }, (response) => {
        done(response.resume().statusCode);
      }).end();
    });
    expect(status).toBe(404);
  });

  it('lead to where a header can say, whatever the query', async () => {
    const { port } = nested!.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /sub/path/chat/?\f\t\u00ff HTTP/1.1\r\nHost: h\r\n\r\n', 'latin1');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toMatch(/^HTTP\/1.1 (308|400) /);
    expect((await get('/sub/path/chat', {}, nested)).status).toBe(200);
  });

  it('work under a sub-path, and only there', async () => {
    const status = async (path: string) => (await get(path, {}, nested)).status;
    expect(await status('/sub/path/chat')).toBe(200);
    expect(await status('/sub/path/models/libs/lib.wasm')).toBe(200);
    expect(await status('/chat')).toBe(404);
    expect((await get('/sub/path', {}, nested)).headers.get('location')).toBe('/sub/path/');
    expect((await get('/sub/path/chat/', {}, nested)).headers.get('location')).toBe(
      '/sub/path/chat',
    );
  });

  it('take no other method', async () => {
    const { port } = root!.address() as AddressInfo;
    expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' })).status).toBe(405);
  });
});

describe('ranges', () => {
  const shard = '/models/demo/shard.bin';

  it.each([
    ['bytes=2-4', '234', 'bytes 2-4/10'],
    ['bytes=7-', '789', 'bytes 7-9/10'],
    ['bytes=8-99', '89', 'bytes 8-9/10'],
    ['bytes=-3', '789', 'bytes 7-9/10'],
    ['bytes=0-0', '0', 'bytes 0-0/10'],
    // More than a number, or a file, can be.
    ['bytes=0-9007199254740993', '0123456789', 'bytes 0-9/10'],
    ['bytes=9-18446744073709551616', '9', 'bytes 9-9/10'],
    [`bytes=4-${'9'.repeat(400)}`, '456789', 'bytes 4-9/10'],
    ['bytes=-9007199254740993', '0123456789', 'bytes 0-9/10'],
  ])('%s gives %s', async (range, body, contentRange) => {
    const response = await get(shard, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(await response.text()).toBe(body);
  });

  it.each([
    'bytes=10-',
    'bytes=-0',
    'bytes=9007199254740993-',
    `bytes=${'9'.repeat(400)}-${'9'.repeat(401)}`,
  ])('%s is refused, as it begins beyond the end', async (range) => {
    const response = await get(shard, { range });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
  });

  it.each(['bytes=4-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=--3', 'bytes=1e3-'])(
    '%s gives the whole file',
    async (range) => {
      const response = await get(shard, { range });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('0123456789');
    },
  );
});

describe('a folder that changes meanwhile', () => {
  const place = (name: string) => join(folder, name);

  it('is served as it is', async () => {
    writeFileSync(place('new.txt'), 'one');
    expect(await (await get('/new.txt')).text()).toBe('one');
    const tag = (await get('/new.txt')).headers.get('etag')!;
    appendFileSync(place('new.txt'), ' and more');
    const grown = await get('/new.txt', { 'if-none-match': tag });
    expect([grown.status, await grown.text()]).toEqual([200, 'one and more']);
    truncateSync(place('new.txt'), 2);
    expect(await (await get('/new.txt')).text()).toBe('on');
    rmSync(place('new.txt'));
    expect((await get('/new.txt')).status).toBe(404);
  });

  it.each([
    ['a folder', (name: string) => mkdirSync(name), 404],
    ['a link out of the folder', (name: string) => symlinkSync('/etc/passwd', name), 404],
    ['a link that leads nowhere', (name: string) => symlinkSync(`${name}-gone`, name), 404],
    ['a link to itself', (name: string) => symlinkSync(name, name), 404],
    ['a device', (name: string) => symlinkSync('/dev/zero', name), 404],
    ['a pipe', (name: string) => execFileSync('mkfifo', [name]), 404],
    ['a link to another file', (name: string) => symlinkSync('index.html', name), 200],
  ])('has %s where a file was', async (_, put, status) => {
    writeFileSync(place('other.txt'), 'file');
    expect((await get('/other.txt')).status).toBe(200);
    rmSync(place('other.txt'));
    put(place('other.txt'));
    expect((await get('/other.txt')).status).toBe(status);
    rmSync(place('other.txt'), { recursive: true });
  });

  it('is left by no link to a folder', async () => {
    symlinkSync('/etc', place('etc'));
    expect((await get('/etc/passwd')).status).toBe(404);
    rmSync(place('etc'));
  });

  it('is left by links into folders that are named, and into no others', async () => {
    const other = mkdtempSync(join(tmpdir(), 'beside-'));
    writeFileSync(join(other, 'x.txt'), 'beside');
    symlinkSync(other, place('models-beside'));
    const server = createSiteServer({ folder, base: '/', beside: [other] });
    const port = await listen(server);
    const response = await fetch(`http://127.0.0.1:${port}/models-beside/x.txt`);
    expect(await response.text()).toBe('beside');
    expect((await get('/models-beside/x.txt')).status).toBe(404);
    server.close();
    rmSync(place('models-beside'));
    rmSync(other, { recursive: true });
  });

  it('is served from the start, whatever lies in it', async () => {
    symlinkSync(place('nowhere'), place('dangling.txt'));
    const server = createSiteServer({ folder, base: '/' });
    const port = await listen(server);
    expect((await fetch(`http://127.0.0.1:${port}/chat`)).status).toBe(200);
    server.close();
    rmSync(place('dangling.txt'));
  });

  it('breaks the connection, and no other, when a file ends before its time', async () => {
    writeFileSync(place('large.bin'), '');
    truncateSync(place('large.bin'), 2 ** 26);
    const response = await get('/large.bin');
    expect(response.headers.get('content-length')).toBe(String(2 ** 26));
    truncateSync(place('large.bin'), 2 ** 21);
    await expect(response.arrayBuffer()).rejects.toThrow('terminated');
    expect((await get('/chat')).status).toBe(200);
  });
});

it('what the system refuses has a status; what is not about the file is the server’s fault', () => {
  const error = (code: string) => Object.assign(new Error(code), { code });
  expect(
    ['ENOENT', 'ENAMETOOLONG', 'EACCES', 'EPERM'].map((code) => statusFor(error(code))),
  ).toEqual([404, 404, 403, 403]);
  for (const code of ['EMFILE', 'EIO']) expect(() => statusFor(error(code))).toThrow(code);
});
