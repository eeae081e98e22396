import { rulesOf } from './abbreviations';
import { pieceEnds } from './pieces';
import { sentenceEnds } from './sentences';

/** One sentence, or as much of one as fits into a request. */
export interface Segment {
  /** Begins and ends with something visible; never holds a line break. */
  readonly text: string;
  /** Spaces and line breaks that follow it. */
  readonly after: string;
}

/** `lead`, then each segment's `text` and `after`, strung together, are the input, exactly. */
export interface Segmented {
  /** Spaces and line breaks before the first segment. */
  readonly lead: string;
  readonly segments: readonly Segment[];
}

/** Sentences with more tokens than this are translated worse. */
const MAX_TOKENS = 200;
// Thai and Lao separate clauses with spaces and do not mark sentences: shorter pieces are better.
const MAX_TOKENS_UNMARKED = 120;
const unmarked = /^[^\p{L}]*[\u0e00-\u0eff]/u;
const lineBreaks = /[\n\r\v\f\u0085\u2028\u2029]+/g;
const space = /\s/u;

/** Calls `emit` with the bounds of every line, without its line breaks. */
function forEachLine(text: string, emit: (start: number, end: number) => void): void {
  let start = 0;
  for (const match of text.matchAll(lineBreaks)) {
    emit(start, match.index);
    start = match.index + match[0].length;
  }
  emit(start, text.length);
}

/**
 * Cuts a text into sentences without losing a character. Linear in time and in memory.
 *
 * @param languageTag BCP-47 tag of the text's language; helps with abbreviations and ordinals.
 * @param maxTokens Estimated tokens that a segment may have.
 */
export function segmentText(
  text: string,
  languageTag?: string,
  maxTokens: number = MAX_TOKENS,
): Segmented {
  const segments: Segment[] = [];
  // Bounds of the segment whose `after` is not known yet.
  let open: { start: number; end: number } | undefined;
  let lead = text;

  const close = (next: number): void => {
    if (open === undefined) lead = text.slice(0, next);
    else
      segments.push({ text: text.slice(open.start, open.end), after: text.slice(open.end, next) });
  };
  const add = (from: number, to: number): void => {
    let start = from;
    let end = to;
    while (start < end && space.test(text.charAt(start))) start++;
    while (end > start && space.test(text.charAt(end - 1))) end--;
    if (start === end) return;
    close(start);
    open = { start, end };
  };

  const rules = rulesOf(languageTag);
  forEachLine(text, (lineStart, lineEnd) => {
    const line = text.slice(lineStart, lineEnd);
    if (line.trim() === '') return;
    let start = lineStart;
    for (const offset of sentenceEnds(line, rules)) {
      const end = lineStart + offset;
      const limit = unmarked.test(text.slice(start, start + 32)) ? MAX_TOKENS_UNMARKED : maxTokens;
      for (const piece of pieceEnds(text, start, end, Math.min(limit, maxTokens), languageTag)) {
        add(start, piece);
        start = piece;
      }
    }
  });
  close(text.length);
  return { lead, segments };
}

const address = /(?:https?:\/\/|www\.)\S+|[^\s@]+@[^\s@]+\.[^\s@]+/giu;
const wordOrForeignDigit = /\p{L}|(?![0-9])\p{Nd}/u;

/**
 * Whether a segment holds something to translate: not only digits, signs, emoji and addresses. Digits of
 * other scripts count, because the target's readers may not know them.
 */
export function isTranslatable(text: string): boolean {
  return wordOrForeignDigit.test(text.replace(address, ''));
}

// Scripts that set no space between sentences, and the full-width marks that go with them.
const unspacedEnd =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uff65…”’]$/u;
const unspacedScripts = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr']);

/**
 * What goes between a translated segment and the next: the source's own spaces and line breaks. If the
 * target's script puts spaces between sentences and the source's does not, one space is added.
 *
 * @param targetScript ISO 15924.
 */
export function gapAfter(segment: Segment, isLast: boolean, targetScript: string): string {
  const addSpace =
    segment.after === '' &&
    !isLast &&
    !unspacedScripts.has(targetScript) &&
    unspacedEnd.test(segment.text);
  return addSpace ? ' ' : segment.after;
}
