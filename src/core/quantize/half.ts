/** Largest finite value of an IEEE 754 half-precision number. */
export const MAX_HALF = 65504;

const SMALLEST_NORMAL = 2 ** -14;
/** Distance of two neighbouring subnormal numbers. */
const SMALLEST = 2 ** -24;
const INFINITY_BITS = 0x7c00;

/** Adding and subtracting it rounds a number below it to the nearest integer, ties to even. */
const ROUNDER = 2 ** 52;

const wide = new Float64Array(1);
const wideBits = new Uint32Array(wide.buffer);

/**
 * The bits of the half-precision number nearest to `value`, ties to even, as IEEE 754 rounds.
 * From 65520 on that is infinity.
 */
export function toHalf(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= MAX_HALF + 16) return sign | INFINITY_BITS;
  if (size < SMALLEST_NORMAL) return sign | roundToEven(size / SMALLEST);
  wide[0] = size;
  // Little-endian, as every platform with WebGPU: the exponent is in the second half.
  const exponent = ((wideBits[1] ?? 0) >>> 20) - 1023;
  const mantissa = roundToEven(size * 2 ** (10 - exponent)) - 1024;
  // A mantissa that rounds up to 1024 carries into the exponent, which is right.
  return sign | (((exponent + 15) << 10) + mantissa);
}

function roundToEven(value: number): number {
  return value + ROUNDER - ROUNDER;
}

/** The value of a half-precision number, from its 16 bits. */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) return mantissa === 0 ? sign * Infinity : NaN;
  if (exponent === 0) return sign * mantissa * SMALLEST;
  return sign * (1024 + mantissa) * 2 ** (exponent - 25);
}
