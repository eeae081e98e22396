import { describe, expect, it } from 'vitest';
import { encodeJson } from '../../../testing/tinyCheckpoint';
import { checkTensorCache } from './verify';

const weight = {
  ...{ name: 'a.q_weight', shape: [2, 8], dtype: 'uint32', format: 'raw' },
  ...{ nbytes: 64, byteOffset: 0 },
};
const scale = {
  ...{ name: 'a.q_scale', shape: [2, 2], dtype: 'float16', format: 'raw' },
  ...{ nbytes: 8, byteOffset: 64 },
};
const shard = {
  ...{ dataPath: 'params_shard_0.bin', format: 'raw-shard', nbytes: 72 },
  records: [weight, scale],
};
const files = [
  { path: 'params_shard_0.bin', bytes: 72, sha256: '' },
  { path: 'tokenizer.json', bytes: 5, sha256: '' },
];
const cache = (...records: unknown[]) => ({ metadata: {}, records });
/** A cache whose one shard has other tensors. */
const holding = (...records: unknown[]) => cache({ ...shard, records });

describe('the list of tensors', () => {
  it('passes when the tensors fill the shards', () => {
    expect(() => checkTensorCache(encodeJson(cache(shard)), files)).not.toThrow();
  });

  const misplaced = 'the tensor has a wrong offset or size';
  const notListed = 'the shard is not in the manifest, or has another size';
  const noScales = 'the tensor has no matching scales';
  it.each<[reason: string, data: object, value: unknown]>([
    ['not a JSON object', { file: 'tensor-cache.json' }, '{"records":[]} '.repeat(2)],
    ['not a JSON object', { file: 'tensor-cache.json' }, []],
    ['not a JSON object', { file: 'tensor-cache.json' }, '{"records":[],"records":[]}'],
    ['too large', { file: 'tensor-cache.json' }, ' '.repeat(300_001)],
    ['records is not a list of objects', { file: 'tensor-cache.json' }, {}],
    ['records is not a list of objects', { file: 'tensor-cache.json' }, cache(null)],
    ['records is not a list of objects', { file: 'params_shard_0.bin' }, holding()],
    [notListed, { file: '../x.bin' }, cache({ ...shard, dataPath: '../x.bin' })],
    [notListed, { file: 'params_shard_0.bin' }, cache({ ...shard, nbytes: 71 })],
    [notListed, { file: 'params_shard_0.bin' }, cache(shard, shard)],
    [notListed, { file: undefined }, cache({ ...shard, dataPath: undefined })],
    ['no tensor is in the file', { file: 'params_shard_1.bin' }, cache(shard)],
    ['a tensor has no name, or the name of another', {}, holding({ ...weight, name: 3 }, scale)],
    ['a tensor has no name, or the name of another', {}, holding(weight, weight)],
    [misplaced, { tensor: 'a.q_scale' }, holding(weight, { ...scale, byteOffset: 60 })],
    [misplaced, { tensor: 'a.q_weight' }, holding({ ...weight, nbytes: 60 }, scale)],
    [misplaced, { tensor: 'a.q_weight' }, holding({ ...weight, dtype: 'toString' }, scale)],
    [misplaced, { tensor: 'a.q_weight' }, holding({ ...weight, format: 'f32-to-bf16' }, scale)],
    [misplaced, { tensor: 'a.q_weight' }, holding({ ...weight, shape: [-2, -8] }, scale)],
    [misplaced, { tensor: 'a.q_weight' }, holding({ ...weight, shape: null }, scale)],
    ['the tensors do not fill the shard', { file: 'params_shard_0.bin' }, holding(weight)],
    [noScales, { tensor: 'a.q_weight' }, holding(weight, { ...scale, name: 'b.q_scale' })],
    [noScales, { tensor: 'a.q_weight' }, holding(weight, { ...scale, shape: [1, 4] })],
    [noScales, { tensor: 'a.q_weight' }, holding(weight, { ...scale, shape: [4] })],
    [
      noScales,
      { tensor: 'a.q_weight' },
      holding(weight, { ...scale, shape: [2, 1], dtype: 'float32' }),
    ],
  ])('is refused: %s %j', (reason, data, value) => {
    const more = reason.startsWith('no tensor')
      ? [...files, { path: 'params_shard_1.bin', bytes: 1, sha256: '' }]
      : files;
    const facts: unknown = expect.objectContaining({ reason, ...data });
    expect(() => checkTensorCache(encodeJson(value), more)).toThrow(
      expect.objectContaining({ code: 'package-invalid', data: facts }) as Error,
    );
  });

  it('is refused where several tensors make more than 32 MiB', () => {
    const half = { shape: [2 ** 22, 1], dtype: 'float32', format: 'raw', nbytes: 2 ** 24 };
    const records = [0, 1, 2].map((i) => ({ ...half, name: `${i}`, byteOffset: i * 2 ** 24 }));
    const large = { ...shard, nbytes: 3 * 2 ** 24, records };
    const listed = [{ ...files[0]!, bytes: 3 * 2 ** 24 }];
    expect(() => checkTensorCache(encodeJson(cache(large)), listed)).toThrow(
      expect.objectContaining({ code: 'package-invalid' }) as Error,
    );
  });
});
