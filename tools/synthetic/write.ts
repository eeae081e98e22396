import type { Bytes } from '../../src/core/bytes';
import { createHash } from 'node:crypto';
import { AppError } from '../../src/core/errors';
import type { PackageFile } from '../../src/core/package/manifest';
import { encodeJson } from './json';
import { countValues, layOutFiles, listWeights, type WeightFile } from './layout';
import type { SyntheticModel } from './models';
import { createKey, createTable, fillNormals } from './normals';
import { encodeTokenizer } from './tokenizers';

/** Two values per word: 8 MB at a time. */
const BLOCK_WORDS = 2 ** 21;

export interface WriteOptions {
  readonly seed: number;
  /** For tests; left out, transformers' 5 GB. */
  readonly shardBytes?: number;
  readonly signal?: AbortSignal;
  /** Weights done, out of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Where a checkpoint is written, one file after the other. */
export interface CheckpointSink {
  open(path: string): Promise<{
    /** The bytes may be changed once the promise is fulfilled. */
    write(bytes: Bytes): Promise<void>;
    close(): Promise<void>;
  }>;
}

/** Writes a checkpoint in the layout of Hugging Face; the same seed gives the same bytes anywhere. */
export async function writeCheckpoint(
  { shape, tokenizer, config, generation }: SyntheticModel,
  sink: CheckpointSink,
  { seed, shardBytes, signal, onProgress }: WriteOptions,
): Promise<PackageFile[]> {
  const weights = listWeights(shape);
  const total = weights.reduce((sum, weight) => sum + countValues(weight), 0);
  let done = 0;

  const write = async (path: string, blocks: Iterable<Bytes>) => {
    const hash = createHash('sha256');
    let bytes = 0;
    const file = await sink.open(path);
    try {
      for (const block of blocks) {
        if (signal?.aborted === true) throw new AppError('aborted');
        hash.update(block);
        await file.write(block);
        bytes += block.length;
      }
    } finally {
      await file.close();
    }
    return { path, bytes, sha256: hash.digest('hex') };
  };

  const count = (values: number) => {
    done += values;
    onProgress?.(done, total);
  };
  const { files, index } = layOutFiles(weights, shardBytes);
  const written = [
    await write('config.json', [encodeJson(config)]),
    await write('generation_config.json', [encodeJson(generation)]),
    await write('tokenizer.json', [encodeTokenizer(tokenizer)]),
  ];
  if (index !== undefined) written.push(await write('model.safetensors.index.json', [index]));
  for (const file of files) written.push(await write(file.name, toBlocks(file, seed, count)));
  return written;
}

/** The bytes of a file, in blocks that stay valid until the next is taken. */
function* toBlocks(
  { header, weights }: WeightFile,
  seed: number,
  count: (values: number) => void,
): Generator<Bytes> {
  yield header;
  const buffer = new Uint32Array(BLOCK_WORDS);
  for (const weight of weights) {
    const table = createTable(weight.mean, weight.deviation);
    const key = createKey(weight.name, seed);
    const words = countValues(weight) / 2;
    for (let at = 0; at < words; at += BLOCK_WORDS) {
      const block = buffer.subarray(0, Math.min(BLOCK_WORDS, words - at));
      fillNormals(block, table, key, at);
      count(block.length * 2);
      yield new Uint8Array(block.buffer, 0, block.byteLength);
    }
  }
}
