import { seededRandom } from '../src/core/random';

/** Normally distributed values, which the weights of a trained model nearly are. */
export function createNormals(length: number, seed: number, deviation = 1): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from(
    { length },
    () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
  );
}
