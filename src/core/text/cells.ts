import type { Span } from './spans/index';

/** A part of a text, in UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

// What may part a line: space, bars of tables, and the bullets of a list in one line.
const separators = /\s+|[|｜¦│┃]|(?<=\s)[•‣◦▪●■◆·→⇒⟶](?=\s)|•/gu;
const sentenceMark = /[.,;:!?…。！？]/u;

/** Space parts cells if it is a tab or more than one; after a sentence's mark some people type two. */
function isSeparator(sign: string, before: string): boolean {
  if (!/^\s/u.test(sign) || sign.includes('\t')) return true;
  return sign.length > 2 || (sign.length === 2 && !sentenceMark.test(before));
}

/**
 * The cells of a line, each to be translated by itself, without what parts them.
 *
 * @param spans Of the line: no separator is looked for in them, and block tags are separators.
 */
export function cellsOf(line: string, spans: readonly Span[]): readonly Range[] {
  const cells: Range[] = [];
  let start = 0;
  const cut = (range: Range): void => {
    if (range.start > start) cells.push({ start, end: range.start });
    start = Math.max(start, range.end);
  };
  let at = 0;
  const cutBlocks = (until: number): void => {
    for (; (spans[at]?.end ?? Infinity) <= until; at++) {
      const span = spans[at];
      if (span?.kind === 'block') cut(span);
    }
  };
  for (const { 0: separator, index } of line.matchAll(separators)) {
    cutBlocks(index);
    const isInSpan = (spans[at]?.start ?? Infinity) <= index;
    if (isInSpan || !isSeparator(separator, line.charAt(index - 1))) continue;
    cut({ start: index, end: index + separator.length });
  }
  cutBlocks(line.length);
  cut({ start: line.length, end: line.length });
  return cells;
}
