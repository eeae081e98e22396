import { diffArrays } from 'diff';
import { findLanguage } from '../core/languages';
import type { DifferencePart } from '../core/memory/types';

/** What changed from a stored source to the one asked for, by words of their language. */
export function differenceOf(stored: string, asked: string, language: string): DifferencePart[] {
  const words = new Intl.Segmenter(findLanguage(language)?.tag, { granularity: 'word' });
  const split = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);
  return diffArrays(split(stored), split(asked)).map(({ value, added, removed }) => ({
    kind: added ? 'asked' : removed ? 'stored' : 'same',
    text: value.join(''),
  }));
}
