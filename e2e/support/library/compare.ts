import { expect } from '@playwright/test';
import type { GoldenTokens } from '../../../compiler/golden/read';
import type { Top } from './page';

/** How much f32 on a GPU may differ from float64: ten times what has been seen. */
const tolerance = 1e-3;

/** Expects the same tokens, and the reference's best five with its log-probabilities, step by step. */
export function compare(got: readonly Top[] | undefined, steps: GoldenTokens['steps']): void {
  expect(got?.map((top) => top[0]?.token)).toEqual(steps.map(({ token }) => token));
  for (const [i, { top }] of steps.entries()) {
    const found = new Map(got?.[i]?.map(({ token, logprob }) => [token, logprob]));
    for (const { token, logprob } of top) {
      expect(Math.abs((found.get(token) ?? NaN) - logprob)).toBeLessThan(tolerance);
    }
  }
}
