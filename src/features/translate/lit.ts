import { createStore } from 'zustand/vanilla';
import { segmentAt, sourceStart } from '../../core/translation/read';
import type { Translation } from '../../core/translation/types';

interface Lit {
  readonly id: string | undefined;
  /** The side that the pointer, the caret or the focus is on. */
  readonly by?: 'source' | 'target';
}

/** The sentence that the pointer, the caret or the focus is at. */
export const lit = createStore<Lit>(() => ({ id: undefined }));

/**
 * The sentence at a place of the source. Undefined while the text is newer than its sentences, and in front of
 * the first.
 *
 * @param offset In UTF-16 code units.
 */
export function litAt(translation: Translation, source: string, offset: number) {
  const segment = segmentAt(translation, offset);
  return segment && litRange(translation, source, segment.id) && segment.id;
}

/** Where a sentence is in the text, if the text is what it was cut from. */
export function litRange(translation: Translation, source: string, id: string) {
  const start = sourceStart(translation, id);
  const sentence = translation.segments.find((one) => one.id === id)?.source;
  if (start === -1 || sentence === undefined) return undefined;
  const end = start + sentence.length;
  // Half a character of the text is U+FFFD in its sentence.
  return source.slice(start, end).toWellFormed() === sentence ? { start, end } : undefined;
}
