import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createNormals } from '../../../tools/testing/random';
import { GROUP, scaleFormat, type ScaleFormat } from './format';
import { dequantize, quantize, type Quantized } from './quantize';

const quantizations = ['q4f16_1', 'q4f32_1'] as const;

/** The usual recipe: the largest value has the code ±7, and the sixteenth code is not used. */
function roundByAbsmax(values: Float32Array, format: ScaleFormat): Float32Array {
  return values.map((value, i) => {
    const group = values.subarray(i - (i % GROUP), i - (i % GROUP) + GROUP);
    const scale = format.decode(format.encode(Math.max(...group.map(Math.abs)) / 7));
    return Math.min(7, Math.max(-7, Math.round(value / scale))) * scale;
  });
}

function squaredError(values: Float32Array, others: Float32Array): number {
  return values.reduce((sum, value, i) => sum + (value - others[i]!) ** 2, 0);
}

function codesOf({ words }: Quantized): number[] {
  return [...words].flatMap((word) =>
    Array.from({ length: 8 }, (_, i) => ((word >>> (4 * i)) & 15) - 7),
  );
}

/** Values whose code is not the nearest of −7 … +8 under the scale as it is stored. */
function findMiscoded(values: Float32Array, quantized: Quantized, format: ScaleFormat): number[] {
  const codes = codesOf(quantized);
  const miscoded: number[] = [];
  values.forEach((value, i) => {
    const scale = format.decode(quantized.scales[Math.floor(i / GROUP)]!);
    const distances = Array.from({ length: 16 }, (_, code) => Math.abs(value - (code - 7) * scale));
    if (distances[codes[i]! + 7]! > Math.min(...distances)) miscoded.push(i);
  });
  return miscoded;
}

const fill = (value: (i: number) => number) =>
  Float32Array.from({ length: GROUP }, (_, i) => value(i));
const noise = createNormals(GROUP, 8);

describe.each(quantizations)('%s', (quantization) => {
  const format = scaleFormat(quantization);
  const quantizeTo = (values: Float32Array) => quantize(values, format);

  it.each([
    ['normal', (value: number) => value],
    ['heavy-tailed', (value: number) => value * Math.abs(value)],
  ])('errs at most 0.75 times as much as absmax rounding: %s weights', (_name, shape) => {
    const values = createNormals(2 ** 16, 20261125).map((value) => 0.02 * shape(value));
    const error = squaredError(values, dequantize(quantizeTo(values), format));
    const usual = squaredError(values, roundByAbsmax(values, format));
    expect(error / usual).toBeLessThan(0.75);
    expect(error / usual).toBeGreaterThan(0.6);
  });

  it.each<[string, Float32Array]>([
    ['normal', createNormals(2 ** 14, 5, 0.02)],
    ['zero', fill(() => 0)],
    ['zero but one', fill((i) => (i === 31 ? 3 : 0))],
    ['one spike in noise', fill((i) => (i === 0 ? 100 : noise[i]!))],
    ['all equal', fill(() => -1 / 3)],
    ['of the smallest sizes', fill((i) => i * 2 ** -149)],
    ['too small for a scale in f16', fill((i) => Math.sin(i) * 1e-8)],
    ['as small as a scale in f16', fill((i) => Math.sin(i) * 2 ** -22)],
    ['of the largest size', fill((i) => (i % 3 === 0 ? format.limit : -format.limit))],
    [
      'of the largest size, the negative ones alone',
      fill((i) => (i % 3 === 0 ? 0 : -format.limit)),
    ],
  ])('gives every value the nearest code: values %s', (_name, values) => {
    const quantized = quantizeTo(values);
    expect(findMiscoded(values, quantized, format)).toEqual([]);
    expect([...quantized.scales].map(format.decode).every(Number.isFinite)).toBe(true);
  });

  it('is exact where sixteen steps of one size suffice', () => {
    for (const step of [0.25, -0.25]) {
      const values = fill((i) => ((i % 16) - 7) * step);
      expect(dequantize(quantizeTo(values), format)).toEqual(values);
    }
    expect(dequantize(quantizeTo(fill(() => -0.375)), format)).toEqual(fill(() => -0.375));
  });

  it('keeps a scale for each group', () => {
    const quantized = quantizeTo(Float32Array.from({ length: 96 }, (_, i) => 2 ** (i >> 5)));
    expect([...quantized.scales].map(format.decode)).toEqual([1, 2, 4]);
    expect(codesOf(quantized)).toEqual(Array(96).fill(1));
  });
});

describe('the bytes', () => {
  it('have the lowest code in the lowest bits, eight to a word', () => {
    const { words, scales } = quantize(
      fill((i) => ((i % 16) - 7) * 0.25),
      scaleFormat('q4f16_1'),
    );
    expect([...words].map((word) => word.toString(16).padStart(8, '0'))).toEqual([
      ...['76543210', 'fedcba98', '76543210', 'fedcba98'],
    ]);
    expect(scales).toEqual(Uint16Array.of(0x3400));
  });

  it.each([
    ['q4f16_1', 'da49efd6ff467953cc0772b1c0ccf62335da717136be80cab492b95581d48bc4'],
    ['q4f32_1', '869c0a567447e57c9e74985e2c98f1ac746971152e61c89d4e8f0beda926e8e1'],
  ] as const)('are those of always: %s', (quantization, expected) => {
    let state = 1;
    const next = () => (state = (state * 48271) % 2147483647) / 2 ** 31 - 0.5;
    const values = Float32Array.from({ length: 4096 }, () => next() + next() + next());
    const { words, scales } = quantize(values, scaleFormat(quantization));
    const hash = createHash('sha256').update(words).update(scales).digest('hex');
    expect(hash).toBe(expected);
  });

  it('hold 0 for everything that is too small to be stored', () => {
    const { words, scales } = quantize(
      fill(() => 1e-9),
      scaleFormat('q4f16_1'),
    );
    expect([...words, ...scales]).toEqual([...Array(4).fill(0x77777777), 0]);
  });
});
