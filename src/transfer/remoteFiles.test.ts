import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../testing/server/faultyServer';
import { STALL_MS, TestTransfer } from '../../testing/transferPorts';
import type { AppError } from '../core/errors';
import type { RemoteOptions } from './request';
import { pinned, remoteFiles, type RemoteFiles } from './remoteFiles';

const path = '/models/a.bin';
const file = Uint8Array.from({ length: 1000 }, (_, i) => i % 251);

let server: FaultyServer;
let origin: string;
let ports: TestTransfer;

beforeEach(async () => {
  server = new FaultyServer();
  origin = await server.start();
  server.files.set(path, file);
  ports = new TestTransfer();
});

afterEach(() => server.stop());

function source(options: RemoteOptions = {}, folder = 'models/', given = ports): RemoteFiles {
  return remoteFiles(origin + folder, given, { stallMs: STALL_MS, ...options });
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable(),
    (error: unknown) => error as AppError,
  );

/** What a page of another origin sees of answers that do not expose their headers. */
const foreign: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const safe = ['content-type', 'content-length', 'last-modified'];
  const headers = [...response.headers].filter(([name]) => safe.includes(name));
  const bodiless = init?.method === 'HEAD' || response.status === 204;
  return new Response(bodiless ? null : response.body, { status: response.status, headers });
};

describe('a file', () => {
  it('is described by one request, and read by one for each range', async () => {
    const files = source();
    const etag = (await fetch(origin + 'models/a.bin')).headers.get('etag');
    expect(await files.stat('a.bin')).toEqual({ bytes: 1000, tag: etag });
    const seen: number[] = [];
    const bytes = await files.read('a.bin', 10, 20, { onBytes: (count) => seen.push(count) });
    expect(bytes).toEqual(file.slice(10, 20));
    expect(seen.at(-1)).toBe(10);
    expect(server.log.slice(1).map(({ range }) => range)).toEqual(['bytes=0-0', 'bytes=10-19']);
  });

  it('gives what there is, and only asks where there is something', async () => {
    const files = source();
    expect(await files.read('a.bin', 990, 5000)).toEqual(file.slice(990));
    expect(await files.read('a.bin', 1000, 2000)).toHaveLength(0);
    expect(await files.read('a.bin', 7, 7)).toHaveLength(0);
    expect(server.log).toHaveLength(2);
  });

  it('can be empty, or absent', async () => {
    server.files.set('/models/empty', new Uint8Array());
    const files = source();
    expect(await files.stat('empty')).toMatchObject({ bytes: 0 });
    expect(await files.read('empty', 0, 10)).toHaveLength(0);
    expect(await files.stat('none')).toBeUndefined();
    const { code, data } = await failure(files.read('none', 0, 1));
    expect(code).toBe('http-status');
    expect(data).toEqual({ file: 'none', url: `${origin}models/none`, status: 404 });
  });

  it('may have any name, but has to be in the folder', async () => {
    server.files.set('/models/sub/a%20%23%3F.json', file);
    expect(await source().stat('sub/a #?.json')).toMatchObject({ bytes: 1000 });
    await expect(source().stat('../models-2/a.bin')).rejects.toThrow(TypeError);
    expect(server.requests).toHaveLength(1);
  });

  it('of gigabytes is read where it is wanted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bayling-transfer-'));
    try {
      const handle = await open(join(folder, 'large'), 'w');
      await handle.write(file, 0, 10, 5_000_000_000);
      await handle.close();
      server.folder('/disk/', folder);
      const files = source({}, 'disk/');
      expect(await files.read('large', 5_000_000_001, 6e9)).toEqual(file.slice(1, 10));
      server.manners.ranges = false;
      const { data } = await failure(files.read('large', 5_000_000_001, 6e9));
      expect(data).toMatchObject({ status: 200, detail: 'the server gives whole files only' });
      expect(server.sentBytes).toBeLessThan(10_000_000);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a hub', () => {
  let cdn: FaultyServer;

  beforeEach(async () => {
    cdn = new FaultyServer();
    const target = `${await cdn.start()}bucket/`;
    server.redirect('/o/m/resolve/main/', { target, commit: 'c0ffee' });
    server.files.set('/o/m/resolve/main/config.json', new TextEncoder().encode('{}'));
    cdn.files.set('/bucket/a.bin', file);
  });

  afterEach(() => cdn.stop());

  it('leads to another origin, by a new signed address each time', async () => {
    const files = source({}, 'o/m/resolve/main/');
    cdn.fail('/bucket/a.bin', { kind: 'status', status: 403 });
    expect(await files.read('a.bin', 10, 20)).toEqual(file.slice(10, 20));
    expect(cdn.log.map(({ query }) => query)).toEqual([
      '?signature=1',
      '?signature=2',
      '?signature=3',
    ]);
  });

  it('tells the commit to which a download is pinned', async () => {
    const files = source({}, 'o/m/resolve/main/');
    await files.stat('a.bin');
    expect(files.revision()).toBeUndefined();
    await files.stat('config.json');
    expect(files.revision()).toBe('c0ffee');
    const folder = `${origin}o/m/resolve/main/`;
    expect(pinned(folder, 'c0ffee')).toBe(`${origin}o/m/resolve/c0ffee/`);
  });

  it('keeps its signatures out of errors', async () => {
    cdn.files.clear();
    const files = source({}, 'o/m/resolve/main/');
    const { data } = await failure(files.read('a.bin', 0, 1));
    expect(data['url']).toBe(`${origin}o/m/resolve/main/a.bin`);
  });
});

describe('a server that gives less', () => {
  it('may know no HEAD', async () => {
    server.manners.head = false;
    expect(await source().stat('a.bin')).toMatchObject({ bytes: 1000 });
  });

  it('may hide its headers from other origins', async () => {
    const files = source({}, 'models/', new TestTransfer(foreign));
    const { bytes, tag } = (await files.stat('a.bin'))!;
    expect(bytes).toBe(1000);
    expect(tag).toMatch(/^\w{3}, .* GMT 1000$/);
    expect(await files.read('a.bin', 10, 20)).toEqual(file.slice(10, 20));
    expect(server.log.map(({ method }) => method)).toEqual(['GET', 'HEAD', 'GET']);
    server.fail(path, { kind: 'status', status: 416 });
    expect(await files.stat('a.bin')).toMatchObject({ bytes: 1000 });
    server.files.set(path, new Uint8Array());
    expect(await files.stat('a.bin')).toMatchObject({ bytes: 0 });
  });

  it('may say in words of its own what the file is', async () => {
    const linked: typeof fetch = async (input, init) => {
      const { body, status } = await fetch(input, init);
      const headers = { 'x-linked-size': '1000', 'x-linked-etag': '"sha"', etag: '"cdn"' };
      return new Response(body, { status, headers });
    };
    const files = source({}, 'models/', new TestTransfer(linked));
    expect(await files.stat('a.bin')).toEqual({ bytes: 1000, tag: '"sha"' });
    expect(await files.read('a.bin', 10, 20)).toEqual(file.slice(10, 20));
    expect(server.log.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });

  it('may hide them and know no HEAD, which is one too little', async () => {
    server.manners.head = false;
    const { code, data } = await failure(
      source({}, 'models/', new TestTransfer(foreign)).stat('a.bin'),
    );
    expect(code).toBe('http-status');
    expect(data).toMatchObject({ file: 'a.bin', status: 405 });
  });

  it('has to tell a length', async () => {
    Object.assign(server.manners, { ranges: false, length: false });
    const { code, data } = await failure(source().stat('a.bin'));
    expect(code).toBe('http-status');
    expect(data).toMatchObject({ file: 'a.bin', detail: 'no length' });
  });

  it.each(['none', 'weak'] as const)('may have dates in place of ETags (%s)', async (etag) => {
    server.manners.etag = etag;
    const files = source();
    const { tag } = (await files.stat('a.bin'))!;
    expect(tag).toMatch(/ GMT 1000$/);
    server.files.set(path, file.slice().reverse());
    expect((await failure(files.read('a.bin', 0, 10))).code).toBe('source-changed');
    expect((await files.stat('a.bin'))!.tag).not.toBe(tag);
    expect(await files.read('a.bin', 0, 10)).toEqual(file.slice(-10).reverse());
  });

  it('may tell nothing about the content, so a broken read starts over', async () => {
    Object.assign(server.manners, { etag: 'none', lastModified: false });
    const files = source();
    expect(await files.stat('a.bin')).toEqual({ bytes: 1000, tag: '' });
    server.fail(path, { kind: 'short', length: 500 });
    const seen: number[] = [];
    const onBytes = (bytes: number) => seen.push(bytes);
    expect(await files.read('a.bin', 0, 1000, { onBytes })).toEqual(file);
    expect(seen).toEqual([500, 0, 1000]);
    server.log.length = 0;
    server.fail(path, { kind: 'short', length: 500 });
    expect(await files.read('a.bin', 0, 1000)).toEqual(file);
    expect(server.log.map(({ range }) => range)).toEqual(['bytes=0-999', 'bytes=0-999']);
  });

  it('may give whole files only, if they are small', async () => {
    server.manners.ranges = false;
    const files = source();
    expect(await files.read('a.bin', 400, 600)).toEqual(file.slice(400, 600));
    expect(await files.read('a.bin', 0, 1000)).toEqual(file);
    server.files.set(path, file.slice(1));
    Object.assign(server.manners, { etag: 'none', lastModified: false });
    expect((await failure(files.read('a.bin', 0, 10))).code).toBe('source-changed');
  });

  it('may give a page for what it does not have', async () => {
    server.fail(path, { kind: 'html' }, { kind: 'html' });
    const { code, data } = await failure(source().stat('a.bin'));
    expect(code).toBe('http-status');
    expect(data).toMatchObject({ file: 'a.bin', status: 200, detail: 'text/html' });
  });

  it('may give the whole file for its first byte, and still tell its size', async () => {
    const headers = { 'content-range': 'bytes 0-999/1000', etag: '"e"' };
    const generous: typeof fetch = () =>
      Promise.resolve(new Response(file, { status: 206, headers }));
    const given = new TestTransfer(generous);
    const stat = await source({}, 'models/', given).stat('a.bin');
    expect(stat).toEqual({ bytes: 1000, tag: '"e"' });
    expect(given.pauses).toEqual([]);
  });

  it('may send more than it said', async () => {
    const generous: typeof fetch = (_input, init) => {
      const range = new Headers(init?.headers).get('range')!.slice('bytes='.length);
      const headers = { 'content-range': `bytes ${range}/1000`, etag: '"e"' };
      const body = new Uint8Array(range === '0-0' ? 1 : 50);
      return Promise.resolve(new Response(body, { status: 206, headers }));
    };
    const files = source({}, 'models/', new TestTransfer(generous));
    const { code, data } = await failure(files.read('a.bin', 10, 20));
    expect(code).toBe('network');
    expect(data['detail']).toBe('50 bytes came in place of 10');
  });
});
