import type { JudgedConfidence } from '../confidence';
import type { Check, CheckKind } from '../translation/types';

/** How bad a fault is, to weigh one translation of a sentence against another. */
const weights: Readonly<Record<CheckKind, number>> = {
  ...{ script: 8, language: 8, repetition: 8, 'cut-off': 8 },
  ...{ leftover: 4, number: 4, placeholder: 4, 'term-missing': 4, 'term-forbidden': 4 },
  ...{ date: 3, unit: 3, 'too-short': 3, 'too-long': 3 },
  ...{ mark: 1, placed: 1, inconsistent: 1, unsure: 0 },
};
/** A fault in several places is worse, up to here. */
const MOST_PLACES = 3;

/**
 * What one press could do about a check. `retry`: translate again by another way. `keep`: translate again with the
 * numbers kept as they are. `apply`: translate again with the terms required, or kept out. `restore`: put the marks
 * of the source where the translation has lost them. `shorten`: take out what is repeated. `adopt`: take the
 * translation that the same source has elsewhere.
 */
export type Mend = 'retry' | 'keep' | 'apply' | 'restore' | 'shorten' | 'adopt';

/** What may mend each kind of check. */
const mends: Readonly<Record<CheckKind, Mend>> = {
  ...{ script: 'retry', language: 'retry', leftover: 'retry', placeholder: 'retry' },
  ...{
    'too-short': 'retry',
    'too-long': 'retry',
    'cut-off': 'retry',
    unsure: 'retry',
    placed: 'retry',
  },
  ...{ number: 'keep', date: 'keep', unit: 'keep' },
  ...{ 'term-missing': 'apply', 'term-forbidden': 'apply' },
  ...{ mark: 'restore', repetition: 'shorten', inconsistent: 'adopt' },
};

/** What may mend a check. */
export function mendable({ kind }: Check): Mend {
  return mends[kind];
}

/** Whether a sentence is worth one more attempt that nobody asked for: more than a mark or a doubt is wrong. */
export function mayRetry(checks: readonly Check[]): boolean {
  return checks.some((check) => weights[check.kind] > 1 && mendable(check) !== 'adopt');
}

/** A translation of a sentence, as far as it is judged. */
export interface CheckedResult {
  readonly checks: readonly Check[];
  readonly confidence?: JudgedConfidence | undefined;
}

const cost = ({ checks }: CheckedResult): number =>
  checks.reduce(
    (sum, { kind, about }) =>
      sum + weights[kind] * Math.min(MOST_PLACES, Math.max(1, about.length)),
    0,
  );

/** Below 0 if `a` is the better one, above if `b` is: by checks, then by the mean of the log-probabilities. */
export function compareResults(a: CheckedResult, b: CheckedResult): number {
  const difference = cost(a) - cost(b);
  if (difference !== 0) return difference;
  const [one, other] = [a, b].map(({ confidence }) => confidence?.mean ?? -Infinity);
  return one === other ? 0 : (other ?? 0) - (one ?? 0);
}
