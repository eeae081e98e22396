import { LANES, WEIGHTS } from './layout';

/** Bits of the largest positive weight of each group, as f32; 0 if there is none. */
export let positive: v128 = i32x4.splat(0);
/** The same for the sizes of the negative weights. */
export let negative: v128 = i32x4.splat(0);

/** Transposes WEIGHTS into LANES. On the way it finds the largest weights, or NaN and infinity. */
export function transpose(): void {
  // Integers order floats by size: positive ones as signed, negative ones as unsigned numbers.
  const minusZero = i32x4.splat(0x80000000);
  let most = i32x4.splat(0);
  let least = minusZero;
  for (let i: usize = 0; i < 128; i += 16) {
    const a = v128.load(i, WEIGHTS);
    const b = v128.load(i, WEIGHTS + 128);
    const c = v128.load(i, WEIGHTS + 256);
    const d = v128.load(i, WEIGHTS + 384);
    const ab01 = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const ab23 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const cd01 = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const cd23 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    const w0 = v128.shuffle<i64>(ab01, cd01, 0, 2);
    const w1 = v128.shuffle<i64>(ab01, cd01, 1, 3);
    const w2 = v128.shuffle<i64>(ab23, cd23, 0, 2);
    const w3 = v128.shuffle<i64>(ab23, cd23, 1, 3);
    v128.store(4 * i, w0, LANES);
    v128.store(4 * i, w1, LANES + 16);
    v128.store(4 * i, w2, LANES + 32);
    v128.store(4 * i, w3, LANES + 48);
    most = i32x4.max_s(most, i32x4.max_s(i32x4.max_s(w0, w1), i32x4.max_s(w2, w3)));
    least = i32x4.max_u(least, i32x4.max_u(i32x4.max_u(w0, w1), i32x4.max_u(w2, w3)));
  }
  positive = most;
  negative = v128.xor(least, minusZero);
}
