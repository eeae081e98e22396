import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cases } from '../../../tools/checks/cases';
import { checksOf, scoreCases, tableOf } from '../../../tools/checks/score';
import { loadDetector } from '../languages/detect';
import { checkKinds } from '../translation/types';

const detect = await loadDetector();
const scores = scoreCases(cases, detect);

/** What no kind may fall below: one case in thirty. */
const FLOOR = 0.96;

describe('the checks on their cases', () => {
  // What was placed by rule is known from how it came about, not from the texts.
  it.each(checkKinds.filter((kind) => kind !== 'placed'))(
    '%s has thirty and more of each',
    (kind) => {
      const own = cases.filter((one) => one.kind === kind);
      expect(own.filter(({ isFaulty }) => isFaulty).length).toBeGreaterThanOrEqual(30);
      expect(own.filter(({ isFaulty }) => !isFaulty).length).toBeGreaterThanOrEqual(30);
    },
  );

  it.each(scores)('$kind finds what is faulty, and nothing else', ({ precision, recall }) => {
    expect(precision).toBeGreaterThanOrEqual(FLOOR);
    expect(recall).toBeGreaterThanOrEqual(FLOOR);
  });

  it('leave right translations alone, whatever a case is about', () => {
    const right = cases.filter(({ isFaulty }) => !isFaulty);
    const marked = right.filter((one) => checksOf(one, detect).length > 0);
    expect(marked.length / right.length).toBeLessThan(0.02);
  });

  it('are in forty languages and more', () => {
    const languages = cases.flatMap(({ from, to }) => [from?.code ?? '', to.code]);
    expect(new Set(languages).size).toBeGreaterThan(40);
  });

  it('fare as docs/checks.md says', () => {
    const docs = readFileSync(new URL('../../../docs/checks.md', import.meta.url), 'utf8');
    expect(docs).toContain(tableOf(scores));
  });
});
