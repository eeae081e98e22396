import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeSmallPackage, smallShape } from '../../testing/smallPackage';
import { packageFolder, StoreBench } from '../../testing/storeBench';
import { encodeJson, type Files } from '../../testing/tinyCheckpoint';

/** Packages of a host that means no good, and one kept package that has to outlive them. */

let bench: StoreBench;

beforeEach(async () => {
  bench = new StoreBench();
  await bench.start();
});

afterEach(() => bench.server.stop());

interface Manifest {
  architecture?: unknown;
  files: { path: string; bytes: number; sha256: string }[];
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const parse = (bytes: Uint8Array) => JSON.parse(text(bytes)) as unknown;

function withManifest(files: Files, edit: (manifest: Manifest) => void): Files {
  const manifest = parse(files['manifest.json']!) as Manifest;
  edit(manifest);
  return { ...files, 'manifest.json': encodeJson(manifest) };
}

const sound = () => makeSmallPackage({ seed: 2 });
const { 'tensor-cache.json': cache, 'params_shard_0.bin': shard } = sound();

interface TensorCache {
  records: {
    records: { name: string; shape: number[]; dtype: string; nbytes: number; byteOffset: number }[];
    nbytes: number;
    dataPath: string;
  }[];
}

/** A package whose list of tensors was edited, and is listed as it then is. */
function withCache(edit: (cache: TensorCache) => void): Files {
  const edited = parse(cache!) as TensorCache;
  edit(edited);
  return makeSmallPackage({ changed: { 'tensor-cache.json': encodeJson(edited) } });
}

function withConfig(edit: (config: Record<string, unknown>) => void): Files {
  const config = parse(sound()['mlc-chat-config.json']!) as Record<string, unknown>;
  edit(config);
  return makeSmallPackage({ changed: { 'mlc-chat-config.json': encodeJson(config) } });
}

const changed = (path: string, value: unknown) =>
  makeSmallPackage({ changed: { [path]: encodeJson(value) } });

const sized = (bytes: number) => (manifest: Manifest) => {
  manifest.files.find(({ path }) => path.endsWith('.bin'))!.bytes = bytes;
};

const packages: readonly (readonly [name: string, code: string, make: () => Files])[] = [
  ['of a file of 9e14 bytes', 'manifest-invalid', () => withManifest(sound(), sized(9e14))],
  [
    'of a file just over the limit',
    'manifest-invalid',
    () => withManifest(sound(), sized(2 ** 29 + 1)),
  ],
  ['of a negative size', 'manifest-invalid', () => withManifest(sound(), sized(-1))],
  ['of half a byte', 'manifest-invalid', () => withManifest(sound(), sized(0.5))],
  ['of no bytes', 'manifest-invalid', () => withManifest(sound(), sized(0))],
  ['of a size that is no number', 'manifest-invalid', () => withManifest(sound(), sized(NaN))],
  [
    'whose sizes add up to more than any model',
    'manifest-invalid',
    () =>
      withManifest(sound(), ({ files }) => {
        for (let n = 0; n < 100; n++) files.push({ ...files[0]!, path: `x${n}`, bytes: 2 ** 29 });
      }),
  ],
  [
    'of ten million files',
    'manifest-invalid',
    () => ({ 'manifest.json': new TextEncoder().encode(`{"files":[${'{},'.repeat(1e7)}{}]}`) }),
  ],
  [
    'of a thousand and one files',
    'manifest-invalid',
    () =>
      withManifest(sound(), ({ files }) => {
        while (files.length < 1_001) files.push({ ...files[0]!, path: `x${files.length}` });
      }),
  ],
  [
    'of deep JSON',
    'manifest-invalid',
    () => ({ 'manifest.json': new TextEncoder().encode(`${'['.repeat(1e5)}${']'.repeat(1e5)}`) }),
  ],
  [
    'of two empty objects',
    'package-invalid',
    () => {
      const files = makeSmallPackage({
        changed: {
          'mlc-chat-config.json': encodeJson({}),
          'tensor-cache.json': encodeJson({}),
          'params_shard_0.bin': undefined,
          'tokenizer.json': undefined,
        },
      });
      return withManifest(files, (manifest) => delete manifest.architecture);
    },
  ],
  [
    'without an architecture',
    'package-invalid',
    () => withManifest(sound(), (manifest) => delete manifest.architecture),
  ],
  [
    'of another shape that says so',
    'other-model',
    () => makeSmallPackage({ shape: { ...smallShape, ffn: 512 } }),
  ],
  [
    'of another shape that says it is this one',
    'package-invalid',
    () =>
      withManifest(makeSmallPackage({ shape: { ...smallShape, ffn: 512 } }), (manifest) => {
        manifest.architecture = { ...smallShape, ropeTheta: 10_000, epsilon: 1e-5, context: 512 };
      }),
  ],
  [
    'of the other quantization in this one’s place',
    'package-invalid',
    () => {
      const files = makeSmallPackage({ quantization: 'q4f16_1' });
      const manifest = text(files['manifest.json']!).replace('"q4f16_1"', '"q4f32_1"');
      return { ...files, 'manifest.json': new TextEncoder().encode(manifest) };
    },
  ],
  ['without tensors', 'package-invalid', () => changed('tensor-cache.json', { records: [] })],
  [
    'of a tensor beyond its file',
    'package-invalid',
    () => withCache(({ records }) => (records[0]!.records.at(-1)!.byteOffset += 4)),
  ],
  [
    'of overlapping tensors',
    'package-invalid',
    () => withCache(({ records }) => (records[0]!.records[1]!.byteOffset = 0)),
  ],
  [
    'of a tensor with another size than its shape',
    'package-invalid',
    () => withCache(({ records }) => (records[0]!.records[0]!.nbytes = 8)),
  ],
  [
    'of a tensor without elements',
    'package-invalid',
    () =>
      withCache(({ records }) =>
        records[0]!.records.unshift({
          ...records[0]!.records[0]!,
          ...{ name: 'x', shape: [0, 2 ** 50], nbytes: 0, byteOffset: 0 },
        }),
      ),
  ],
  [
    'of two tensors that changed names',
    'package-invalid',
    () =>
      withCache(({ records: [first] }) => {
        for (const record of first!.records)
          record.name = record.name.replace('o_proj', 'o_project');
      }),
  ],
  [
    'of one dtype in the place of another of the same size',
    'package-invalid',
    () =>
      withCache(({ records: [first] }) => {
        for (const record of first!.records) record.dtype = 'uint32';
      }),
  ],
  [
    'of a file without tensors',
    'package-invalid',
    () => makeSmallPackage({ changed: { 'more.bin': shard } }),
  ],
  [
    'with settings for another vocabulary',
    'package-invalid',
    () => withConfig((config) => (config['vocab_size'] = 8192)),
  ],
  [
    'with settings that lead to another tokenizer',
    'package-invalid',
    () => withConfig((config) => (config['tokenizer_files'] = ['tokenizer.model'])),
  ],
  ['with empty settings', 'package-invalid', () => changed('mlc-chat-config.json', {})],
  [
    'without a tokenizer',
    'package-invalid',
    () => makeSmallPackage({ changed: { 'tokenizer.json': undefined } }),
  ],
  ['with an empty tokenizer', 'package-invalid', () => changed('tokenizer.json', {})],
  [
    'with a tokenizer of more tokens than rows',
    'package-invalid',
    () => changed('tokenizer.json', { model: { vocab: { a: smallShape.vocabulary } } }),
  ],
  [
    'with a tokenizer of deep JSON',
    'package-invalid',
    () =>
      makeSmallPackage({
        changed: { 'tokenizer.json': new TextEncoder().encode('['.repeat(100_000)) },
      }),
  ],
  [
    'with an endless tokenizer',
    'package-invalid',
    () =>
      withManifest(sound(), ({ files }) => {
        files.find(({ path }) => path === 'tokenizer.json')!.bytes = 30_000_001;
      }),
  ],
];

describe.each(packages)('a package %s', (_name, code, make) => {
  it('is refused before its weights are fetched, and the former one stays', async () => {
    await bench.ensure();
    const before = await bench.kept();
    bench.publish(make());
    bench.server.requests.length = 0;
    const source = { kind: 'host', address: `${bench.base}models/` } as const;
    expect(await bench.failure(bench.open(), { source })).toMatchObject({ code });
    expect(bench.server.requests).not.toContain(`${packageFolder}params_shard_0.bin`);
    expect(await bench.kept()).toEqual(before);
    expect(bench.caches.keys().filter((key) => key.includes('/parts/'))).toEqual([]);
    expect((await bench.state()).kind).toBe('stored');
  });
});

describe('a package', () => {
  it('is no update when it is unfit: the former one serves on', async () => {
    const { modelUrl } = await bench.ensure();
    bench.publish(changed('tensor-cache.json', {}));
    expect((await bench.ensure()).modelUrl).toBe(modelUrl);
  });

  it('that does not fit is seen before any of it is fetched, and before former files are copied', async () => {
    await bench.ensure();
    const before = bench.caches.keys().length;
    bench.publish(sound());
    const estimate = () => Promise.resolve({ quota: 1_000, usage: 0 });
    const source = { kind: 'host', address: `${bench.base}models/` } as const;
    const error = await bench.failure(bench.open({ estimate }), { source });
    expect(error).toMatchObject({ code: 'storage-full', data: { available: 1_000 } });
    expect(bench.caches.keys()).toHaveLength(before);
  });

  it('stops when asked, at whatever answer', async () => {
    const paths = Object.keys(sound());
    for (const path of paths) {
      await bench.open().remove('demo');
      bench.server.fail(packageFolder + path, { kind: 'stall', after: 0 });
      const abort = new AbortController();
      const stalls = bench.server.stalls;
      const stopped = bench.failure(bench.open(), { signal: abort.signal });
      await expect.poll(() => bench.server.stalls, { timeout: 10_000 }).toBe(stalls + 1);
      abort.abort();
      expect((await stopped)?.code).toBe('aborted');
    }
  });
});
