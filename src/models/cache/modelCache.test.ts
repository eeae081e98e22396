import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { MemoryCaches } from '../../../testing/memoryCaches';
import type { Bytes } from '../../core/bytes';
import { namePackage, placeFile, placeLibrary, totalBytes, type KeptFile } from './addresses';
import { ModelCache } from './modelCache';
import { PackageRecords, type PackageRecord } from './records';

const sha256 = (bytes: Bytes) => createHash('sha256').update(bytes).digest('hex');
const content = (text: string) => new TextEncoder().encode(text);

let caches: MemoryCaches;
/** Bytes that were hashed. */
let hashed: number;
let estimate: StorageEstimate;

beforeEach(() => {
  caches = new MemoryCaches();
  hashed = 0;
  estimate = {};
});

/** A new one over the same caches: what a reload of the page has. */
const open = () =>
  new ModelCache({
    caches,
    digest: (bytes) => {
      hashed += bytes.length;
      return Promise.resolve(sha256(bytes));
    },
    estimate: () => Promise.resolve(estimate),
  });

const names = namePackage('demo', 'q4f32_1', '0123456789abcdef');
const file = (path: string, text: string): KeptFile => {
  const bytes = content(text);
  return { path, bytes: bytes.length, sha256: sha256(bytes), ...placeFile(names, path) };
};
const put = (cache: ModelCache, { scope, key, sha256: hash }: KeptFile, text: string) =>
  cache.put(scope, key, content(text), hash);

describe('names', () => {
  it('are those that web-llm looks for', () => {
    expect(names.modelUrl).toBe('https://bayling.invalid/demo/q4f32_1/resolve/0123456789abcdef/');
    expect(placeFile(names, 'mlc-chat-config.json')).toEqual({
      key: `${names.modelUrl}mlc-chat-config.json`,
      scope: 'webllm/config',
    });
    expect(placeFile(names, 'tensor-cache.json').scope).toBe('webllm/model');
    const library = { path: 'a.wasm', bytes: 1, sha256: '0123456789abcdef0123' };
    expect(placeLibrary('demo', library)).toEqual({
      ...library,
      key: 'https://bayling.invalid/demo/library/0123456789abcdef/a.wasm',
      scope: 'webllm/wasm',
    });
  });
});

describe('a file', () => {
  const one = file('a.bin', 'hello');

  it('comes back if it is the right one', async () => {
    await put(open(), one, 'hello');
    expect(await open().get(one.scope, one.key)).toEqual(content('hello'));
    expect(await open().get(one.scope, one.key, one.sha256)).toEqual(content('hello'));
    expect(await open().get(one.scope, one.key, sha256(content('other')))).toBeUndefined();
    expect(await open().get('webllm/wasm', one.key)).toBeUndefined();
    caches.corrupt('a.bin');
    expect(await open().get(one.scope, one.key)).toBeUndefined();
  });

  it('is there by its size', async () => {
    const cache = open();
    expect(await cache.has(one)).toBe(false);
    await put(cache, one, 'hello');
    expect(await cache.has(one)).toBe(true);
    expect(await cache.has({ ...one, bytes: 4 })).toBe(false);
    await cache.delete(one.scope, one.key);
    expect(await cache.has(one)).toBe(false);
  });

  it('is read once to see that it is intact, and not at all by who wrote it', async () => {
    const writer = open();
    await put(writer, one, 'hello');
    expect(await writer.intact([one])).toEqual([one]);
    expect(hashed).toBe(0);
    const reader = open();
    for (let turn = 0; turn < 2; turn++) expect(await reader.intact([one])).toEqual([one]);
    expect(hashed).toBe(5);
    await reader.delete(one.scope, one.key);
    expect(await reader.intact([one])).toEqual([]);
  });

  it('that is damaged or missing is told from the others', async () => {
    const files = ['a.bin', 'b.bin', 'c.bin', 'd.bin', 'e.bin'].map((path) => file(path, path));
    for (const each of files) if (each.path !== 'd.bin') await put(open(), each, each.path);
    caches.corrupt('b.bin');
    const intact = await open().intact(files);
    expect(intact.map(({ path }) => path)).toEqual(['a.bin', 'c.bin', 'e.bin']);
    expect(totalBytes(intact)).toBe(15);
  });
});

describe('what a model takes', () => {
  it('is measured with its parts, and goes but for what is to stay', async () => {
    const cache = open();
    const [one, two] = [file('a.bin', 'hello'), file('mlc-chat-config.json', '{}')];
    await put(cache, one, 'hello');
    await put(cache, two, '{}');
    await cache.put('parts', `${names.modelUrl}b.bin?0`, content('abc'), 'x');
    const other = namePackage('bayling-3-8b', 'q4f32_1', 'abc');
    await cache.put('webllm/model', `${other.modelUrl}a.bin`, content('other'), 'x');
    expect(await cache.measure('https://bayling.invalid/demo/')).toBe(10);
    expect(await cache.list('parts', names.modelUrl)).toEqual([
      { key: `${names.modelUrl}b.bin?0`, bytes: 3, sha256: 'x' },
    ]);
    await cache.prune('https://bayling.invalid/demo/', [two]);
    expect(caches.keys()).toEqual([`${other.modelUrl}a.bin`, two.key].toSorted());
    await cache.prune('https://bayling.invalid/demo/');
    expect(await cache.measure('https://bayling.invalid/demo/')).toBe(0);
    expect(await cache.measure('https://bayling.invalid/')).toBe(5);
  });
});

describe('room', () => {
  it.each([
    [{ quota: 10, usage: 4 }, 6],
    [{ quota: 4, usage: 10 }, 0],
    [{ quota: 10 }, undefined],
    [{ usage: 4 }, undefined],
  ])('of %j is %s', async (said, available) => {
    estimate = said;
    expect(await open().available()).toBe(available);
  });

  it.each([
    // The browser's promise counts only where it says itself that there is too little.
    [{ quota: 4, usage: 0 }, 4],
    [{ quota: 5, usage: 0 }, 0],
    [{ quota: 100, usage: 0 }, 0],
    [{}, undefined],
  ])('that a write does not find, with %j, is said to be %s', async (said, available) => {
    estimate = said;
    caches.bytesLeft = 4;
    const full = put(open(), file('a.bin', 'hello'), 'hello');
    await expect(full).rejects.toMatchObject({
      code: 'storage-full',
      data: { needed: 5, available },
    });
  });

  it('is not to blame for another failure', async () => {
    const broken = new Error('broken');
    const cache = new ModelCache({
      caches: { open: () => Promise.reject(broken) },
      digest: () => Promise.resolve(''),
      estimate: () => Promise.resolve({}),
    });
    const denied = { code: 'storage-denied', cause: broken };
    await expect(put(cache, file('a.bin', 'hello'), 'hello')).rejects.toMatchObject(denied);
    const rejecting = { put: () => Promise.reject(broken) } as unknown as Cache;
    const writing = new ModelCache({
      caches: { open: () => Promise.resolve(rejecting) },
      digest: () => Promise.resolve(''),
      estimate: () => Promise.resolve({}),
    });
    await expect(put(writing, file('a.bin', 'hello'), 'hello')).rejects.toBe(broken);
  });
});

describe('records', () => {
  const record: PackageRecord = {
    ...names,
    files: [file('a.bin', 'hello')],
    library: placeLibrary('demo', { path: 'a.wasm', bytes: 1, sha256: sha256(content('a')) }),
    source: { kind: 'host', address: 'https://host.test/' },
  };
  const unfinished = {
    ...({
      quantization: 'q4f32_1',
      source: { kind: 'disk' },
      doneBytes: 1,
      totalBytes: 2,
    } as const),
  };

  it('say what was begun and what is whole', async () => {
    const records = new PackageRecords(open());
    expect(await records.unfinished('demo')).toBeUndefined();
    await records.begin('demo', unfinished);
    expect(await new PackageRecords(open()).unfinished('demo')).toEqual(unfinished);
    expect(await records.complete('demo')).toBeUndefined();
    expect(await records.unfinished('bayling-3-8b')).toBeUndefined();
    await records.finish(record);
    expect(await new PackageRecords(open()).complete('demo')).toEqual(record);
    expect(await records.unfinished('demo')).toBeUndefined();
    await records.begin('demo', unfinished);
    await records.remove('demo');
    expect(await records.complete('demo')).toBeUndefined();
    expect(await records.unfinished('demo')).toBeUndefined();
    expect(caches.keys()).toEqual([]);
  });

  it.each([['{"format":1,"value":{}}'], ['{"format":4,"value":{}}'], ['{"format":3'], ['[]']])(
    'of %s are none',
    async (text) => {
      const cache = open();
      await cache.putRecord('https://bayling.invalid/demo/record.json', content(text));
      expect(await new PackageRecords(cache).complete('demo')).toBeUndefined();
    },
  );

  it.each([
    ['host', 'host'],
    ['checkpoint', 'hub'],
  ])('of the version before have a way, of kind %s, for a source', async (before, kind) => {
    const cache = open();
    const { source, ...value } = record;
    const way = { ...source, kind: before };
    const text = JSON.stringify({ format: 2, value: { ...value, way } });
    await cache.putRecord('https://bayling.invalid/demo/record.json', content(text));
    const read = await new PackageRecords(cache).complete('demo');
    expect(read).toEqual({ ...record, source: { ...source, kind } });
  });
});
