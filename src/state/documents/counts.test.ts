import { expect, it } from 'vitest';
import { newSegment } from '../../core/translation/match';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import { countAll, recount } from './counts';

const segment = (more: Partial<TranslationSegment>): TranslationSegment => ({
  ...newSegment('a', { text: 'One.', after: '' }),
  ...more,
});
const done = { state: 'done', target: 'Eins.', language: 'deu' } as const;
const unit = (...segments: TranslationSegment[]): Translation => ({ lead: '', segments });

const mixed = unit(
  segment(done),
  segment({ ...done, checks: [{ kind: 'placed', about: [] }] }),
  segment({ state: 'withheld', language: 'deu' }),
  segment({}),
);

it('counts what the model did not know, and what is marked, beside what is done', () => {
  expect(countAll([mixed, mixed], 'deu')).toEqual({
    ...{ total: 8, done: 6, unknown: 2, marked: 2, missing: 8 },
  });
});

it('counts a unit anew that has become another', () => {
  const counts = countAll([mixed, mixed], 'deu');
  const better = unit(segment(done), segment(done), segment(done), segment(done));
  expect(recount(counts, mixed, better, 'deu')).toEqual(countAll([mixed, better], 'deu'));
});
