import {
  composed,
  finder,
  replaceParts,
  type FindOptions,
  type Part,
} from '../../core/text/replace';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { SentenceEdit } from '../../state/documents/types';

/** What is looked for, in both texts, and what is put in its place in translations. */
export interface Replacement extends Pick<FindOptions, 'matchCase' | 'wholeWords'> {
  readonly words: string;
  readonly by: string;
  /** BCP-47, of the source and of the translation. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** A text, and where the words stand in it. */
export interface Found {
  readonly text: string;
  readonly parts: readonly Part[];
}

/** A sentence that has the words. */
export interface Candidate {
  /** Unique in its document. */
  readonly key: string;
  readonly source: Found;
  readonly target: Found;
  /** Undefined where there is nothing to replace: the words stand in the source alone. */
  readonly edit: SentenceEdit | undefined;
}

const mark = /<\/?\d{1,5}\/?>/g;

/** The sentences with the words in either text, in their order, with what each would become. */
export function candidatesOf(
  translations: readonly Translation[],
  { words, by, from, to, ...options }: Replacement,
): readonly Candidate[] {
  const inSource = finder(words, { ...options, tag: from });
  const inTarget = finder(words, { ...options, tag: to });
  return translations.flatMap(({ segments }, unit) =>
    segments.flatMap((segment): readonly Candidate[] => {
      const source = found(inSource, segment.source);
      const target = found(inTarget, isWritten(segment) ? segment.target : '');
      if (source.parts.length + target.parts.length === 0) return [];
      const edit = editOf(unit, segment.id, target, composed(by));
      return [{ key: `${unit} ${segment.id}`, source, target, edit }];
    }),
  );
}

const isWritten = ({ state, target }: TranslationSegment) => state === 'done' && target !== '';

/** No part of a mark: without it, the file could not be written. */
function found(find: (text: string) => readonly Part[], given: string): Found {
  const text = composed(given);
  const all = find(text);
  if (all.length === 0) return { text, parts: all };
  const marks = [...text.matchAll(mark)].map(({ 0: { length }, index }) => [index, index + length]);
  const parts = all.filter(({ start, end }) =>
    marks.every(([from = 0, to = 0]) => end <= from || start >= to),
  );
  return { text, parts };
}

function editOf(
  unit: number,
  segment: string,
  { text, parts }: Found,
  by: string,
): SentenceEdit | undefined {
  const target = replaceParts(text, parts, by);
  const isSame = target === text || target.trim() === '';
  const marksOf = (of: string) => (of.match(mark) ?? []).join('');
  return isSame || marksOf(target) !== marksOf(text) ? undefined : { unit, segment, target };
}
