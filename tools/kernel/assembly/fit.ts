import { LANES } from './layout';

function nearestCode(product: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.nearest(product), f32x4.splat(-7)), f32x4.splat(8));
}

/**
 * The better one of two scales, each of them fitted to its codes: for the codes c that are the nearest ones
 * at it the best scale is Σwc / Σc².
 *
 * @param inverse1 1 / scale, and so `inverse2`.
 * @param unit By which weights, and with them the result, are multiplied.
 */
export function fit(inverse1: v128, inverse2: v128, unit: v128): v128 {
  let wc1 = f32x4.splat(0);
  let cc1 = wc1;
  let wc2 = wc1;
  let cc2 = wc1;
  for (let p: usize = 0; p < 512; p += 16) {
    const weight = v128.load(p, LANES);
    const w = f32x4.mul(weight, unit);
    const c1 = nearestCode(f32x4.mul(weight, inverse1));
    wc1 = f32x4.add(wc1, f32x4.mul(w, c1));
    cc1 = f32x4.add(cc1, f32x4.mul(c1, c1));
    const c2 = nearestCode(f32x4.mul(weight, inverse2));
    wc2 = f32x4.add(wc2, f32x4.mul(w, c2));
    cc2 = f32x4.add(cc2, f32x4.mul(c2, c2));
  }
  const scale1 = f32x4.div(wc1, cc1);
  const scale2 = f32x4.div(wc2, cc2);
  // As in the search: what the error has less than Σw². Where only rounding differs, the first.
  const less2 = f32x4.mul(f32x4.mul(wc2, scale2), f32x4.splat(1 - 2 ** -20));
  return v128.bitselect(scale1, scale2, f32x4.ge(f32x4.mul(wc1, scale1), less2));
}
