import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from './listen';
import { createSiteServer } from './server';

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
  await Promise.all(servers.map(listen));
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
  ])('%s gives %s', async (range, body, contentRange) => {
    const response = await get(shard, { range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(contentRange);
    expect(await response.text()).toBe(body);
  });

  it('beyond the end are refused', async () => {
    const response = await get(shard, { range: 'bytes=10-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */10');
  });

  it.each(['bytes=-3', 'bytes=4-2', 'bytes=0-1,4-5', 'lines=1-2'])(
    '%s gives the whole file',
    async (range) => {
      const response = await get(shard, { range });
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('0123456789');
    },
  );
});
