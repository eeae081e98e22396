import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../tools/random';
import { createNormals } from '../../../tools/testing/random';
import { GROUP } from './format';
import { bestScale } from './scale';

/** Σ (w − c·s)² with the best of the codes −7 … +8 for each value. */
function errorOf(group: Float32Array, scale: number): number {
  return group.reduce((sum, value) => {
    const code = scale === 0 ? 0 : Math.min(8, Math.max(-7, Math.round(value / scale)));
    return sum + (value - code * scale) ** 2;
  }, 0);
}

/**
 * The least error of any scale, by trying everything: between two scales at which some value
 * changes its code all codes stay, and with codes that stay the best scale is Σwc / Σc².
 */
function leastError(group: Float32Array): number {
  let least = errorOf(group, 0);
  const changes = [...group].flatMap((value) =>
    Array.from({ length: 8 }, (_, k) => Math.abs(value) / (k + 0.5)),
  );
  const places = [...changes.filter((place) => place > 0).sort((a, b) => a - b), Infinity];
  for (const sign of [1, -1]) {
    let before = 0;
    for (const place of places) {
      const within = place === Infinity ? before * 2 : (before + place) / 2;
      before = place;
      let products = 0;
      let squares = 0;
      for (const value of group) {
        const code = Math.min(8, Math.max(-7, Math.round((sign * value) / within)));
        products += sign * value * code;
        squares += code * code;
      }
      if (squares > 0) least = Math.min(least, errorOf(group, (sign * products) / squares));
    }
  }
  return least;
}

const random = seededRandom(3);
const kinds: Record<string, () => Float32Array> = {
  normal: () => createNormals(GROUP, random() * 2 ** 31, 0.02),
  'heavy-tailed': () => createNormals(GROUP, random() * 2 ** 31).map((value) => value ** 3),
  uniform: () => Float32Array.from({ length: GROUP }, () => random() - 0.5),
  'one-sided': () => Float32Array.from({ length: GROUP }, () => -random()),
  'of few values': () => Float32Array.from({ length: GROUP }, () => Math.floor(random() * 5) - 2),
  'nearly empty': () => Float32Array.from({ length: GROUP }, (_, i) => (i < 3 ? random() : 0)),
};

/** Sums are rounded: at most some 2⁻⁴⁸ of the weights' own squares. */
function expectMinimum(group: Float32Array): void {
  const scale = bestScale(group, 0);
  const rounding = group.reduce((sum, value) => sum + value * value, 0) * 2 ** -48;
  expect(Number.isFinite(scale)).toBe(true);
  expect(errorOf(group, scale)).toBeLessThanOrEqual(leastError(group) + rounding);
}

describe('the best scale of a group', () => {
  it.each(Object.keys(kinds))('is the global minimum: values %s', (kind) => {
    for (let run = 0; run < 150; run++) expectMinimum(kinds[kind]!());
  });

  it('is beaten by no scale of a fine grid', () => {
    for (const make of Object.values(kinds)) {
      const group = make();
      const largest = Math.max(...group.map(Math.abs));
      const least = errorOf(group, bestScale(group, 0));
      for (let step = -4000; step <= 4000; step++) {
        const other = errorOf(group, (largest * step) / 3000);
        expect(other).toBeGreaterThanOrEqual(least * (1 - 1e-12) - 1e-30);
      }
    }
  });

  it.each<[string, (i: number) => number]>([
    ['one spike', (i) => (i === 9 ? 0.7 : 0)],
    ['one negative spike', (i) => (i === 9 ? -0.7 : 0)],
    ['one spike in noise', (i) => (i === 9 ? 1 : Math.sin(i) / 1000)],
    ['all equal', () => -0.3],
    ['the smallest numbers of f32', (i) => (i % 5) * 2 ** -149],
    ['the largest numbers of f32', (i) => (i % 2 === 0 ? 1 : -1) * 3.4028234663852886e38],
    ['the largest and the smallest', (i) => (i === 0 ? 3.4e38 : 2 ** -149)],
    ['all sixteen codes', (i) => ((i % 16) - 7) * 0.25],
    ['all sixteen codes, of a negative scale', (i) => (7 - (i % 16)) * 0.25],
  ])('is the global minimum: %s', (_name, value) => {
    expectMinimum(Float32Array.from({ length: GROUP }, (_, i) => value(i)));
  });

  it('uses the sixteenth code, with a negative scale where that is on the other side', () => {
    const group = Float32Array.from({ length: GROUP }, (_, i) => ((i % 16) - 7) * 0.25);
    expect(bestScale(group, 0)).toBe(0.25);
    expect(
      bestScale(
        group.map((value) => -value),
        0,
      ),
    ).toBe(-0.25);
  });

  it('is 0 for zeros, and looks at its own group alone', () => {
    const values = new Float32Array(3 * GROUP).fill(5);
    values.fill(0, GROUP, 2 * GROUP);
    expect(bestScale(values, GROUP)).toBe(0);
    expect(bestScale(values, 0)).not.toBe(0);
  });
});
