import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreBench } from '../../../testing/storeBench';
import { getModel } from '../../core/catalog';
import { RANGE_BYTES, ranges } from '../../transfer/ranges';
import type { ModelSource, TransferProgress } from '../packages';
import { checkedFiles } from './checkedFiles';
import { MemoryFiles } from '../../../testing/tinyCheckpoint';

/** The demo's checkpoint stands for an official one: it is real, and small. */
const folder = new URL('../../../demo/checkpoint/', import.meta.url);
const checkpoint = readdirSync(folder).map(
  (name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))] as const,
);
const weights = 'model.safetensors';
const content = checkpoint.find(([name]) => name === weights)![1];
const sha256 = createHash('sha256').update(content).digest('hex');
const pointer = (hash: string) =>
  new TextEncoder().encode(
    `version https://git-lfs.github.com/spec/v1\noid sha256:${hash}\nsize ${content.length}\n`,
  );
const wrong = 'a'.repeat(64);

let bench: StoreBench;

beforeEach(async () => {
  bench = new StoreBench();
  await bench.start();
  publish('/demo/checkpoint/resolve/main/');
});

afterEach(() => bench.server.stop());

function publish(path: string, list?: Uint8Array<ArrayBuffer>): void {
  for (const [name, bytes] of checkpoint) bench.server.files.set(path + name, bytes);
  if (list !== undefined) bench.server.files.set(path.replace('resolve', 'raw') + weights, list);
}

const raw = (bytes: Uint8Array) =>
  bench.server.files.set(`/demo/checkpoint/raw/main/${weights}`, bytes);

const store = () => bench.open({ model: getModel });
const hub = (more: object = {}): ModelSource => ({ kind: 'hub', address: bench.base, ...more });
const shards = () => bench.caches.keys().filter((key) => key.includes('.bin'));

describe('a checkpoint with a pointer', () => {
  it('is checked as it comes, and kept', async () => {
    raw(pointer(sha256));
    await bench.ensure(store(), { source: hub() });
    expect((await store().state('demo')).kind).toBe('stored');
    expect(bench.server.requests).toContain(`/demo/checkpoint/raw/main/${weights}`);
  });

  it('of other content is refused, and nothing of it is kept', async () => {
    raw(pointer(wrong));
    const error = await bench.failure(store(), { source: hub() });
    expect(error).toMatchObject({
      ...{ code: 'source-damaged', retry: 'user' },
      data: { file: weights, expected: wrong, actual: sha256 },
    });
    expect(shards()).toEqual([]);
    raw(pointer(sha256));
    await bench.ensure(store(), { source: hub() });
    expect(shards()).not.toEqual([]);
  });

  it('with one altered bit is refused', async () => {
    raw(pointer(sha256));
    bench.server.strike(`/demo/checkpoint/resolve/main/${weights}`, 0.7, { kind: 'flipped-bit' });
    expect((await bench.failure(store(), { source: hub() }))?.code).toBe('source-damaged');
    expect(shards()).toEqual([]);
  });

  it('is not checked after a pause, but for who wishes it to be read again', async () => {
    raw(pointer(wrong));
    const abort = new AbortController();
    const onProgress = ({ doneBytes, totalBytes }: TransferProgress) => {
      if (doneBytes > totalBytes / 2) abort.abort();
    };
    bench.server.manners.bytesPerSecond = 8e6;
    const options = { source: hub(), signal: abort.signal, onProgress };
    expect((await bench.failure(store(), options))?.code).toBe('aborted');
    bench.server.manners.bytesPerSecond = undefined;
    const error = await bench.failure(store(), { source: hub({ checkWhole: true }) });
    expect(error).toMatchObject({ code: 'source-damaged', data: { file: weights } });
    expect(shards()).toEqual([]);
  });

  it('that is checked already is not read again', async () => {
    raw(pointer(sha256));
    await bench.ensure(store(), { source: hub({ checkWhole: true }) });
    const sent = bench.server.log
      .filter(({ path }) => path.endsWith(weights))
      .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    // The embedding is the head too, and is read for either.
    const { vocabulary, hidden } = getModel('demo').shape;
    expect(sent).toBeLessThan(content.length + vocabulary * hidden * 2 + 10_000);
  });
});

describe('a checkpoint', () => {
  it.each([
    ['a page', new TextEncoder().encode('<!doctype html><p>oid sha256:x')],
    ['the file itself', content],
    ['nothing', new Uint8Array()],
    ['a pointer of another hash', new TextEncoder().encode('oid md5:1\n')],
  ])('whose host has %s for a pointer comes unchecked', async (_name, bytes) => {
    raw(bytes);
    await bench.ensure(store(), { source: hub() });
    expect((await store().state('demo')).kind).toBe('stored');
  });

  it('comes from a hub with the layout of ModelScope, and goes on there', async () => {
    for (const path of bench.server.files.keys()) {
      if (path.startsWith('/demo/')) bench.server.files.delete(path);
    }
    publish('/models/demo/checkpoint/resolve/master/', pointer(sha256));
    expect((await bench.failure(store(), { source: hub() }))?.code).toBe('checkpoint-invalid');
    await bench.ensure(store(), { source: hub({ layout: 'modelscope' }) });
    expect(await store().state('demo')).toMatchObject({ kind: 'stored', source: 'hub' });
    expect(bench.server.requests).toContain(`/models/demo/checkpoint/raw/master/${weights}`);
  });
});

describe('a file that is checked on its way', () => {
  const bytes = Uint8Array.from({ length: 1_000 }, (_, i) => i & 255);
  const name = 'a.safetensors';
  const hash = createHash('sha256').update(bytes).digest('hex');
  const open = async (listed: string) => {
    const files = checkedFiles(new MemoryFiles({ [name]: bytes }), () => Promise.resolve(listed));
    await files.stat(name);
    return files;
  };
  const parts = ranges(1_000, 100);

  it.each([
    ['in order', parts],
    ['in any order', [...parts.slice(5).reverse(), ...parts.slice(0, 5).reverse()]],
    ['overlapping', [...ranges(1_000, 300), { start: 50, end: 900 }]],
    ['twice', [...parts.slice(0, 9), ...parts]],
  ])('may come %s', async (_name, order) => {
    const sound = await open(hash);
    for (const { start, end } of order) await sound.read(name, start, end);
    const damaged = await open(wrong);
    const reading = async () => {
      for (const { start, end } of order) await damaged.read(name, start, end);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'source-damaged' });
  });

  it('is read as a whole where a range never came', async () => {
    const files = await open(wrong);
    for (const { start, end } of parts.slice(1)) await files.read(name, start, end);
    await expect(files.checkWhole()).rejects.toMatchObject({ code: 'source-damaged' });
    expect(RANGE_BYTES).toBeGreaterThan(1_000);
  });
});
