import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice } from '../../src/core/quantize/quantize';
import { createNormals } from '../../testing/random';
import { encodeFloats } from '../../testing/tinyCheckpoint';
import { openPool, type Pool } from './pool';

const weights = (seed: number) => encodeFloats('F16', createNormals(4096, seed));
const program = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
const quantize = (pool: Pool, seed: number) => pool.quantize('F16', weights(seed), 'q4f16_1');

let pool: Pool;
let spentBytes = 0;
const spent = (buffer: ArrayBuffer) => (spentBytes += buffer.byteLength);

beforeEach(() => (spentBytes = 0));
afterEach(() => pool.close());

describe('a pool', () => {
  it.each([1, 2, 3])('of %i gives what one thread gives, to whom it belongs', async (threads) => {
    pool = openPool(threads, spent);
    const seeds = [1, 2, 3, 4, 5, 6, 7];
    const slices = await Promise.all(seeds.map((seed) => quantize(pool, seed)));
    const expected = seeds.map((seed) =>
      quantizeSlice('F16', weights(seed), scaleFormat('q4f16_1')),
    );
    expect(slices).toEqual(expected);
    expect(spentBytes).toBe(seeds.length * weights(1).length);
  });

  it('takes the bytes away instead of copying them', async () => {
    pool = openPool(2, spent);
    const bytes = weights(1);
    await pool.quantize('F16', bytes, 'q4f32_1');
    expect(bytes.length).toBe(0);
  });
});

describe('a thread that ends', () => {
  it.each([
    ['throws', 'throw new RangeError("too much")', 'a thread ended: too much'],
    ['exits', 'process.exit(3)', 'a thread ended: exit 3'],
  ])('because it %s lets its job fail, and no other', async (_, code, detail) => {
    pool = openPool(2, spent, program(code));
    const results = await Promise.allSettled([1, 2, 3, 4, 5].map((seed) => quantize(pool, seed)));
    const reason = expect.objectContaining({ code: 'internal', data: { detail } });
    expect(results).toEqual(results.map(() => ({ status: 'rejected', reason })));
  });

  it('because the pool is closed stops all jobs', async () => {
    pool = openPool(2, spent, program('setInterval(() => {}, 1000)'));
    const jobs = Promise.allSettled([1, 2, 3].map((seed) => quantize(pool, seed)));
    await pool.close();
    for (const result of await jobs) {
      expect(result).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
    }
  });
});
