import { checksOf } from '../../core/translation/checksOf';
import { needsTranslation } from '../../core/translation/match';
import type { Translation } from '../../core/translation/types';

/** How far a document is. */
export interface Counts {
  /** Sentences, and how many of them need nothing more. */
  readonly total: number;
  readonly done: number;
  /** Of those that are done: how many the model did not know, and in how many something may be wrong. */
  readonly unknown: number;
  readonly marked: number;
  /** Characters of those that do. */
  readonly missing: number;
}

const none: Counts = { total: 0, done: 0, unknown: 0, marked: 0, missing: 0 };

/** @param language FLORES code. */
function countUnit({ segments }: Translation, language: string): Counts {
  const missing = segments.filter((segment) => needsTranslation(segment, language));
  return {
    total: segments.length,
    done: segments.length - missing.length,
    unknown: segments.filter(({ state }) => state === 'withheld').length,
    marked: segments.filter((segment) => checksOf(segment).length > 0).length,
    missing: missing.reduce((sum, { source }) => sum + source.length, 0),
  };
}

const add = (a: Counts, b: Counts, sign = 1): Counts => ({
  total: a.total + sign * b.total,
  done: a.done + sign * b.done,
  unknown: a.unknown + sign * b.unknown,
  marked: a.marked + sign * b.marked,
  missing: a.missing + sign * b.missing,
});

/** @param language FLORES code. */
export function countAll(translations: readonly Translation[], language: string): Counts {
  return translations.reduce((sum, each) => add(sum, countUnit(each, language)), none);
}

/** The counts after a unit has become another. */
export function recount(
  counts: Counts,
  before: Translation | undefined,
  after: Translation,
  language: string,
): Counts {
  const rest = before === undefined ? counts : add(counts, countUnit(before, language), -1);
  return add(rest, countUnit(after, language));
}

/** Words between two pauses. */
const PIECE = 256;

/** Words as the languages divide them, of the first million characters. It can be paused wherever it yields. */
export function* countWords(
  texts: readonly string[],
  tag: string | undefined,
): Generator<undefined, number> {
  const segmenter = new Intl.Segmenter(tag, { granularity: 'word' });
  let [words, left] = [0, 1_000_000];
  for (const text of texts) {
    if (left <= 0) break;
    for (const { isWordLike } of segmenter.segment(text.slice(0, left))) {
      if (isWordLike === true && ++words % PIECE === 0) yield;
    }
    left -= text.length;
  }
  return words;
}
