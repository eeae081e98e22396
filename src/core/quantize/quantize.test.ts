import { createHash } from 'node:crypto';
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
import { GROUP, scaleFormat, type ScaleFormat } from './format';
import { quantizeSlice, type QuantizedSlice } from './quantize';

/** Values whose code is not the nearest of −7 … +8 under the stored scale, apart from rounding. */
function findMiscoded(
  values: Float32Array,
  quantized: QuantizedSlice,
  format: ScaleFormat,
): number[] {
  const codes = codesOf(quantized);
  const scales = scalesOf(quantized, format);
  return [...values.keys()].filter((i) => {
    const scale = scales[i >> 5]!;
    const distances = Array.from({ length: 16 }, (_, code) =>
      Math.abs(values[i]! - (code - 7) * scale),
    );
    const rounding = Math.abs(scale) * 2 ** -20;
    return distances[codes[i]! + 7]! > Math.min(...distances) + rounding;
  });
}

const noise = createNormals(GROUP, 8);

describe.each(['q4f16_1', 'q4f32_1'] as const)('%s', (quantization) => {
  const format = scaleFormat(quantization);
  const quantize = (values: Float32Array) => quantizeValues(values, format);

  it.each<[string, Float32Array]>([
    ['normal', createNormals(2 ** 14, 5, 0.02)],
    ['zero', makeGroup(() => 0)],
    ['zero, with both signs', makeGroup((i) => (i % 2 === 0 ? 0 : -0))],
    ['zero but one', makeGroup((i) => (i === 31 ? 3 : 0))],
    ['one spike in noise', makeGroup((i) => (i === 0 ? 100 : noise[i]!))],
    ['all equal', makeGroup(() => -1 / 3)],
    ['as large on either side', makeGroup((i) => (i % 2 === 0 ? 5 : -5))],
    ['of the smallest sizes', makeGroup((i) => i * 2 ** -149)],
    ['around the smallest that are kept', createNormals(2 ** 10, 6, 2 ** -100)],
    ['too small for a scale in f16', makeGroup((i) => Math.sin(i) * 1e-8)],
    ['as small as a scale in f16', makeGroup((i) => Math.sin(i) * 2 ** -22)],
    ['of the largest size', makeGroup((i) => (i % 3 === 0 ? format.limit : -format.limit))],
    [
      'of the largest size, the negative ones alone',
      makeGroup((i) => (i % 3 === 0 ? 0 : -format.limit)),
    ],
    ['the largest and the smallest', makeGroup((i) => (i === 0 ? format.limit : 2 ** -149))],
  ])('gives every value the nearest code: values %s', (_name, values) => {
    const quantized = quantize(values);
    expect(quantized.wrong).toBe(-1);
    expect(scalesOf(quantized, format).every(Number.isFinite)).toBe(true);
    expect(findMiscoded(values, quantized, format)).toEqual([]);
  });

  it('is exact where sixteen steps of one size suffice', () => {
    for (const step of [0.25, -0.25]) {
      const values = makeGroup((i) => ((i % 16) - 7) * step);
      const quantized = quantize(values);
      expect([...quantized.scales].map(format.decode)).toEqual([step]);
      expect(dequantize(quantized, format)).toEqual(values);
    }
    const equal = makeGroup(() => -0.375);
    expect(dequantize(quantize(equal), format)).toEqual(equal);
  });

  it('is exact where the usual recipe is', () => {
    const values = makeGroup((i) => ((i % 15) - 7) * 0.3125);
    expect(dequantize(quantize(values), format)).toEqual(values);
  });

  it('keeps a scale for each group', () => {
    const quantized = quantize(Float32Array.from({ length: 96 }, (_, i) => 2 ** (i >> 5)));
    expect(scalesOf(quantized, format)).toEqual([1 / 8, 2 / 8, 4 / 8]);
    expect(codesOf(quantized)).toEqual(new Int8Array(96).fill(8));
  });

  it('gives the same as a whole and in parts, at any alignment', () => {
    // More than the kernel does at once, and not a multiple of its four groups.
    const values = createNormals(2 ** 17 + 5 * GROUP, 9, 0.02);
    for (const dtype of ['BF16', 'F16', 'F32'] as const) {
      const bytes = encodeFloats(dtype, values);
      const whole = quantizeSlice(dtype, bytes, format);
      const groupBytes = (bytes.length / values.length) * GROUP;
      for (const [first, groups, shift] of [
        [0, 1, 1],
        [1, 7, 2],
        [2047, 2, 3],
        [4094, 7, 5],
      ] as const) {
        const shifted = new Uint8Array(groups * groupBytes + shift);
        shifted.set(bytes.subarray(first * groupBytes, (first + groups) * groupBytes), shift);
        const part = quantizeSlice(dtype, shifted.subarray(shift), format);
        expect(part.words).toEqual(whole.words.slice(first * 4, (first + groups) * 4));
        expect(part.scales).toEqual(whole.scales.slice(first, first + groups));
      }
    }
  });
});

describe('the bytes', () => {
  it('have the lowest code in the lowest bits, eight to a word', () => {
    const values = makeGroup((i) => ((i % 16) - 7) * 0.25);
    const { words, scales } = quantizeValues(values, scaleFormat('q4f16_1'));
    expect([...words].map((word) => word.toString(16).padStart(8, '0'))).toEqual([
      ...['76543210', 'fedcba98', '76543210', 'fedcba98'],
    ]);
    expect(scales).toEqual(Uint16Array.of(0x3400));
  });

  it.each([
    ['q4f16_1', '979ba0fbfd266128df385a4837ae015348c3ef02527970b55afd8a1c7d1e798a'],
    ['q4f32_1', '7561826b6055af0108258fba693f5ce8d73d06281516af034b506fea28c69049'],
  ] as const)('are those of always: %s', (quantization, expected) => {
    let state = 1;
    const next = () => (state = (state * 48271) % 2147483647) / 2 ** 31 - 0.5;
    const values = Float32Array.from({ length: 4096 }, () => next() + next() + next());
    const { words, scales } = quantizeValues(values, scaleFormat(quantization));
    const hash = createHash('sha256').update(words).update(scales).digest('hex');
    expect(hash).toBe(expected);
  });

  it('hold 0 for everything that is too small to be stored', () => {
    const tiny = quantizeValues(
      makeGroup(() => 1e-9),
      scaleFormat('q4f16_1'),
    );
    expect([...tiny.words, ...tiny.scales]).toEqual([...Array<number>(4).fill(0x77777777), 0]);
    const tinier = quantizeValues(
      makeGroup(() => 2 ** -101),
      scaleFormat('q4f32_1'),
    );
    expect([...tinier.words, ...tinier.scales]).toEqual([...Array<number>(4).fill(0x77777777), 0]);
  });

  it('are in arrays of their own', () => {
    const format = scaleFormat('q4f32_1');
    const first = quantizeValues(noise, format);
    const copy = structuredClone(first);
    quantizeValues(
      noise.map((value) => -3 * value),
      format,
    );
    expect(first).toEqual(copy);
    expect([first.words, first.scales].map(({ byteLength }) => byteLength)).toEqual([16, 4]);
  });
});
