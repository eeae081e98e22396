const SIGNLESS: i32 = 0x7fffffff;

/** f16 numbers, each in the upper half of its lane, as f32. Exact for all values. */
export function fromHalf(upper: v128): v128 {
  const size = v128.and(upper, i32x4.splat(SIGNLESS));
  // With its bits in the places of f32, a number is too small by 2^112, the difference of the biases.
  const finite = f32x4.mul(i32x4.shr_u(size, 3), f32x4.splat(5.192296858534828e33));
  const special = v128.and(i32x4.ge_s(size, i32x4.splat(0x7c000000)), i32x4.splat(0x7f800000));
  return v128.or(v128.or(finite, special), v128.xor(upper, size));
}

/** The bits of the nearest f16 numbers, ties to even, of f32 numbers below 65520 in size. */
export function toHalf(value: v128): v128 {
  const size = v128.and(value, i32x4.splat(SIGNLESS));
  const odd = v128.and(i32x4.shr_u(size, 13), i32x4.splat(1));
  const rebias = i32x4.splat(0xfff - (112 << 23));
  const normal = i32x4.shr_u(i32x4.add(i32x4.add(size, odd), rebias), 13);
  // Next to 0.5, the last bit of an f32 is worth 2^-24, as much as that of a subnormal f16.
  const point = f32x4.splat(0.5);
  const subnormal = i32x4.sub(f32x4.add(size, point), point);
  const tiny = i32x4.lt_s(size, i32x4.splat(0x38800000));
  const bits = v128.bitselect(subnormal, normal, tiny);
  return v128.or(bits, i32x4.shr_u(v128.xor(value, size), 16));
}
