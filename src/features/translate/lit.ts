import { createStore } from 'zustand/vanilla';
import { segmentAt } from '../../core/translation/read';
import type { Translation } from '../../core/translation/types';

/** The sentence that the pointer, the caret or the focus is at, on either side. */
export const lit = createStore<{ readonly id: string | undefined }>(() => ({ id: undefined }));

/**
 * The sentence at a place of the source. Undefined while the text is newer than its sentences, and in front of
 * the first.
 *
 * @param offset In UTF-16 code units.
 */
export function litAt(translation: Translation, source: string, offset: number) {
  const segment = segmentAt(translation, offset);
  if (segment === undefined) return undefined;
  const range = sourceRange(translation, segment.id);
  return range !== undefined && isIn(source, range, segment.source) ? segment.id : undefined;
}

/** Where a sentence is in the text, if the text is what it was cut from. */
export function litRange(translation: Translation, source: string, id: string) {
  const segment = translation.segments.find((one) => one.id === id);
  const range = segment && sourceRange(translation, id);
  return range !== undefined && isIn(source, range, segment?.source ?? '') ? range : undefined;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function sourceRange({ lead, segments }: Translation, wanted: string): Range | undefined {
  let start = lead.length;
  for (const { id, source, gap } of segments) {
    if (id === wanted) return { start, end: start + source.length };
    start += source.length + gap.length;
  }
  return undefined;
}

/** Half a character of the text is U+FFFD in its sentence. */
function isIn(source: string, { start, end }: Range, sentence: string): boolean {
  return source.slice(start, end).toWellFormed() === sentence;
}
