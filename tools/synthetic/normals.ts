import { createHash } from 'node:crypto';
import { toHalf } from '../../src/core/quantize/half';
import { seededRandom } from '../../src/core/random';

/*
 * Weights that are the same on every machine, bit for bit, and are made faster than a disk can write. Uses
 * only integers and the exactly rounded operations of IEEE 754, because Math.log and Math.cos, which
 * Box-Muller needs, differ between engines.
 */

const TABLE_SIZE = 2 ** 16;
const HALF = TABLE_SIZE / 2;

/** Nearly normal values: the sum of twelve uniform ones has variance 1. */
const magnitudes: readonly number[] = (() => {
  const random = seededRandom(0);
  return Array.from({ length: HALF }, () => {
    let sum = -6;
    for (let n = 0; n < 12; n++) sum += random();
    return sum;
  });
})();

/**
 * 2¹⁶ half-precision values to draw from. Each occurs with both signs, so that sums over thousands of weights
 * do not drift.
 */
export function createTable(mean: number, deviation: number): Uint16Array {
  const table = new Uint16Array(TABLE_SIZE);
  magnitudes.forEach((value, i) => {
    table[i] = toHalf(mean + deviation * value);
    table[i + HALF] = toHalf(mean - deviation * value);
  });
  return table;
}

/**
 * Determines a tensor's values. Depends only on its name and the seed, so fewer layers are the first layers.
 */
export type Key = readonly [number, number];

export function createKey(name: string, seed: number): Key {
  const digest = createHash('sha256').update(`${seed}/${name}`).digest();
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)];
}

/**
 * Fills `words` with two values each, from word `position` of the tensor on. The bits of the counter are
 * mixed as in Chris Wellons' lowbias32 (public domain), once per half of the key: with only one half, every
 * tensor would be a permutation of another.
 */
export function fillNormals(
  words: Uint32Array,
  table: Uint16Array,
  [first, second]: Key,
  position: number,
): void {
  for (let i = 0; i < words.length; i++) {
    let bits = (position + i) ^ first;
    bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
    bits = Math.imul(bits ^ (bits >>> 15) ^ second, 0x846ca68b);
    bits ^= bits >>> 16;
    words[i] = (table[bits & 0xffff] ?? 0) | ((table[bits >>> 16] ?? 0) << 16);
  }
}
