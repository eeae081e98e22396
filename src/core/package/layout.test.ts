import { describe, expect, it } from 'vitest';
import type { PlannedTensor } from '../checkpoint/plan';
import { scaleFormat } from '../quantize/format';
import { layOut, MAX_SHARD_BYTES, writeTensorCache } from './layout';
import { checkTensorCache } from './verify';

const half = scaleFormat('q4f16_1');

function matrix(name: string, rows: number, cols: number): PlannedTensor {
  return { kind: 'matrix', name, rows, cols, parts: [] };
}

function vector(name: string, size: number): PlannedTensor {
  const part = { name, file: '', dtype: 'BF16', shape: [size], start: 0, end: 2 * size } as const;
  return { kind: 'vector', name, size, part };
}

/** Matrices of Llama-3-8B, of which a shard holds some, one or less than one. */
const llama3 = [
  matrix('model.embed_tokens', 128_256, 4096),
  ...Array.from({ length: 32 }, (_, n) => [
    matrix(`model.layers.${n}.self_attn.qkv_proj`, 6144, 4096),
    matrix(`model.layers.${n}.self_attn.o_proj`, 4096, 4096),
    matrix(`model.layers.${n}.mlp.gate_up_proj`, 28_672, 4096),
    matrix(`model.layers.${n}.mlp.down_proj`, 4096, 14_336),
  ]).flat(),
  matrix('lm_head', 128_256, 4096),
];

describe.each(['q4f16_1', 'q4f32_1'] as const)(
  'the shards of a large model in %s',
  (quantization) => {
    const shards = layOut(llama3, scaleFormat(quantization));
    const records = shards.flatMap((shard) => shard.records);

    it('have at most 32 MiB, or one tensor alone', () => {
      const large = shards.filter(({ nbytes }) => nbytes > MAX_SHARD_BYTES);
      expect(large.length).toBeGreaterThan(0);
      expect(large.every((shard) => shard.records.length === 1)).toBe(true);
      expect(MAX_SHARD_BYTES).toBe(33_554_432);
    });

    it('are as full as the order of the tensors allows', () => {
      for (const [i, { nbytes }] of shards.slice(0, -1).entries()) {
        expect(nbytes + shards[i + 1]!.records[0]!.nbytes).toBeGreaterThan(MAX_SHARD_BYTES);
      }
    });

    it('hold every tensor once, one behind the other', () => {
      expect(records.map(({ name }) => name)).toEqual(
        llama3.flatMap(({ name }) => [`${name}.q_weight`, `${name}.q_scale`]),
      );
      expect(shards.map(({ dataPath }) => dataPath)).toEqual(
        shards.map((_, i) => `params_shard_${i}.bin`),
      );
      for (const shard of shards) {
        let end = 0;
        for (const { byteOffset, nbytes } of shard.records) {
          expect(byteOffset).toBe(end);
          end += nbytes;
        }
        expect(end).toBe(shard.nbytes);
      }
    });

    it('have 4 bits to a weight and one scale to 32', () => {
      const weights = 2 * 128_256 * 4096 + 32 * 4096 * (6144 + 4096 + 28_672 + 14_336);
      const bytes = shards.reduce((sum, { nbytes }) => sum + nbytes, 0);
      expect(bytes).toBe((weights * (quantization === 'q4f16_1' ? 4.5 : 5)) / 8);
    });

    it('pass the check that packages go through', () => {
      const files = shards.map(({ dataPath: path, nbytes: bytes }) => ({
        path,
        bytes,
        sha256: '',
      }));
      expect(() => checkTensorCache(writeTensorCache(shards), files)).not.toThrow();
    });
  },
);

describe('a shard', () => {
  const shardsOf = (sizes: number[], format = half) =>
    layOut(
      sizes.map((size, i) => vector(`v${i}`, size)),
      format,
    );
  const full = MAX_SHARD_BYTES / half.bytes;

  it.each([
    ['full to the last byte', [full - 1, 1], [2]],
    ['closed before a byte too many', [full - 1, 2], [1, 1]],
    ['exceeded by one tensor alone', [1, full + 1, 1], [1, 1, 1]],
    ['filled by one tensor alone', [full, 1, 1], [1, 2]],
  ])('may be %s', (_name, sizes, counts) => {
    expect(shardsOf(sizes).map(({ records }) => records.length)).toEqual(counts);
  });

  it('has vectors in the dtype of the scales', () => {
    const record = { name: 'v0', shape: [10], format: 'raw', byteOffset: 0 };
    expect(shardsOf([10])[0]!.records).toEqual([{ ...record, dtype: 'float16', nbytes: 20 }]);
    expect(shardsOf([10], scaleFormat('q4f32_1'))[0]!.records).toEqual([
      { ...record, dtype: 'float32', nbytes: 40 },
    ]);
  });
});
