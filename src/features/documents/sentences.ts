import { searcher } from '../../core/text/fold';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import { noteOf } from '../../documents/preview/blocks';
import type { Unit } from '../../documents/types';
import { checksOf } from '../../core/translation/checksOf';

/** Which sentences of a document are shown. */
export const filters = ['all', 'marked', 'untranslated', 'edited'] as const;
export type Filter = (typeof filters)[number];

/** A sentence of a document. */
export interface Sentence {
  /** Number of its unit. */
  readonly unit: number;
  readonly segment: TranslationSegment;
  /** Where its unit stands, for the first sentence of it. */
  readonly context: string | undefined;
  /** Of its unit. */
  readonly marks: Unit['marks'];
}

const matches: Readonly<Record<Filter, (segment: TranslationSegment) => boolean>> = {
  all: () => true,
  marked: (segment) => checksOf(segment).length > 0,
  untranslated: ({ state }) => state !== 'done' && state !== 'verbatim',
  edited: ({ origin }) => origin === 'edited',
};

/** The sentences that a filter lets through, and that have the words in either text. */
export function sentencesOf(
  units: readonly Pick<Unit, 'context' | 'cell' | 'marks'>[],
  translations: readonly Translation[],
  filter: Filter,
  words: string,
): readonly Sentence[] {
  const has = searcher(words);
  return translations.flatMap(({ segments }, unit) => {
    const { marks = [], ...place } = units[unit] ?? {};
    return segments
      .map((segment, at) => ({
        ...{ unit, segment, marks },
        context: at === 0 ? noteOf(place) : undefined,
      }))
      .filter(({ segment }) => matches[filter](segment) && has(segment.source, segment.target));
  });
}
