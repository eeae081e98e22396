import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../testing/server/faultyServer';
import { MemoryCaches } from '../../testing/memoryCaches';
import { getModel, type ModelId } from '../core/catalog';
import type { Bytes } from '../core/bytes';
import { AppError } from '../core/errors';
import { makeSmallPackage, smallModel } from '../../testing/smallPackage';
import { MANIFEST } from '../core/package/manifest';
import type { EnsureOptions, ModelSource, TransferProgress } from './packages';
import { PackageStore, type PackageStorePorts } from './packageStore';

/* A store whose package comes from the disk, so that each byte and each moment is the test's. */

const sha256 = (bytes: Bytes) => createHash('sha256').update(bytes).digest('hex');
const wasm = new Uint8Array(1000).fill(7);
const wasmName = 'bayling-demo-q4f32_1.wasm';

let server: FaultyServer;
let caches: MemoryCaches;
let base: string;
let time: number;
/** What other tabs are told, and what they tell. */
let told: TransferProgress[];
let listeners: Set<(progress: TransferProgress) => void>;
let locks: { readonly name: string; readonly ifFree: boolean | undefined }[];

beforeEach(async () => {
  server = new FaultyServer();
  base = await server.start();
  server.files.set(`/models/libs/${wasmName}`, wasm);
  caches = new MemoryCaches();
  time = 0;
  told = [];
  listeners = new Set();
  locks = [];
});

afterEach(() => server.stop());

/** A JSON text of at least so many bytes. */
const json = (value: unknown, bytes: number): Bytes =>
  new TextEncoder().encode(JSON.stringify(value).padEnd(bytes));
const packageFiles = (seed = 1): Record<string, Bytes> => makeSmallPackage({ seed });

const sizes = Object.entries(packageFiles()).flatMap(([name, { length }]) =>
  name === MANIFEST ? [] : [length],
);
const ALL = sizes.reduce((sum, size) => sum + size, 0);
const LARGEST = Math.max(...sizes);
const STORED = ALL + wasm.length;

const disk = (files: Record<string, Bytes>): ModelSource => ({
  kind: 'disk',
  files: Object.entries(files).map(([name, bytes]) => new File([bytes], name, { lastModified: 1 })),
});

function open(changed: Partial<PackageStorePorts> = {}) {
  return new PackageStore({
    base,
    model: smallModel,
    localPermission: () => Promise.resolve(undefined),
    libraries: { [wasmName]: { bytes: wasm.length, sha256: sha256(wasm) } },
    fetch,
    caches,
    digest: (bytes) => Promise.resolve(sha256(bytes)),
    estimate: () => Promise.resolve({ quota: 1e9, usage: 0 }),
    withLock: (name, { ifFree }, run) => {
      locks.push({ name, ifFree });
      return run();
    },
    broadcast: {
      tell: (_, progress) => told.push(progress),
      listen: (_, onProgress) => {
        listeners.add(onProgress);
        return () => listeners.delete(onProgress);
      },
    },
    now: () => time,
    random: () => 0.5,
    rangeBytes: Math.ceil(LARGEST / 20),
    threads: 1,
    quantize: () => Promise.reject(new Error('nothing to quantize')),
    measureQuantizing: () => Promise.reject(new Error('nothing to quantize')),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms >= 4_000 ? 30_000 : 1);
      return () => clearTimeout(timer);
    },
    ...changed,
  });
}

const ensure = (
  store: PackageStore,
  options: Partial<EnsureOptions> = {},
  model: ModelId = 'demo',
) =>
  store.ensure(model, 'q4f32_1', {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...options,
  });

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as AppError,
  );

describe('progress', () => {
  /** All that a run reports if each byte that is hashed takes so many milliseconds. */
  async function run(msPerHash: number) {
    caches = new MemoryCaches();
    told = [];
    const seen: TransferProgress[] = [];
    const digest = (bytes: Bytes) => {
      time += msPerHash;
      return Promise.resolve(sha256(bytes));
    };
    const store = open({ digest });
    await ensure(store, { source: disk(packageFiles()), onProgress: (one) => seen.push(one) });
    expect(told).toEqual(seen);
    return seen.map(({ doneBytes, totalBytes }) => [doneBytes, totalBytes] as const);
  }

  it('is told to other tabs too, every quarter of a second, and the end at once', async () => {
    const all = await run(250);
    expect(all.length).toBeGreaterThan(10);
    const few = await run(25);
    expect(few.length).toBeLessThan(8);
    for (const seen of [all, few]) {
      expect(seen[0]).toEqual([0, ALL]);
      expect(seen.at(-1)).toEqual([ALL, ALL]);
      expect(seen).toEqual(seen.toSorted(([a], [b]) => a - b));
    }
  });

  it('is noted on its way, for the page that comes after this one', async () => {
    const noted: number[] = [];
    const digest = async (bytes: Bytes) => {
      time += 250;
      noted.push((await open().state('demo')).doneBytes ?? 0);
      return sha256(bytes);
    };
    await ensure(open({ digest }), { source: disk(packageFiles()) });
    expect(noted[0]).toBe(0);
    const rising = noted.filter((bytes) => bytes > 0 && bytes < ALL);
    expect(new Set(rising).size).toBeGreaterThan(2);
  });

  it('is that of another tab as long as that has its turn', async () => {
    let go!: () => void;
    const turn = new Promise<void>((resolve) => (go = resolve));
    const seen: number[] = [];
    const store = open({ withLock: async (_name, _options, run) => turn.then(run) });
    const done = ensure(store, {
      source: disk(packageFiles()),
      onProgress: ({ doneBytes }) => seen.push(doneBytes),
    });
    const [listener] = listeners;
    listener?.({ doneBytes: 12, totalBytes: 20, bytesPerSecond: 0, secondsLeft: undefined });
    expect(seen).toEqual([12]);
    go();
    await done;
    expect(listeners.size).toBe(0);
    expect(seen.at(-1)).toBe(ALL);
  });

  it('is of all of it where all of it is here', async () => {
    await ensure(open(), { source: disk(packageFiles()) });
    told = [];
    const seen: TransferProgress[] = [];
    server.files.clear();
    // Without a network what is here does.
    await ensure(open(), { onProgress: (one) => seen.push(one) });
    expect(seen.at(-1)).toEqual({
      ...{ doneBytes: ALL, totalBytes: ALL, bytesPerSecond: 0, secondsLeft: 0 },
    });
  });
});

describe('a turn', () => {
  it('is taken under the name of the model, and waited for but to remove it', async () => {
    const store = open();
    await ensure(store, { source: disk(packageFiles()) });
    await store.remove('demo');
    const name = locks[0]?.name;
    expect(name).toContain('demo');
    expect(locks).toEqual([
      { name, ifFree: undefined },
      { name, ifFree: true },
    ]);
    await failure(ensure(store, {}, 'bayling-3-8b'));
    expect(locks[2]?.name).not.toBe(name);
  });

  it('that another tab has is said', async () => {
    const store = open({ withLock: () => Promise.resolve(undefined) });
    const expected = { code: 'model-in-use', data: { modelId: 'demo' } };
    expect(await failure(store.remove('demo'))).toMatchObject(expected);
    expect(await failure(ensure(store))).toMatchObject(expected);
    expect(listeners.size).toBe(0);
  });

  it('that ends in a failure listens to nobody any more', async () => {
    const broken = new AppError('internal');
    const store = open({ withLock: () => Promise.reject(broken) });
    expect(await failure(ensure(store))).toBe(broken);
    expect(listeners.size).toBe(0);
  });
});

describe('what is on this device', () => {
  it('is told with its source, however far it is', async () => {
    const { [MANIFEST]: manifest, ...files } = packageFiles();
    const wrong = {
      ...files,
      'params_shard_0.bin': new Uint8Array(LARGEST),
      [MANIFEST]: manifest!,
    };
    const store = open();
    expect(await store.state('demo')).toEqual({ kind: 'absent', bytes: 0 });
    expect(await failure(ensure(store, { source: disk(wrong) }))).toMatchObject({
      code: 'hash-mismatch',
    });
    const partial = await store.state('demo');
    expect(partial).toMatchObject({ kind: 'partial', source: 'disk', quantization: 'q4f32_1' });
    expect(partial.totalBytes).toBe(ALL);
    expect(partial.doneBytes).toBeLessThanOrEqual(ALL);
    await ensure(store, { source: disk(packageFiles()) });
    expect(await store.state('demo')).toEqual({
      ...{ kind: 'stored', bytes: STORED, source: 'disk', quantization: 'q4f32_1' },
    });
  });

  it('is no longer whole where the browser has lost a file', async () => {
    const store = open();
    const { modelUrl } = await ensure(store, { source: disk(packageFiles()) });
    await (await caches.open('webllm/model')).delete(`${modelUrl}tokenizer.json`);
    expect(await store.state('demo')).toEqual({
      kind: 'partial',
      ...{
        bytes: STORED - packageFiles()['tokenizer.json']!.length,
        source: 'disk',
        quantization: 'q4f32_1',
      },
      ...{ doneBytes: undefined, totalBytes: undefined },
    });
  });

  it('is of no known source without a record', async () => {
    const { modelUrl } = await ensure(open(), { source: disk(packageFiles()) });
    const records = await caches.open('bayling/packages');
    for (const { url } of await records.keys()) await records.delete(url);
    expect(modelUrl).toContain('/demo/');
    expect(await open().state('demo')).toEqual({ kind: 'partial', bytes: STORED });
  });

  it('is not written anew by a newer version that has it', async () => {
    const first = await ensure(open(), { source: disk(packageFiles(1)) });
    const second = await ensure(open(), { source: disk(packageFiles(2)) });
    expect(second.modelUrl).not.toBe(first.modelUrl);
    expect(second.libraryUrl).toBe(first.libraryUrl);
    const keys = caches.keys().filter((key) => key.startsWith(first.modelUrl));
    expect(keys).toEqual([]);
    expect(await open().state('demo')).toMatchObject({ kind: 'stored', bytes: STORED });
  });
});

describe('a source', () => {
  it('is needed for a model that does not come with the app', async () => {
    expect(await failure(ensure(open(), {}, 'bayling-3-8b'))).toMatchObject({
      code: 'source-needed',
      data: { modelId: 'bayling-3-8b', source: undefined },
    });
  });

  it('has the model that it was chosen for', async () => {
    const files = packageFiles();
    const manifest = JSON.parse(new TextDecoder().decode(files[MANIFEST])) as {
      readonly architecture: Readonly<Record<string, number>>;
    };
    for (const field of ['layers', 'hidden', 'heads', 'kvHeads', 'headDim', 'ffn', 'vocabulary']) {
      const value = manifest.architecture[field] ?? 0;
      const architecture = { ...manifest.architecture, [field]: value + 1 };
      const other = json({ ...manifest, architecture }, 0);
      const failed = failure(ensure(open(), { source: disk({ ...files, [MANIFEST]: other }) }));
      expect(await failed).toMatchObject({
        code: 'other-model',
        data: { model: getModel('demo').displayName, expected: value, actual: value + 1 },
      });
    }
  });

  it('that is no model is refused', async () => {
    const source = disk({ 'readme.txt': new Uint8Array(1) });
    expect(await failure(ensure(open(), { source }))).toMatchObject({
      code: 'not-a-model',
      data: { files: 1 },
    });
  });
});

describe('the library', () => {
  it('is one that this version of the app has', async () => {
    const store = open({ libraries: {} });
    expect(await failure(ensure(store, { source: disk(packageFiles()) }))).toMatchObject({
      code: 'model-not-available',
      data: { modelId: 'demo', file: wasmName },
    });
  });

  it('is replaced with the app, and an older one does without a network', async () => {
    const before = await ensure(open(), { source: disk(packageFiles()) });
    const newer = new Uint8Array(1000).fill(8);
    const libraries = { [wasmName]: { bytes: newer.length, sha256: sha256(newer) } };
    server.files.clear();
    expect(await ensure(open({ libraries }))).toEqual(before);
    server.files.set(`/models/libs/${wasmName}`, newer);
    const after = await ensure(open({ libraries }));
    expect(after.modelUrl).toBe(before.modelUrl);
    expect(after.libraryUrl).not.toBe(before.libraryUrl);
    server.files.clear();
    // It has been noted, so it is what the next version without a network has.
    const newest = { [wasmName]: { bytes: 1, sha256: sha256(new Uint8Array(1)) } };
    expect(await ensure(open({ libraries: newest }))).toEqual(after);
  });

  it('that has gone bad is not one to go on with', async () => {
    await ensure(open(), { source: disk(packageFiles()) });
    caches.corrupt('.wasm');
    server.files.clear();
    expect(await failure(ensure(open()))).toBeInstanceOf(AppError);
  });
});

describe('room', () => {
  const quota = (bytes: number | undefined) => ({
    estimate: () => Promise.resolve(bytes === undefined ? {} : { quota: bytes, usage: 0 }),
  });

  it('is needed for all of it, and for the largest file once more while it is joined', async () => {
    const source = disk(packageFiles());
    expect(await failure(ensure(open(quota(ALL + LARGEST - 1)), { source }))).toMatchObject({
      code: 'storage-full',
      data: { needed: ALL + LARGEST, available: ALL + LARGEST - 1 },
    });
    await ensure(open(quota(ALL + LARGEST)), { source });
    // What is here needs none.
    await ensure(open(quota(0)), { source });
  });

  it('is not asked for where the browser does not say', async () => {
    await ensure(open(quota(undefined)), { source: disk(packageFiles()) });
  });

  it('is estimated with the time, by what has come and how fast', async () => {
    const folder = '/models/demo/q4f32_1/resolve/main/';
    for (const [path, bytes] of Object.entries(packageFiles())) {
      server.files.set(folder + path, bytes);
    }
    const source = { kind: 'host', address: new URL('models/', base).href } as const;
    const seconds = async (ms: number) => {
      time = 5000;
      const store = open({
        fetch: (...request) => {
          time += ms;
          return fetch(...request);
        },
      });
      return (await store.estimate('demo', 'q4f32_1', source)).seconds ?? NaN;
    };
    const [fast, slow] = [await seconds(1000), await seconds(3000)];
    expect(slow / fast).toBeCloseTo(3, 9);
    // What is looked at is the manifest, in one or two requests.
    const { length } = packageFiles()[MANIFEST]!;
    expect(fast).toBeGreaterThan(ALL / (length + 1) - 1);
    expect(fast).toBeLessThan((2 * ALL) / length + 1);
  });

  it('is estimated with what is here already', async () => {
    const store = open(quota(ALL + LARGEST));
    const source = disk(packageFiles());
    expect(await store.estimate('demo', 'q4f32_1', source)).toEqual({
      ...{
        downloadBytes: ALL,
        keptBytes: ALL,
        neededBytes: ALL + LARGEST,
        availableBytes: ALL + LARGEST,
      },
      ...{ weightsPerSecond: undefined, seconds: undefined },
    });
    await ensure(store, { source });
    expect((await store.estimate('demo', 'q4f32_1', source)).neededBytes).toBeLessThanOrEqual(
      LARGEST,
    );
  });
});
