import { abbreviationsOf, type Abbreviations } from './abbreviations';
import { unitCost } from './tokens';

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

  const segmenter = new Intl.Segmenter(languageTag, { granularity: 'sentence' });
  const abbreviations = abbreviationsOf(languageTag);
  forEachLine(text, (lineStart, lineEnd) => {
    const line = text.slice(lineStart, lineEnd);
    if (line.trim() === '') return;
    let start = lineStart;
    for (const offset of sentenceEnds(line, segmenter, abbreviations)) {
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

/*
 * Where sentences end. Intl.Segmenter knows every script's full stops (measured on ICU 78), but
 * not abbreviations, ordinals or quotes; those ends are taken back here.
 */

// The Segmenter's time grows with the square of the text (10 MB: hours), so it sees short windows.
const WINDOW = 8192;
// How far back and ahead a rule looks.
const CONTEXT = 96;

const openersAtEnd = /[([{（［｛〔【〈《「『“‘„«‹¿¡]+$/u;
// With a space on both sides, or before a comma, a guillemet closes wherever its quote began.
const closerAtStart = /^\s*(?:[)\]}）］｝〕】〉》」』”’]|[»›](?:[\s.,;:!?)]|$))/u;
const guillemetAtStart = /^\s*[»›]/u;

function lastWord(before: string): string | undefined {
  return /([\p{L}\p{M}\p{N}§№º][\p{L}\p{M}\p{N}.º-]*)\.\s*$/u.exec(before)?.[1]?.toLowerCase();
}

/** Whether the full stop at the end of `before` belongs to an abbreviation or a number. */
function isNoFullStop(before: string, after: string, abbreviations: Abbreviations): boolean {
  const word = before.trimEnd().endsWith('.') ? lastWord(before) : undefined;
  if (word === undefined) return false;
  const numberFollows = /^\s*\p{N}/u.test(after);
  if (/^\p{N}+$/u.test(word)) {
    // "1. First", "2024. 3. 5.", "5. März"
    const isAllThereIs = before.trim().length === word.length + 1;
    return isAllThereIs || numberFollows || (abbreviations.ordinals && word.length <= 2);
  }
  // "J. K. Rowling", "z. B.", "U.S. Army": a single letter, on its own or after another stop
  if (/(?:^|\.)\p{L}\p{M}*$/u.test(word)) return true;
  // "เม.ย."
  if (before.endsWith('.') && /^\p{L}[\p{L}\p{M}]{0,3}\./u.test(after)) return true;
  // Where letters have no case, nothing tells a new sentence from the rest of this one.
  const mayGoOn = numberFollows || /^\s*\p{Lo}/u.test(after);
  return abbreviations.titles.has(word) || (mayGoOn && abbreviations.bindsMore(word));
}

function isBoundary(before: string, after: string, abbreviations: Abbreviations): boolean {
  if (closerAtStart.test(after)) return false;
  if (guillemetAtStart.test(after) && before.lastIndexOf('«') > before.lastIndexOf('»'))
    return false;
  // example.com/?q=1
  if (/[\x21-\x7e][?!]$/.test(before) && /^[\w=&#%/+-]/.test(after)) return false;
  // 「はい。」と言った。
  if (/[」』]$/.test(before) && /^[とっなのはをにが]/.test(after)) return false;
  // “Really?” he asked.
  if (/[!?…]["'”’»)]+\s*$/u.test(before) && /^\p{Ll}/u.test(after)) return false;
  return !isNoFullStop(before, after, abbreviations);
}

/** Ends of the Segmenter's sentences within a window, and of those it overlooks. */
function rawEnds(window: string, segmenter: Intl.Segmenter): number[] {
  const ends = new Set<number>();
  for (const { index, segment } of segmenter.segment(window)) ends.add(index + segment.length);
  // Amharic typed with two word separators for the full stop.
  for (const match of window.matchAll(/፡፡\s*/gu)) ends.add(match.index + match[0].length);
  return [...ends].sort((a, b) => a - b);
}

/**
 * Offsets at which the sentences of one line end, the last being its length.
 *
 * @param line Without line breaks.
 * @param segmenter Of sentences, in the line's language when it is known.
 */
function sentenceEnds(
  line: string,
  segmenter: Intl.Segmenter,
  abbreviations: Abbreviations,
): number[] {
  const accepted: number[] = [];
  let sentence = 0;
  let offset = 0;
  while (offset < line.length) {
    const window = line.slice(offset, offset + WINDOW);
    let last = 0;
    for (const end of rawEnds(window, segmenter)) {
      // The end of a window is not the end of a sentence; the next window begins at the last real one.
      if (end === window.length) break;
      last = end;
      const before = line.slice(Math.max(sentence, offset + end - CONTEXT), offset + end);
      const openers = openersAtEnd.exec(before)?.[0].length ?? 0;
      const position = offset + end - openers;
      const upTo = before.slice(0, before.length - openers);
      const after = line.slice(position, position + CONTEXT);
      if (position > sentence && isBoundary(upTo, after, abbreviations)) {
        accepted.push(position);
        sentence = position;
      }
    }
    offset += last > 0 && offset + window.length < line.length ? last : window.length;
  }
  accepted.push(line.length);
  return accepted;
}

/*
 * Sentences that are too long for one request, and scripts that do not mark sentences at all, are
 * cut where a reader would pause: after a comma, else at a space, else between words.
 */

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
function pieceEnds(
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
