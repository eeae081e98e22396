import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dequantize,
  makeGroup,
  quantizeValues,
  roundByAbsmax,
  squaredError,
} from '../../../testing/quantized';
import { createNormals } from '../../../testing/random';
import { GROUP, scaleFormat } from './format';

/**
 * Σ (w − c·s)² under the best of all scales s, by trying everything: between two scales at which some value
 * changes its code, all codes stay the same, and for fixed codes the best scale is Σwc / Σc².
 */
function leastError(group: Float32Array): number {
  const changes = [...group].flatMap((value) =>
    Array.from({ length: 8 }, (_, k) => Math.abs(value) / (k + 0.5)),
  );
  const places = changes.filter((place) => place > 0).sort((a, b) => a - b);
  const squares = group.reduce((sum, value) => sum + value * value, 0);
  let gain = 0;
  places.forEach((place, i) => {
    const within = (place + (places[i + 1] ?? 2 * place)) / 2;
    for (const scale of [within, -within]) {
      let wc = 0;
      let cc = 0;
      for (const value of group) {
        const code = Math.min(8, Math.max(-7, Math.round(value / scale)));
        wc += value * code;
        cc += code * code;
      }
      if (cc > 0) gain = Math.max(gain, (wc * wc) / cc);
    }
  });
  return squares - gain;
}

function* groupsOf(values: Float32Array): Generator<Float32Array> {
  for (let i = 0; i < values.length; i += GROUP) yield values.subarray(i, i + GROUP);
}

/** Distributed by Student's t with three degrees of freedom. */
function createHeavyTails(length: number, seed: number): Float32Array {
  const normals = createNormals(4 * length, seed);
  return Float32Array.from({ length }, (_, i) => {
    const [value, ...others] = normals.subarray(4 * i, 4 * i + 4);
    return value! / Math.sqrt(others.reduce((sum, other) => sum + other * other, 0) / 3);
  });
}

const normals = createNormals(2 ** 19, 20261125, 0.02);
const kinds = {
  normal: normals,
  squared: normals.map((value) => value * Math.abs(value)),
  'heavy-tailed': createHeavyTails(2 ** 17, 7),
};

describe('the squared error', () => {
  it.each([
    ['normal', 'q4f16_1', 0.7],
    ['normal', 'q4f32_1', 0.7],
    ['squared', 'q4f16_1', 0.735],
    ['squared', 'q4f32_1', 0.735],
    ['heavy-tailed', 'q4f16_1', 0.745],
  ] as const)(
    'is a part of that of absmax rounding: values %s, in %s at most %d',
    (kind, quantization, most) => {
      const format = scaleFormat(quantization);
      const values = kinds[kind];
      const error = squaredError(values, dequantize(quantizeValues(values, format), format));
      const usual = squaredError(values, roundByAbsmax(values, format));
      expect(error / usual).toBeLessThan(most);
      expect(error / usual).toBeGreaterThan(0.6);
    },
  );

  it.each(['normal', 'squared', 'heavy-tailed'] as const)(
    'is at most 1.003 times the least there is: values %s',
    (kind) => {
      const values = kinds[kind].subarray(0, 2 ** 15);
      const format = scaleFormat('q4f32_1');
      const error = squaredError(values, dequantize(quantizeValues(values, format), format));
      let least = 0;
      for (const group of groupsOf(values)) least += leastError(group);
      expect(error / least).toBeLessThan(1.003);
      expect(error / least).toBeGreaterThan(1);
    },
  );

  /** Values that are hard in one way or another. */
  const value = fc.oneof(
    fc.float({ noNaN: true, min: -1, max: 1 }),
    fc.integer({ min: -8, max: 8 }).map((step) => step / 8),
    fc.integer({ min: -15, max: 15 }).map((halfStep) => halfStep / 14),
    fc.constant(0),
    fc.float({ noNaN: true, min: -0.0078125, max: 0.0078125 }),
  );
  const group = fc
    .tuple(
      fc.array(value, { minLength: GROUP, maxLength: GROUP }),
      fc.integer({ min: -3, max: 15 }),
      fc.constantFrom(1, 0.7, 1 / 3),
    )
    .map(([values, exponent, factor]) =>
      Float32Array.from(values, (one) => one * factor * 2 ** exponent),
    );

  it.each(['q4f16_1', 'q4f32_1'] as const)(
    'is in no group above that of absmax rounding, but for rounding: %s',
    (quantization) => {
      const format = scaleFormat(quantization);
      const check = (values: Float32Array) => {
        const error = squaredError(values, dequantize(quantizeValues(values, format), format));
        // Rounded to f16, a scale may happen to lie where a value just changes its code.
        const usual = squaredError(values, roundByAbsmax(values, scaleFormat('q4f32_1')));
        const rounding =
          squaredError(
            values,
            makeGroup(() => 0),
          ) *
          2 ** -19;
        expect(error).toBeLessThanOrEqual(usual + rounding);
      };
      fc.assert(fc.property(group, check), { numRuns: 3000 });
      for (const values of Object.values(kinds)) {
        for (const one of groupsOf(values.subarray(0, 2 ** 15))) check(one);
      }
    },
  );
});
