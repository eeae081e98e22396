import { INTEGERS, LANES, PRODUCTS } from './layout';
import { pack, ROUNDER } from './pack';

/**
 * Candidates are u = |w|max / scale = 7.25, 7.5 … 9. The best u is nearly always near one of them, or near 7,
 * which `fit` handles.
 */
const ROUNDS: i32 = 2;
/** The first candidate, counted in steps. */
const FIRST: i16 = 29;

/** Fraction bits of a product; the other four are its code. */
const FRACTION: i32 = 12;
/** Added before those bits are cut off, so that the result is rounded. */
const HALF: i16 = 2048;
/** The largest weight of a group as an integer, scaled so that adding it is one step of u. */
export const LARGEST: f32 = 4096 / 4;

/** Turns LANES times `factor` into integers, and those into products with the first candidate. */
export function project(factor: v128): void {
  // Loaded from memory, because engines rebuild constants in every iteration.
  const rounder = v128.load32_splat(memory.data<f32>([ROUNDER]));
  const first = v128.load16_splat(memory.data<i16>([FIRST]));
  const half = v128.load16_splat(memory.data<i16>([HALF]));
  for (let p: usize = 0; p < 256; p += 16) {
    const even = f32x4.add(f32x4.mul(v128.load(2 * p, LANES), factor), rounder);
    const odd = f32x4.add(f32x4.mul(v128.load(2 * p, LANES + 16), factor), rounder);
    const x = pack(even, odd);
    const product = i16x8.mul(x, first);
    v128.store(p, x, INTEGERS);
    v128.store(p, i16x8.add(product, half), PRODUCTS);
  }
}

let most: v128 = f32x4.splat(0);
/** The best scale of INTEGERS for each group. */
export let bestScale: v128 = f32x4.splat(1);

/**
 * For codes c the best scale is Σxc / Σc², and the squared error is Σx² − (Σxc)² / Σc². Of equally good
 * scales the last is taken, which has code 8 for the largest weight: dividing by 8 is exact.
 */
function judge(xc: v128, cc: v128): void {
  const sum = f32x4.convert_i32x4_s(xc);
  const scale = f32x4.div(sum, f32x4.convert_i32x4_s(cc));
  const less = f32x4.mul(sum, scale);
  bestScale = v128.bitselect(scale, bestScale, f32x4.ge(less, most));
  most = f32x4.pmax(most, less);
}

/**
 * Tries all candidates. INTEGERS must have their largest number on the negative side. There the codes reach
 * −8, on the positive side 7; at both, additions saturate.
 */
export function search(): void {
  most = f32x4.splat(0);
  bestScale = f32x4.splat(1);
  // As many at once as there are registers for.
  for (let round = 0; round < ROUNDS; round++) {
    let xc0 = i32x4.splat(0);
    let cc0 = xc0;
    let xc1 = xc0;
    let cc1 = xc0;
    let xc2 = xc0;
    let cc2 = xc0;
    let xc3 = xc0;
    let cc3 = xc0;
    for (let p: usize = 0; p < 256; p += 16) {
      const x = v128.load(p, INTEGERS);
      let product = v128.load(p, PRODUCTS);
      let c = i16x8.shr_s(product, FRACTION);
      xc0 = i32x4.add(xc0, i32x4.dot_i16x8_s(x, c));
      cc0 = i32x4.add(cc0, i32x4.dot_i16x8_s(c, c));
      product = i16x8.add_sat_s(product, x);
      c = i16x8.shr_s(product, FRACTION);
      xc1 = i32x4.add(xc1, i32x4.dot_i16x8_s(x, c));
      cc1 = i32x4.add(cc1, i32x4.dot_i16x8_s(c, c));
      product = i16x8.add_sat_s(product, x);
      c = i16x8.shr_s(product, FRACTION);
      xc2 = i32x4.add(xc2, i32x4.dot_i16x8_s(x, c));
      cc2 = i32x4.add(cc2, i32x4.dot_i16x8_s(c, c));
      product = i16x8.add_sat_s(product, x);
      c = i16x8.shr_s(product, FRACTION);
      xc3 = i32x4.add(xc3, i32x4.dot_i16x8_s(x, c));
      cc3 = i32x4.add(cc3, i32x4.dot_i16x8_s(c, c));
      v128.store(p, i16x8.add_sat_s(product, x), PRODUCTS);
    }
    judge(xc0, cc0);
    judge(xc1, cc1);
    judge(xc2, cc2);
    judge(xc3, cc3);
  }
}
