import type { Check, TermUse } from '../translation/types';
import type { CheckOf, Pair } from './types';

function about(
  kind: Check['kind'],
  { input }: Pair,
  isMeant: (use: TermUse) => boolean,
): Check | undefined {
  const uses = (input.terms ?? []).filter((use) => !use.kept && isMeant(use));
  return uses.length > 0
    ? { kind, about: [...new Set(uses.map(({ target }) => target))] }
    : undefined;
}

/** Terms that the translation was to have. */
export const checkMissing: CheckOf = (pair) =>
  about('term-missing', pair, ({ kind }) => kind !== 'forbidden');

/** Terms that the translation was not to have. */
export const checkForbidden: CheckOf = (pair) =>
  about('term-forbidden', pair, ({ kind }) => kind === 'forbidden');
