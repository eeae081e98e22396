import { unitCost } from './tokens';

/*
 * Sentences that are too long for one request, and scripts that do not mark sentences at all, are
 * cut where a reader would pause: after a comma, else at a space, else between words.
 */

const space = /\s/u;
const clauseMark = /[;:,،؛、，；：—]/u;

/** Index after the last code unit that fits into the budget; at least one character. */
function reach(text: string, start: number, end: number, maxTokens: number): number {
  let tokens = 0;
  let i = start;
  while (i < end) {
    tokens += unitCost(text.charCodeAt(i));
    if (tokens > maxTokens && i > start) break;
    i++;
  }
  return i;
}

function isInsidePair(text: string, index: number): boolean {
  return (text.codePointAt(index - 1) ?? 0) > 0xffff;
}

function lastPause(window: string): number {
  const half = window.length / 2;
  let atSpace = 0;
  for (let i = window.length - 1; i > 0; i--) {
    const isSpace = space.test(window.charAt(i));
    if (isSpace && atSpace === 0) atSpace = i + 1;
    if (i < half) {
      if (atSpace > 0) break;
      continue;
    }
    const mark = window.charAt(i - (isSpace ? 1 : 0));
    // A comma inside a number or a time does not count; full-width ones need no space after them.
    if (clauseMark.test(mark) && (isSpace || mark > '\u2fff')) return i + 1;
  }
  return atSpace;
}

function lastBreak(
  window: string,
  granularity: 'word' | 'grapheme',
  tag: string | undefined,
): number {
  const segments = new Intl.Segmenter(tag, { granularity }).segment(window);
  return segments.containing(window.length - 1)?.index ?? 0;
}

/**
 * Ends of the pieces of `text.slice(start, end)`, each of at most `maxTokens` estimated tokens (a
 * single character may have more).
 */
export function pieceEnds(
  text: string,
  start: number,
  end: number,
  maxTokens: number,
  tag: string | undefined,
): number[] {
  const ends: number[] = [];
  let from = start;
  for (;;) {
    let to = reach(text, from, end, maxTokens);
    if (to >= end) break;
    if (isInsidePair(text, to)) to += to - 1 > from ? -1 : 1;
    const window = text.slice(from, to);
    const cut =
      lastPause(window) || lastBreak(window, 'word', tag) || lastBreak(window, 'grapheme', tag);
    from = cut > 0 ? from + cut : to;
    ends.push(from);
  }
  ends.push(end);
  return ends;
}
