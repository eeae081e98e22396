import { FACTORS, WEIGHTS } from './layout';
import { pack, ROUNDER } from './pack';

/** The stored code of the value 0. */
const ZERO_CODE: f32 = 7;

/** Eight weights times `factor`, rounded, as i16, not yet clamped to the codes. */
function eight(at: usize, factor: v128): v128 {
  const rounder = f32x4.splat(ROUNDER + ZERO_CODE);
  const even = f32x4.add(f32x4.mul(v128.load(at, WEIGHTS), factor), rounder);
  const odd = f32x4.add(f32x4.mul(v128.load(at, WEIGHTS + 16), factor), rounder);
  return pack(even, odd);
}

/** Sixteen codes, two to an i16. */
function sixteen(at: usize, factor: v128): v128 {
  // Narrowing turns negative values into 0.
  const bytes = i8x16.narrow_i16x8_u(eight(at, factor), eight(at + 32, factor));
  const codes = i8x16.min_u(bytes, i8x16.splat(15));
  return v128.and(v128.or(codes, i16x8.shr_u(codes, 4)), i16x8.splat(0xff));
}

/** Writes the codes of WEIGHTS times `factors`, one for each group. */
export function encode(words: usize, factors: v128): void {
  v128.store(FACTORS, factors);
  for (let group: usize = 0; group < 4; group++) {
    const factor = v128.load32_splat(FACTORS + 4 * group);
    const at = group * 128;
    const codes = i8x16.narrow_i16x8_u(sixteen(at, factor), sixteen(at + 64, factor));
    v128.store(words + 16 * group, codes);
  }
}
