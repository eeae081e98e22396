import { createHash } from 'node:crypto';
import type { Bytes } from '../src/core/bytes';
import {
  getModel,
  type Model,
  type ModelId,
  type Quantization,
  type Shape,
} from '../src/core/catalog';
import { parametersOf } from '../src/core/checkpoint/parameters';
import { CHAT_CONFIG, writeChatConfig } from '../src/core/package/chatConfig';
import { layOut, TENSOR_CACHE, writeTensorCache, type Shard } from '../src/core/package/layout';
import { MANIFEST, writeManifest, type PackageFile } from '../src/core/package/manifest';
import { scaleFormat } from '../src/core/quantize/format';
import { encodeJson, type Files } from './tinyCheckpoint';

/** Of a Llama whose package has some 200 kB in q4f32_1. */
export const smallShape: Shape = {
  ...{ layers: 1, hidden: 128, heads: 2, kvHeads: 1, headDim: 64, ffn: 256 },
  ...{ vocabulary: 672, ropeTheta: 10_000, epsilon: 1e-5, context: 512, prefillChunk: 512 },
};

/** The catalog, whose models all have the small shape. */
export function smallModel(modelId: ModelId): Model {
  return { ...getModel(modelId), shape: smallShape };
}

export interface SmallPackage {
  readonly quantization?: Quantization;
  /** Another one makes other weights. */
  readonly seed?: number;
  readonly shape?: Shape;
  /** Files that the weights are spread over. */
  readonly shards?: number;
  /** Files that take the place of the right ones, before the manifest is written; undefined leaves one out. */
  readonly changed?: Readonly<Record<string, Bytes | undefined>>;
}

/** The files of a package with random weights, as a host has it. */
export function makeSmallPackage(options: SmallPackage = {}): Files {
  const { quantization = 'q4f32_1', seed = 1, shape = smallShape, changed = {} } = options;
  const shards = spread(layOut(parametersOf(shape), scaleFormat(quantization)), options.shards);
  const config = { shape, tied: false, bosTokenId: 1, eosTokenIds: [2] };
  const files: Record<string, Bytes | undefined> = {
    ...Object.fromEntries(
      shards.map(({ dataPath, nbytes }, n) => [dataPath, noise(nbytes, seed + n)]),
    ),
    [CHAT_CONFIG]: writeChatConfig(config, { method: 'byte_fallback' }, quantization),
    'tokenizer.json': encodeJson({ model: { type: 'BPE', vocab: { '<unk>': 0, a: 1 } } }),
    [TENSOR_CACHE]: writeTensorCache(shards),
    ...changed,
  };
  const kept = Object.entries(files).filter(
    (file): file is [string, Bytes] => file[1] !== undefined,
  );
  const listed = kept.map(([path, bytes]) => ({ path, ...describeBytes(bytes) }));
  const source = { name: 'demo', revision: 'main' };
  const manifest = writeManifest({ source, quantization, architecture: shape }, listed);
  return { ...Object.fromEntries(kept), [MANIFEST]: manifest };
}

/** Tensors of one shard in several. */
function spread(shards: readonly Shard[], count = 1): Shard[] {
  const records = shards.flatMap((shard) => shard.records);
  return Array.from({ length: count }, (_, n): Shard => {
    let nbytes = 0;
    const own = records
      .filter((_record, i) => Math.floor((i * count) / records.length) === n)
      .map((record) => ({ ...record, byteOffset: (nbytes += record.nbytes) - record.nbytes }));
    return { dataPath: `params_shard_${n}.bin`, format: 'raw-shard', nbytes, records: own };
  });
}

/** Bytes without a pattern, the same for the same seed. */
export function noise(length: number, seed: number): Bytes {
  let state = seed;
  return Uint8Array.from({ length }, () => (state = (state * 48271) % 2147483647) & 255);
}

/** Size and hash, as a manifest has them. */
export function describeBytes(bytes: Uint8Array): Omit<PackageFile, 'path'> {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
