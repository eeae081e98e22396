import { LANES } from './layout';

/**
 * The better of two scales, each refitted to its codes: for the codes c nearest under it, the best scale is
 * Σwc / Σc², and the squared error is Σw² − (Σwc)² / Σc².
 *
 * @param inverse 1 / scale.
 * @param usual The same for absmax rounding, which clips nothing.
 */
export function fit(inverse: v128, usual: v128): v128 {
  // Loaded from memory, because engines rebuild constants in every iteration.
  const lowest = v128.load32_splat(memory.data<f32>([-7]));
  const highest = v128.load32_splat(memory.data<f32>([8]));
  let wc1 = f32x4.splat(0);
  let cc1 = wc1;
  let wc2 = wc1;
  let cc2 = wc1;
  for (let p: usize = 0; p < 512; p += 16) {
    const w = v128.load(p, LANES);
    const nearest = f32x4.nearest(f32x4.mul(w, inverse));
    const c1 = f32x4.pmin(f32x4.pmax(nearest, lowest), highest);
    wc1 = f32x4.add(wc1, f32x4.mul(w, c1));
    cc1 = f32x4.add(cc1, f32x4.mul(c1, c1));
    const c2 = f32x4.nearest(f32x4.mul(w, usual));
    wc2 = f32x4.add(wc2, f32x4.mul(w, c2));
    cc2 = f32x4.add(cc2, f32x4.mul(c2, c2));
  }
  const scale1 = f32x4.div(wc1, cc1);
  const scale2 = f32x4.div(wc2, cc2);
  // No part of the quotient is too large or too small for f32. If only rounding differs, the first scale is
  // taken.
  const quotient = f32x4.mul(f32x4.div(wc1, wc2), f32x4.div(scale1, scale2));
  return v128.bitselect(scale1, scale2, f32x4.ge(quotient, f32x4.splat(1 - 2 ** -20)));
}
