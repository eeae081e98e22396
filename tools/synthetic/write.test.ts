import type { Bytes } from '../../src/core/bytes';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import architectures from '../../compiler/architectures.json' with { type: 'json' };
import { openCheckpoint } from '../../src/core/checkpoint/checkpoint';
import { parseConfig } from '../../src/core/checkpoint/config';
import { concat, MemoryFiles, readWeights, type Files } from '../../testing/tinyCheckpoint';
import { encodeJson } from './json';
import { countValues, layOutFiles, listWeights } from './layout';
import { describeModel } from './models';
import { writeCheckpoint, type WriteOptions } from './write';

const tiny = { layers: 2, hidden: 32, heads: 2, kvHeads: 1, headDim: 16, ffn: 96 };
const sha256 = (bytes: Bytes) => createHash('sha256').update(bytes).digest('hex');

async function write(id: 'bayling-2-7b' | 'bayling-3-8b', options: Partial<WriteOptions> = {}) {
  const files: Files = {};
  const sink = {
    open: async (path: string) => {
      const parts: Bytes[] = [];
      return {
        write: async (bytes: Bytes) => void parts.push(bytes.slice()),
        close: async () => void (files[path] = concat(parts)),
      };
    },
  };
  const listed = await writeCheckpoint(describeModel(id, tiny), sink, { seed: 1, ...options });
  return { listed, files };
}

const bytesOf = ({ buffer }: Float32Array) => Buffer.from(buffer);

/** Mean and standard deviation. */
function measure(values: Float32Array): [number, number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return [mean, Math.sqrt(squares / values.length)];
}

describe('a synthetic checkpoint', () => {
  it.each([
    ['bayling-2-7b', 'byte_fallback', 1, 2],
    ['bayling-3-8b', 'byte_level', 128_000, 128_001],
  ] as const)('of %s can be opened', async (id, method, bos, eos) => {
    const { listed, files } = await write(id);
    const { config, plan, tokenizer } = await openCheckpoint(new MemoryFiles(files));
    expect(config.shape).toMatchObject(tiny);
    expect(config).toMatchObject({ tied: false, bosTokenId: bos, eosTokenIds: [eos] });
    expect(plan).toHaveLength(3 + 6 * tiny.layers);
    expect(tokenizer.method).toBe(method);
    expect(Object.keys(files).sort()).toEqual(listed.map(({ path }) => path).sort());
    for (const { path, bytes, sha256: hash } of listed) {
      expect([files[path]!.length, sha256(files[path]!)]).toEqual([bytes, hash]);
    }
  });

  it('may have several files', async () => {
    const { files } = await write('bayling-2-7b', { shardBytes: 3_000_000 });
    expect(Object.keys(files)).toContain('model-00002-of-00002.safetensors');
    const single = readWeights((await write('bayling-2-7b')).files);
    const several = readWeights(files);
    expect([...several.keys()].sort()).toEqual([...single.keys()].sort());
    for (const [name, values] of several)
      expect(bytesOf(values).equals(bytesOf(single.get(name)!))).toBe(true);
    expect((await openCheckpoint(new MemoryFiles(files))).plan).toHaveLength(15);
  });

  it('has the same bytes everywhere, and others with another seed', async () => {
    const hashes = async (seed: number) =>
      Object.fromEntries(
        (await write('bayling-2-7b', { seed })).listed.map((f) => [f.path, f.sha256]),
      );
    const first = await hashes(1);
    expect(first).toMatchInlineSnapshot(`
      {
        "config.json": "7132031cb83bfdcf3ba34d90dcb5c9559e1ef7b082083d6c72f352f194944449",
        "generation_config.json": "71b9ef347bd484ef45f2ef83a23dda339d4bd7cba45f1168681071f84cabd41b",
        "model.safetensors": "d7af1980dde2cc47297a979f0638de6568919b782aff7d30d2f1dcd1a7d4e58f",
        "tokenizer.json": "6ae1a86cdff546a2f6416f7ee709a2dddddb516e24db7db9bc24a1cadd597811",
      }
    `);
    const second = await hashes(2);
    const changed = Object.keys(first).filter((path) => first[path] !== second[path]);
    expect(changed).toEqual(['model.safetensors']);
  });

  it('has weights as large as those of a trained model', async () => {
    const weights = readWeights((await write('bayling-2-7b')).files);
    const close = (name: string, mean: number, deviation: number, digits: number) => {
      const measured = measure(weights.get(name)!);
      expect(measured[0]).toBeCloseTo(mean, digits);
      expect(measured[1]).toBeCloseTo(deviation, digits);
    };
    close('model.embed_tokens.weight', 0, 0.02, 3);
    close('lm_head.weight', 0, 0.05, 3);
    close('model.layers.1.mlp.down_proj.weight', 0, 0.02, 2);
    close('model.norm.weight', 1, 0.02, 2);
    const [a, b] = [0, 1].map((n) => weights.get(`model.layers.${n}.mlp.up_proj.weight`)!);
    const product = a!.map((value, i) => value * b![i]!);
    expect(Math.abs(measure(product)[0])).toBeLessThan(0.02 ** 2 / 20);
  });

  it('stops when asked', async () => {
    const signal = AbortSignal.abort();
    await expect(write('bayling-2-7b', { signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});

/* Weights and GB per file: as at the hub for 7B and 8B, by the same rule for 13B. */
describe.each([
  ['bayling-2-7b', 'llama-2-7b', 6_738_415_616, [4.94, 4.95, 3.59]],
  ['bayling-2-13b', 'llama-2-13b', 13_015_864_320, [4.98, 4.97, 4.97, 4.93, 4.93, 1.25]],
  ['bayling-3-8b', 'llama-3-8b', 8_030_261_248, [4.98, 5.0, 4.92, 1.17]],
] as const)('the full %s', (id, architecture, count, sizes) => {
  const { shape, config, generation } = describeModel(id);

  it('has the shape that the library is made for', () => {
    const { prefillChunk: _, ...row } = architectures[architecture];
    expect(parseConfig(encodeJson(config), encodeJson(generation)).shape).toEqual(row);
  });

  it('has the official number of weights, in files of the official sizes', () => {
    const weights = listWeights(shape);
    expect(weights.reduce((sum, weight) => sum + countValues(weight), 0)).toBe(count);
    const { files } = layOutFiles(weights);
    const bytes = files.map(
      ({ header, weights: own }) =>
        header.length + own.reduce((sum, weight) => sum + 2 * countValues(weight), 0),
    );
    expect(bytes.map((size) => Math.round(size / 1e7) / 100)).toEqual(sizes);
  });
});
