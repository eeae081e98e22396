import { diffArrays } from 'diff';

/** A part of two texts: of both, or of one. */
export interface DiffPart {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/**
 * What was changed from one text to another, word by word, also where no spaces are between words.
 *
 * @param tag BCP-47 tag of their language.
 */
export function wordDiff(before: string, after: string, tag?: string): readonly DiffPart[] {
  const words = new Intl.Segmenter(tag, { granularity: 'word' });
  const split = (text: string) => [...words.segment(text)].map(({ segment }) => segment);
  return diffArrays(split(before), split(after)).map(({ value, added, removed }) => ({
    text: value.join(''),
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}
