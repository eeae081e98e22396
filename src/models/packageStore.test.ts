import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../testing/server/faultyServer';
import type { Fault } from '../../testing/server/faults';
import { MemoryCaches } from '../../testing/memoryCaches';
import {
  describeBytes,
  makeSmallPackage,
  noise,
  type SmallPackage,
} from '../../testing/smallPackage';
import { storePorts } from '../../testing/storeBench';
import { AppError } from '../core/errors';
import { PackageStore, type PackageStorePorts } from './packageStore';

const folder = '/models/demo/q4f32_1/resolve/main/';
const shard = `${folder}params_shard_0.bin`;
const library = '/models/libs/bayling-demo-q4f32_1.wasm';

let server: FaultyServer;
let caches: MemoryCaches;
let base: string;
let facts: Record<string, { bytes: number; sha256: string }>;
let shardBytes: number;

beforeEach(async () => {
  server = new FaultyServer();
  base = await server.start();
  caches = new MemoryCaches();
  publish(1);
});

afterEach(() => server.stop());

/** Puts a package on the server, of about 200 kB; another seed makes other weights. */
function publish(seed: number, options: SmallPackage = {}): void {
  const files = makeSmallPackage({ ...options, seed });
  for (const [path, bytes] of Object.entries(files)) server.files.set(folder + path, bytes);
  shardBytes = files['params_shard_0.bin']!.length;
  const wasm = noise(20_000, 7);
  server.files.set(library, wasm);
  facts = { 'bayling-demo-q4f32_1.wasm': describeBytes(wasm) };
}

/** For an answer about an update, and for a silent connection. */
const waits = [4_000, 30_000];

/** A new store over the same caches: what a reload of the page has. */
function open(
  ports: { fetch?: typeof fetch; stallMs?: number; quota?: number } = {},
  changed: Partial<PackageStorePorts> = {},
) {
  return new PackageStore({
    ...storePorts({ base, libraries: facts, caches }),
    fetch: ports.fetch ?? fetch,
    estimate: () => Promise.resolve({ quota: ports.quota ?? 1e9, usage: 0 }),
    // Pauses between tries need no real time; a stall is as long as the test says.
    setTimer: (run, ms) => {
      const timer = setTimeout(run, waits.includes(ms) ? (ports.stallMs ?? 5_000) : 1);
      return () => clearTimeout(timer);
    },
    ...changed,
  });
}

interface Run {
  readonly progress: (readonly [stored: number, total: number])[];
  readonly place: { readonly modelUrl: string; readonly libraryUrl: string };
}

async function ensure(store = open(), signal = new AbortController().signal): Promise<Run> {
  const progress: [number, number][] = [];
  const place = await store.ensure('demo', 'q4f32_1', {
    signal,
    onProgress: ({ doneBytes, totalBytes }) => progress.push([doneBytes, totalBytes]),
  });
  return { progress, place };
}

async function stored(scope: string, key: string): Promise<Uint8Array | undefined> {
  const response = await (await caches.open(scope)).match(key);
  return response && new Uint8Array(await response.arrayBuffer());
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as AppError,
  );

const often = (fault: Fault) => Array.from({ length: 30 }, () => fault);

const offline: typeof fetch = () => Promise.reject(new TypeError('Failed to fetch'));

describe('a first download', () => {
  it('puts every file where web-llm looks, and says so', async () => {
    const store = open();
    expect(await store.state('demo')).toEqual({ kind: 'absent', bytes: 0 });
    const { place, progress } = await ensure(store);
    const weights = await stored('webllm/model', `${place.modelUrl}params_shard_0.bin`);
    expect(weights).toEqual(new Uint8Array(server.files.get(shard)!));
    expect(await stored('webllm/config', `${place.modelUrl}mlc-chat-config.json`)).toBeDefined();
    expect(await stored('webllm/model', `${place.modelUrl}tokenizer.json`)).toBeDefined();
    expect(await stored('webllm/model', `${place.modelUrl}tensor-cache.json`)).toBeDefined();
    expect(await stored('webllm/wasm', place.libraryUrl)).toBeDefined();
    const total = progress.at(-1)![1];
    expect(progress.at(0)).toEqual([0, total]);
    expect(progress.at(-1)).toEqual([total, total]);
    expect(await store.state('demo')).toMatchObject({
      ...{ kind: 'stored', bytes: total + 20_000, source: 'host', quantization: 'q4f32_1' },
    });
  });

  it('is still known from the record of the version before', async () => {
    const { place } = await ensure();
    const key = 'https://bayling.invalid/demo/record.json';
    const cache = await caches.open('bayling/packages');
    const record = (await (await cache.match(key))!.json()) as { value: { source: object } };
    const { source, ...value } = record.value;
    expect(source).toMatchObject({ kind: 'host' });
    const hub = { kind: 'checkpoint', address: 'https://hub.test/', revision: 'abc' };
    const before = { format: 2, value: { ...value, way: hub } };
    await cache.put(key, new Response(JSON.stringify(before)));
    expect(await open().state('demo')).toMatchObject({ kind: 'stored', source: 'hub' });
    expect((await ensure()).place).toEqual(place);
  });

  it('is not repeated, and needs no network again', async () => {
    const first = await ensure();
    const sent = server.sentBytes;
    const again = await ensure();
    // One byte more, to learn the size.
    expect(server.sentBytes - sent).toBe(server.files.get(`${folder}manifest.json`)!.length + 1);
    expect(again.place).toEqual(first.place);
    expect((await ensure(open({ fetch: offline }))).place).toEqual(first.place);
  });

  it('fails plainly without a network', async () => {
    expect((await failure(ensure(open({ fetch: offline }))))?.code).toBe('network');
    expect(caches.keys()).toEqual([]);
  });

  it('stops when asked, and goes on from the files it has', async () => {
    server.strike(library, 0.5, { kind: 'stall', after: 10 });
    const abort = new AbortController();
    const stopped = failure(ensure(open(), abort.signal));
    await expect.poll(() => server.stalls).toBe(1);
    abort.abort();
    expect((await stopped)?.code).toBe('aborted');
    expect((await open().state('demo')).kind).toBe('partial');
    const sent = server.sentBytes;
    await ensure();
    expect(server.sentBytes - sent).toBeLessThan(40_000);
    expect((await open().state('demo')).kind).toBe('stored');
  });

  it('stops when asked while another tab is at work', async () => {
    const abort = new AbortController();
    const { signal } = abort;
    // As navigator.locks does.
    const withLock = () =>
      new Promise<never>((_, reject) =>
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))),
      );
    const stopped = failure(ensure(open({}, { withLock }), signal));
    abort.abort();
    expect(await stopped).toMatchObject({ code: 'aborted' });
  });

  it('does not take over a file of an earlier run that has gone bad', async () => {
    server.strike(library, 0.5, { kind: 'status', status: 404 });
    expect((await failure(ensure()))?.code).toBe('http-status');
    caches.corrupt('params_shard_0.bin');
    const { place } = await ensure();
    const weights = await stored('webllm/model', `${place.modelUrl}params_shard_0.bin`);
    expect(weights).toEqual(new Uint8Array(server.files.get(shard)!));
  });
});

describe('a fault on the way', () => {
  it.each([
    ['a reset', { kind: 'reset', after: 30_000 }],
    ['a short body', { kind: 'short', length: 50_000 }],
    ['a flipped bit', { kind: 'flipped-bit', at: 100_010 }],
    ['an error page with status 200', { kind: 'html' }],
    ['status 503', { kind: 'status', status: 503 }],
    ['status 429', { kind: 'status', status: 429 }],
    ['a stall', { kind: 'stall', after: 1_000 }],
  ] as const)('%s is got over, with the right bytes in the end', async (_name, fault) => {
    server.strike(shard, 0.5, fault);
    const sent = server.sentBytes;
    const { place } = await ensure(open({ stallMs: fault.kind === 'stall' ? 300 : 20_000 }));
    const weights = await stored('webllm/model', `${place.modelUrl}params_shard_0.bin`);
    expect(weights).toEqual(new Uint8Array(server.files.get(shard)!));
    // At most the whole shard a second time.
    expect(server.sentBytes - sent).toBeLessThan(20_000 + 2 * shardBytes + 7_000);
  });

  it.each([
    ['a reset', { kind: 'reset', after: 30_000 }, 'network'],
    ['a flipped bit', { kind: 'flipped-bit', at: 100_010 }, 'hash-mismatch'],
    ['an error page with status 200', { kind: 'html' }, 'http-status'],
    ['status 503', { kind: 'status', status: 503 }, 'http-status'],
    ['status 404', { kind: 'status', status: 404 }, 'http-status'],
  ] as const)('%s that stays has a name, and nothing wrong is kept', async (...row) => {
    const [, fault, code] = row;
    server.strike(shard, 0.5, ...often(fault));
    const error = await failure(ensure());
    expect(error).toMatchObject({ code, data: { file: 'params_shard_0.bin' } });
    expect(caches.keys().some((key) => key.endsWith('.bin'))).toBe(false);
    expect((await open().state('demo')).kind).toBe('partial');
    server.strike(shard, 0.5);
    await ensure();
    expect((await open().state('demo')).kind).toBe('stored');
  });

  it('a page in place of the manifest is refused', async () => {
    server.fail(`${folder}manifest.json`, ...often({ kind: 'html' }));
    expect(await failure(ensure())).toBeInstanceOf(AppError);
    expect(caches.keys()).toEqual([]);
  });
});

describe('what is stored', () => {
  it('is read as a whole once, and not at all by who has just written it', async () => {
    let hashed = 0;
    const digest = (bytes: Uint8Array) => {
      hashed += bytes.length;
      return Promise.resolve(describeBytes(bytes).sha256);
    };
    const writer = open({}, { digest });
    await ensure(writer);
    hashed = 0;
    await ensure(writer);
    expect(hashed).toBeLessThan(10_000);
    const reader = open({}, { digest });
    for (const more of [20_000 + shardBytes, 0]) {
      hashed = 0;
      await ensure(reader);
      expect(hashed).toBeGreaterThanOrEqual(more);
      expect(hashed).toBeLessThan(more + 10_000);
    }
  });

  it('is fetched again where a file has gone bad, that file alone', async () => {
    const { place } = await ensure();
    caches.corrupt('params_shard_0.bin');
    server.requests.length = 0;
    await ensure();
    expect(new Set(server.requests)).toEqual(new Set([`${folder}manifest.json`, shard]));
    const weights = await stored('webllm/model', `${place.modelUrl}params_shard_0.bin`);
    expect(weights).toEqual(new Uint8Array(server.files.get(shard)!));
  });

  it('is not used without a network when a file has gone bad', async () => {
    await ensure();
    caches.corrupt('params_shard_0.bin');
    expect((await failure(ensure(open({ fetch: offline }))))?.code).toBe('network');
  });

  it('gives way to a newer version, whose unchanged files are not fetched', async () => {
    const old = await ensure();
    publish(2);
    server.requests.length = 0;
    const { place } = await ensure();
    expect(place.modelUrl).not.toBe(old.place.modelUrl);
    expect(new Set(server.requests)).toEqual(new Set([`${folder}manifest.json`, shard]));
    expect(caches.keys().filter((key) => key.startsWith(old.place.modelUrl))).toEqual([]);
    expect((await open().state('demo')).kind).toBe('stored');
  });

  it.each([
    ['does not come through', shard, { kind: 'status', status: 404 }],
    ['cannot be read', `${folder}manifest.json`, { kind: 'html' }],
    ['is not there', `${folder}manifest.json`, { kind: 'status', status: 404 }],
    ['takes too long', `${folder}manifest.json`, { kind: 'stall', after: 3 }],
  ] as const)('serves on when a newer version %s', async (_name, path, fault) => {
    const old = await ensure();
    publish(2);
    server.fail(path, ...often(fault));
    expect((await ensure(open({ stallMs: 200 }))).place.modelUrl).toBe(old.place.modelUrl);
    const weights = await stored('webllm/model', `${old.place.modelUrl}params_shard_0.bin`);
    expect(weights).toHaveLength(shardBytes);
  });

  it('can be removed without a trace', async () => {
    const store = open();
    await ensure(store);
    expect(caches.keys().length).toBeGreaterThan(5);
    await store.remove('demo');
    expect(caches.keys()).toEqual([]);
    expect(await store.state('demo')).toEqual({ kind: 'absent', bytes: 0 });
  });
});

describe('a full disk', () => {
  it('is seen before the download', async () => {
    const error = await failure(ensure(open({ quota: 1000 })));
    expect(error?.code).toBe('storage-full');
    expect(error?.data).toMatchObject({ available: 1000 });
    expect(new Set(server.requests)).toEqual(new Set([`${folder}manifest.json`]));
  });

  it('is named when a file no longer fits', async () => {
    caches.bytesLeft = 100_000;
    const error = await failure(ensure());
    expect(error?.code).toBe('storage-full');
    // Of the model, not of the part that did not fit; and a promise that was not kept is not repeated.
    expect(error?.data['needed']).toBeGreaterThan(200_000);
    expect(error?.data['available']).toBe(0);
    caches.bytesLeft = Infinity;
    await ensure();
    expect((await open().state('demo')).kind).toBe('stored');
  });
});
