import { expect } from '@playwright/test';
import type { GoldenTokens } from '../../../compiler/golden/read';
import type { Top } from './page';

/**
 * Expects the same tokens, and the reference's best five with its log-probabilities, step by step, as far as the
 * reference goes.
 *
 * @param count Of the steps; left out: all.
 */
export function compare(
  got: readonly Top[] | undefined,
  golden: GoldenTokens,
  count = golden.steps.length,
): void {
  const { tolerance } = golden;
  const steps = golden.steps.slice(0, count);
  expect(got?.slice(0, steps.length).map((top) => top[0]?.token)).toEqual(
    steps.map(({ token }) => token),
  );
  for (const [i, { top }] of steps.entries()) {
    const found = new Map(got?.[i]?.map(({ token, logprob }) => [token, logprob]));
    for (const { token, logprob } of top) {
      expect(Math.abs((found.get(token) ?? NaN) - logprob)).toBeLessThan(tolerance);
    }
  }
}
