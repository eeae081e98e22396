import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codesOf,
  dequantize,
  makeGroup,
  quantizeValues,
  scalesOf,
} from '../../../testing/quantized';
import { createNormals } from '../../../testing/random';
import { encodeFloats } from '../../../testing/tinyCheckpoint';
import type { FloatDtype } from '../checkpoint/plan';
import { decodeFloats } from './decode';
import { GROUP, scaleFormat } from './format';
import { fromHalf, MAX_HALF, toHalf } from './half';
import { quantizeSlice } from './quantize';

const allBits = Array.from({ length: 2 ** 16 }, (_, bits) => bits);

/** One group per value, in which only that value is not 0. */
function spread(values: readonly number[]): Float32Array {
  const spread = new Float32Array(values.length * GROUP);
  values.forEach((value, i) => (spread[i * GROUP + (i % GROUP)] = value));
  return spread;
}

describe('the values of a checkpoint', () => {
  it.each(['BF16', 'F16'] as const)('are exact in %s, for all numbers there are', (dtype) => {
    const format = scaleFormat('q4f32_1');
    const all = decodeFloats(dtype, new Uint8Array(Uint16Array.from(allBits).buffer));
    const numbers = [...all].filter((value) => Math.abs(value) <= format.limit);
    const values = spread(numbers);
    const quantized = quantizeValues(values, format, dtype);
    expect(quantized.wrong).toBe(-1);
    // A value by itself has the code 8, and dividing by 8 is exact.
    const kept = values.map((value) => (Math.abs(value) < 2 ** -100 ? 0 : value));
    const restored = dequantize(quantized, format);
    expect(restored.findIndex((value, i) => value !== kept[i])).toBe(-1);
  });

  it.each([
    ['q4f16_1', 'BF16'],
    ['q4f16_1', 'F16'],
    ['q4f32_1', 'BF16'],
    ['q4f32_1', 'F16'],
  ] as const)('are judged one by one, for %s all there are in %s', (quantization, dtype) => {
    const format = scaleFormat(quantization);
    const bytes = new Uint8Array(GROUP * 2);
    const wrong = allBits.filter((bits) => {
      const place = bits % GROUP;
      const word = Uint8Array.of(bits & 255, bits >> 8);
      bytes.set(word, place * 2);
      const [value = NaN] = decodeFloats(dtype, word);
      const expected = Math.abs(value) <= format.limit ? -1 : place;
      const found = quantizeSlice(dtype, bytes, format).wrong;
      bytes.fill(0);
      return found !== expected;
    });
    expect(wrong).toEqual([]);
  });

  it('are judged in f32 as well, up to the limit', () => {
    for (const [quantization, value, isWrong] of [
      ['q4f16_1', MAX_HALF, false],
      ['q4f16_1', -MAX_HALF - 0.00390625, true],
      ['q4f32_1', -(2 ** 119), false],
      ['q4f32_1', 2 ** 119 * (1 + 2 ** -23), true],
      ['q4f32_1', Infinity, true],
      ['q4f32_1', -Infinity, true],
      ['q4f32_1', NaN, true],
    ] as const) {
      const values = createNormals(5 * GROUP, 1);
      values[150] = value;
      const { wrong } = quantizeValues(values, scaleFormat(quantization));
      expect([value, wrong]).toEqual([value, isWrong ? 150 : -1]);
    }
  });

  it('are wrong from the first one on, wherever it lies', () => {
    const format = scaleFormat('q4f16_1');
    for (const dtype of ['BF16', 'F32'] as const) {
      const length = 2 ** 17 + 3 * GROUP;
      for (const place of [0, 127, 128, 65_535, 65_536, 131_071, 131_072, length - 1]) {
        const values = new Float32Array(length);
        values.fill(NaN, place);
        expect(quantizeValues(values, format, dtype).wrong).toBe(place);
      }
    }
  });

  it('may be any bytes', () => {
    const bytes = fc.uint8Array({ minLength: 4 * 5 * GROUP, maxLength: 4 * 5 * GROUP });
    const dtypes = fc.constantFrom<FloatDtype>('BF16', 'F16', 'F32');
    const check = (raw: Uint8Array, dtype: FloatDtype, halves: boolean) => {
      const format = scaleFormat(halves ? 'q4f16_1' : 'q4f32_1');
      const tiny = halves ? 2 ** -21 : 2 ** -100;
      const source = Uint8Array.from(raw);
      const values = decodeFloats(dtype, source);
      const wrong = values.findIndex((value) => !(Math.abs(value) <= format.limit));
      expect(quantizeSlice(dtype, source, format).wrong).toBe(wrong);
      const tame = values.map((value) => (Math.abs(value) <= format.limit ? value : 0));
      const quantized = quantizeValues(tame, format, dtype);
      const scales = scalesOf(quantized, format);
      expect(scales.every(Number.isFinite)).toBe(true);
      const restored = dequantize(quantized, format);
      const far = [...codesOf(quantized)].filter((code, i) => {
        const size = Math.abs(scales[i >> 5]!);
        const clipped = code === -7 || code === 8;
        // Half a step; more beyond the outermost codes, and where a scale has few bits or none.
        const most = clipped || size === 0 ? 2 * size + tiny : size * (0.5 + 2 ** -20);
        return !(Math.abs(restored[i]! - tame[i]!) <= most);
      });
      expect(far).toEqual([]);
    };
    fc.assert(fc.property(bytes, dtypes, fc.boolean(), check), { numRuns: 500 });
  });

  it('may be none', () => {
    const { words, scales, wrong } = quantizeSlice(
      'BF16',
      new Uint8Array(),
      scaleFormat('q4f16_1'),
    );
    expect([words.length, scales.length, wrong]).toEqual([0, 0, -1]);
  });
});

describe('a scale in f16', () => {
  const scalesIn = (quantization: 'q4f16_1' | 'q4f32_1', values: Float32Array) =>
    quantizeValues(values, scaleFormat(quantization)).scales;

  it('is the nearest one, halfway between two the even one', () => {
    const sizes = allBits.slice(0, 0x6c00).map(fromHalf);
    const middles = sizes.map((size, i) => (size + (sizes[i + 1] ?? size)) / 2);
    const numbers = middles.flatMap((middle) => [
      middle,
      middle * (1 - 2 ** -22),
      -middle * (1 + 2 ** -22),
    ]);
    const scales = scalesIn('q4f16_1', spread(numbers.map((number) => 8 * number)));
    const expected = Uint16Array.from(numbers, toHalf);
    // A scale of −0 and one of 0 mean the same.
    expect(scales.findIndex((bits, i) => bits !== expected[i] && (bits & 0x7fff) !== 0)).toBe(-1);
  });

  it('is what f32 has, rounded', () => {
    for (const deviation of [1e-9, 1e-7, 1e-6, 1e-4, 0.02, 1, 1000]) {
      const values = createNormals(2 ** 12, 4, deviation);
      const expected = Uint16Array.from(scalesIn('q4f32_1', values), toHalf);
      expect(scalesIn('q4f16_1', values)).toEqual(expected);
    }
  });

  it('is a number even for the largest weights', () => {
    const largest = makeGroup((i) => (i % 2 === 0 ? 0 : -MAX_HALF));
    const bytes = encodeFloats('F16', largest);
    const { scales } = quantizeSlice('F16', bytes, scaleFormat('q4f16_1'));
    expect(Math.abs(fromHalf(scales[0]!))).toBe(MAX_HALF / 8);
  });
});
