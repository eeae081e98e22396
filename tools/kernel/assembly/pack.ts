/** 1.5 · 2^23: adding it rounds a small f32 to an integer, ties to even, and leaves that in the lowest bits. */
export const ROUNDER: f32 = 12582912;

/** The lower halves of eight lanes as i16, taken from `even` and `odd` in turn. */
export function pack(even: v128, odd: v128): v128 {
  return v128.shuffle<i16>(even, i32x4.shl(odd, 16), 0, 9, 2, 11, 4, 13, 6, 15);
}
