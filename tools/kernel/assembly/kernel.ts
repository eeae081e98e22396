import { encode } from './codes';
import { fit } from './fit';
import { decodeBf16, decodeF16, decodeF32 } from './floats';
import { fromHalf, toHalf } from './half';
import { SCALES, SOURCE, SOURCE_BYTES, WORDS } from './layout';
import { bestScale, LARGEST, project, search } from './search';
import { negative, positive, transpose } from './transpose';

export { SCALES, SOURCE, SOURCE_BYTES, WORDS };

const F16: i32 = 1;
const F32: i32 = 2;

/** Bits of 2^-100. Smaller weights become zeros: f32 could not hold the intermediate results. */
const SMALLEST: i32 = 0x0d800000;

/**
 * Quantizes quads of weights from SOURCE to WORDS and SCALES.
 *
 * @param dtype 0 for bf16, 1 for f16, 2 for f32.
 * @param halves Whether scales are f16 instead of f32.
 * @param limit The largest size of a weight; at most 2^119, so that no sum of them overflows.
 * @returns The number of the first quad with a weight that is beyond `limit` or not a number; −1 if there is
 *   none.
 */
export function quantize(dtype: i32, quads: i32, halves: bool, limit: f32): i32 {
  const limits = i32x4.splat(reinterpret<i32>(limit));
  let at = SOURCE;
  let words = WORDS;
  let scales = SCALES;
  for (let quad = 0; quad < quads; quad++) {
    if (dtype === F32) decodeF32(at);
    else if (dtype === F16) decodeF16(at);
    else decodeBf16(at);
    at += dtype === F32 ? 512 : 256;

    transpose();
    const largest = i32x4.max_s(positive, negative);
    // As integers, NaN and infinity are larger than all numbers.
    if (v128.any_true(i32x4.gt_s(largest, limits))) return quad;
    let scale = chooseScales(largest);
    if (halves) {
      const bits = toHalf(scale);
      scale = fromHalf(i32x4.shl(bits, 16));
      v128.store64_lane(scales, i16x8.narrow_i32x4_u(bits, bits), 0);
      scales += 8;
    } else {
      v128.store(scales, scale);
      scales += 16;
    }
    const stored = f32x4.ne(scale, f32x4.splat(0));
    encode(words, v128.and(f32x4.div(f32x4.splat(1), scale), stored));
    words += 64;
  }
  return -1;
}

/** The scales of the four groups in LANES. */
function chooseScales(largest: v128): v128 {
  const usable = i32x4.ge_s(largest, i32x4.splat(SMALLEST));
  // The code of size 8 is for the side of the largest weight, which is flipped to be the negative one.
  const flip = i32x4.shl(i32x4.ge_s(positive, negative), 31);
  const scaled = f32x4.div(f32x4.splat(LARGEST), largest);
  const factor = v128.and(v128.xor(scaled, flip), usable);
  project(factor);
  search();
  // Stored codes are positive where the flipped codes are negative.
  const best = f32x4.neg(f32x4.div(factor, bestScale));
  // With this candidate, no group is worse than by the usual recipe.
  const usual = f32x4.div(f32x4.splat(7), largest);
  return v128.and(fit(best, usual), usable);
}
