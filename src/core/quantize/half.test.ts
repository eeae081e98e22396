import { describe, expect, it } from 'vitest';
import { fromHalf, MAX_HALF, toHalf } from './half';

const allBits = Array.from({ length: 1 << 16 }, (_, bits) => bits);
/** The bits of the finite numbers that are not negative, in ascending order. */
const finite = allBits.slice(0, 0x7c00);

/** Computes the same value in another way: by moving its bits to their places in single precision. */
function widen(bits: number): number {
  const sign = (bits & 0x8000) << 16;
  let exponent = (bits >>> 10) & 31;
  let mantissa = bits & 1023;
  if (exponent === 31) return bitsToFloat(sign | 0x7f800000 | (mantissa << 13));
  if (exponent === 0 && mantissa === 0) return bitsToFloat(sign);
  if (exponent === 0) {
    exponent = 1;
    for (; mantissa < 1024; mantissa *= 2) exponent--;
    mantissa -= 1024;
  }
  return bitsToFloat(sign | ((exponent + 112) << 23) | (mantissa << 13));
}

function bitsToFloat(bits: number): number {
  return new Float32Array(Int32Array.of(bits).buffer)[0]!;
}

describe('half precision', () => {
  it('has the value of all 65,536 bit patterns', () => {
    const wrong = allBits.filter((bits) => !Object.is(fromHalf(bits), widen(bits)));
    expect(wrong).toEqual([]);
    expect([0x3c00, 0xc000, 0x0001, 0x7bff].map(fromHalf)).toEqual([1, -2, 2 ** -24, MAX_HALF]);
  });

  it('comes back from its value as the same bits', () => {
    const wrong = allBits.filter(
      (bits) => !Number.isNaN(fromHalf(bits)) && toHalf(fromHalf(bits)) !== bits,
    );
    expect(wrong).toEqual([]);
  });

  it('takes the nearest of two neighbours, and halfway between them the even one', () => {
    const wrong = finite.filter((bits) => {
      const low = fromHalf(bits);
      // The number after the largest, if there were one, decides where infinity begins.
      const high = bits === 0x7bff ? 65536 : fromHalf(bits + 1);
      const middle = (low + high) / 2;
      const near = (high - low) * 2 ** -30;
      const even = bits % 2 === 0 ? bits : bits + 1;
      return (
        toHalf(middle) !== even ||
        toHalf(-middle) !== (even | 0x8000) ||
        toHalf(middle - near) !== bits ||
        toHalf(middle + near) !== bits + 1
      );
    });
    expect(wrong).toEqual([]);
  });

  it('becomes zero or infinity beyond its range, with the sign', () => {
    expect([0, -0, 1e-9, -1e-9].map(toHalf)).toEqual([0, 0x8000, 0, 0x8000]);
    expect([65519.99, 65520, -1e300, Infinity].map(toHalf)).toEqual([
      ...[0x7bff, 0x7c00, 0xfc00, 0x7c00],
    ]);
  });
});
