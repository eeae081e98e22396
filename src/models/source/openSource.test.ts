import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyServer } from '../../../testing/server/faultyServer';
import { MemoryCaches } from '../../../testing/memoryCaches';
import { encodeJson, makeTinyCheckpoint } from '../../../testing/tinyCheckpoint';
import { convertTiny } from '../../../testing/tinyPackage';
import { getModel, type Quantization } from '../../core/catalog';
import { scaleFormat } from '../../core/quantize/format';
import { quantizeSlice } from '../../core/quantize/quantize';
import type { AppError } from '../../core/errors';
import type { TransferProgress, ModelSource } from '../packages';
import { PackageStore } from '../packageStore';

/** The demo's checkpoint stands for an official one: it is real, and small. */
const folder = new URL('../../../demo/checkpoint/', import.meta.url);
const checkpoint = Object.fromEntries(
  readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]),
);
const fileBytes = checkpoint['model.safetensors']!.length;
const headerBytes = 8 + new DataView(checkpoint['model.safetensors']!.buffer).getUint32(0, true);
/** The embedding is the head too, and is read for either. */
const { vocabulary, hidden } = getModel('demo').shape;
const readBytes = fileBytes - headerBytes + vocabulary * hidden * 2;
const hubFolder = '/demo/checkpoint/resolve/main/';
const library = new Uint8Array(1000).fill(7);

let server: FaultyServer;
let caches: MemoryCaches;
let base: string;

beforeEach(async () => {
  server = new FaultyServer();
  base = await server.start();
  caches = new MemoryCaches();
  for (const [name, bytes] of Object.entries(checkpoint)) server.files.set(hubFolder + name, bytes);
  for (const quantization of ['q4f16_1', 'q4f32_1']) {
    server.files.set(`/models/libs/bayling-demo-${quantization}.wasm`, library);
  }
});

afterEach(() => server.stop());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const facts = { bytes: library.length, sha256: sha256(library) };

const open = () =>
  new PackageStore({
    base,
    model: getModel,
    libraries: { 'bayling-demo-q4f16_1.wasm': facts, 'bayling-demo-q4f32_1.wasm': facts },
    fetch,
    caches,
    digest: (bytes) => Promise.resolve(sha256(bytes)),
    estimate: () => Promise.resolve({ quota: 1e9, usage: 1e6 }),
    withLock: (_name, _options, run) => run(),
    localPermission: () => Promise.resolve(undefined),
    broadcast: { tell: () => undefined, listen: () => () => undefined },
    now: () => performance.now(),
    random: () => 0.5,
    rangeBytes: 500_000,
    threads: 2,
    quantize: (dtype, bytes, quantization) =>
      Promise.resolve(quantizeSlice(dtype, bytes, scaleFormat(quantization))),
    measureQuantizing: () => Promise.resolve(2e6),
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms >= 4_000 ? 30_000 : 1);
      return () => clearTimeout(timer);
    },
  });

interface Options {
  readonly quantization?: Quantization;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TransferProgress) => void;
}

function ensure(source: ModelSource | undefined, options: Options = {}) {
  const { quantization = 'q4f32_1', signal = new AbortController().signal } = options;
  return open().ensure('demo', quantization, {
    signal,
    source,
    onProgress: options.onProgress ?? (() => undefined),
  });
}

const hub = (): ModelSource => ({ kind: 'hub', address: base });

const disk = (files: Record<string, Uint8Array<ArrayBuffer>>): ModelSource => ({
  kind: 'disk',
  files: Object.entries(files).map(([name, bytes]) => new File([bytes], name, { lastModified: 1 })),
});

const filesOf = (source: ModelSource) => (source.kind === 'disk' ? source.files : []);

/** The hashes of what is kept of the weights, by file name. */
async function kept(modelUrl: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const key of caches.keys().filter((one) => one.startsWith(modelUrl))) {
    const scope = key.endsWith('mlc-chat-config.json') ? 'webllm/config' : 'webllm/model';
    const response = await (await caches.open(scope)).match(key);
    found[key.slice(modelUrl.length)] = sha256(new Uint8Array(await response!.arrayBuffer()));
  }
  return found;
}

async function convertedFiles(quantization: Quantization = 'q4f32_1', source = checkpoint) {
  const { 'manifest.json': _manifest, ...files } = await convertTiny(source, { quantization });
  return files;
}

async function expected(quantization?: Quantization, source?: typeof checkpoint) {
  const files = await convertedFiles(quantization, source);
  return Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)]));
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error as AppError,
  );

describe('a checkpoint', () => {
  it.each(['q4f16_1', 'q4f32_1'] as const)(
    'of a hub becomes the package that the command line makes: %s',
    async (quantization) => {
      const { modelUrl } = await ensure(hub(), { quantization });
      expect(await kept(modelUrl)).toEqual(await expected(quantization));
      expect(await open().state('demo')).toMatchObject({ kind: 'stored', source: 'hub' });
    },
  );

  it('on disk does too', async () => {
    const { modelUrl } = await ensure(disk(checkpoint));
    expect(await kept(modelUrl)).toEqual(await expected());
    expect((await open().state('demo')).source).toBe('disk');
  });

  it.each(['hub', 'disk'] as const)('has its added tokens left out on demand: %s', async (kind) => {
    const tokenizer = JSON.parse(new TextDecoder().decode(checkpoint['tokenizer.json'])) as {
      readonly added_tokens: readonly object[];
    };
    const added_tokens = [...tokenizer.added_tokens, { id: vocabulary, content: '<pad>' }];
    const padded = encodeJson({ ...tokenizer, added_tokens });
    server.files.set(`${hubFolder}tokenizer.json`, padded);
    const source = kind === 'hub' ? hub() : disk({ ...checkpoint, 'tokenizer.json': padded });
    expect(await failure(ensure(source))).toMatchObject({
      code: 'checkpoint-invalid',
      data: { reason: 'tokens-without-rows', actual: ['<pad>'], expected: vocabulary },
    });
    const { modelUrl } = await ensure({ ...source, dropTokens: true } as ModelSource);
    const plain = { ...checkpoint, 'tokenizer.json': encodeJson(tokenizer) };
    expect(await kept(modelUrl)).toEqual(await expected('q4f32_1', plain));
  });

  it('goes on after a pause, without fetching anything twice', async () => {
    const abort = new AbortController();
    const onProgress = ({ doneBytes, totalBytes }: TransferProgress) => {
      if (doneBytes > totalBytes / 2) abort.abort();
    };
    server.manners.bytesPerSecond = 8e6;
    const paused = failure(ensure(hub(), { signal: abort.signal, onProgress }));
    expect((await paused)?.code).toBe('aborted');
    const state = await open().state('demo');
    expect(state).toMatchObject({
      kind: 'partial',
      source: 'hub',
      totalBytes: readBytes,
    });
    expect(state.doneBytes).toBeGreaterThan(readBytes * 0.4);

    server.manners.bytesPerSecond = undefined;
    const sent = server.sentBytes;
    const seen: number[] = [];
    const { modelUrl } = await ensure(hub(), {
      onProgress: ({ doneBytes }) => seen.push(doneBytes),
    });
    expect(await kept(modelUrl)).toEqual(await expected());
    // What was on its way is lost, which here is as much as a quarter.
    expect(seen[0]).toBeGreaterThan(readBytes * 0.2);
    expect(server.sentBytes - sent).toBeLessThan(readBytes * 0.8 + 1_500_000);
  });

  it('is not mixed with another version of itself', async () => {
    const abort = new AbortController();
    const onProgress = ({ doneBytes }: TransferProgress) => doneBytes > 2e6 && abort.abort();
    server.manners.bytesPerSecond = 8e6;
    await failure(
      ensure(hub(), { signal: abort.signal, onProgress: (one) => void onProgress(one) }),
    );
    server.manners.bytesPerSecond = undefined;
    const changed = checkpoint['model.safetensors']!.slice();
    changed.set(changed.subarray(-64, -32), changed.length - 32);
    server.files.set(`${hubFolder}model.safetensors`, changed);
    const { modelUrl } = await ensure(hub());
    const changedSource = { ...checkpoint, 'model.safetensors': changed };
    expect(await kept(modelUrl)).toEqual(await expected('q4f32_1', changedSource));
    expect(caches.keys().filter((key) => key.includes('/parts/'))).toEqual([]);
  });

  it('of another model is refused before its weights are fetched', async () => {
    for (const [name, bytes] of Object.entries(makeTinyCheckpoint())) {
      server.files.set(hubFolder + name, bytes);
    }
    expect(await failure(ensure(hub()))).toMatchObject({
      code: 'other-model',
      data: { model: 'BayLing demo', field: 'num_hidden_layers', expected: 4, actual: 1 },
    });
  });
});

describe('a package on disk', () => {
  it('is copied, in the quantization it has', async () => {
    const files = await convertTiny(checkpoint, { quantization: 'q4f16_1' });
    const { modelUrl } = await ensure(disk(files), { quantization: 'q4f32_1' });
    expect(await kept(modelUrl)).toEqual(await expected('q4f16_1'));
    expect((await open().state('demo')).quantization).toBe('q4f16_1');
  });

  it('with a damaged file is refused, and says which', async () => {
    const files = await convertTiny(checkpoint, { quantization: 'q4f32_1' });
    const damaged = files['params_shard_0.bin']!.slice();
    damaged[1000]! ^= 1;
    const source = disk({ ...files, 'params_shard_0.bin': damaged });
    expect(await failure(ensure(source))).toMatchObject({
      code: 'hash-mismatch',
      data: { file: 'params_shard_0.bin' },
    });
    expect((await open().state('demo')).kind).toBe('partial');
  });

  it('is not mixed with another', async () => {
    const files = await convertTiny(checkpoint, { quantization: 'q4f32_1' });
    const [one, other] = [disk(files), disk({ 'config.json': checkpoint['config.json']! })];
    const twice = { kind: 'disk', files: [...filesOf(one), ...filesOf(other), ...filesOf(other)] };
    expect((await failure(ensure(twice as ModelSource)))?.code).toBe('several-models');
  });

  it('is told from files that are no model', async () => {
    const source = disk({ 'holiday.jpg': new Uint8Array(10) });
    expect((await failure(ensure(source)))?.code).toBe('not-a-model');
    expect(caches.keys()).toEqual([]);
  });
});

describe('an estimate', () => {
  it('says what would be read, kept and needed, and how long it would take', async () => {
    const estimate = await open().estimate('demo', 'q4f32_1', hub());
    const files = Object.values(await convertedFiles());
    expect(estimate).toMatchObject({
      downloadBytes: readBytes,
      keptBytes: files.reduce((sum, { length }) => sum + length, 0),
      availableBytes: 1e9 - 1e6,
      weightsPerSecond: 2e6,
    });
    expect(estimate.neededBytes).toBeGreaterThan(estimate.keptBytes);
    expect(estimate.seconds).toBeGreaterThanOrEqual(readBytes / 2 / 2e6);
  });

  it('is looked into once: what follows asks for the weights alone', async () => {
    const store = open();
    await store.estimate('demo', 'q4f32_1', hub());
    server.requests.length = 0;
    await store.ensure('demo', 'q4f32_1', {
      ...{ signal: new AbortController().signal, source: hub(), onProgress: () => undefined },
    });
    expect(new Set(server.requests.filter((path) => path.startsWith(hubFolder)))).toEqual(
      new Set([`${hubFolder}model.safetensors`]),
    );
  });
});
