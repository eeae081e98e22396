import type { Range } from './cells';
import { firstEndingAfter, type Span } from './spans/index';

/*
 * What stands at the ends of a sentence and is not of it: list signs, numbering, quotes and brackets around
 * the whole, dashes of a dialogue, protected spans.
 */

/** Where the ends of a sentence are looked at. */
export interface Sentence extends Range {
  readonly text: string;
  /** All of the line, in order. */
  readonly spans: readonly Span[];
  /** Whether it begins its line or cell, where list signs and numbers stand. */
  readonly isFirst: boolean;
  /** Whether "3." at its beginning is known to be a number in a list. */
  readonly isNumbered: boolean;
}

// Also what is invisible: marks of direction and the like stay where they are.
const space = /[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/u;
const listSign =
  /(?:[-*+–—―−‒·•‣◦▪▫●○■□◆◇★☆►▶→⇒»]|>{1,8}|#{1,6}|\[[ xX✓]\]|[☐☑☒✓✔✗✘])(?=\s)|[•‣◦▪●■◆►▶>※☆★◎]/uy;
const sureNumber =
  /(?:\(\d{1,3}\)|（\d{1,3}）|\([a-zA-Z]\)|\([ivx]{1,5}\)|\d{1,3}\)|\d{1,3}\.\)|[a-zA-Z]\)|[ivx]{1,5}\)|(?:\d\.){2,4}\d?|§+ ?\d{1,4}[a-z]?)(?=\s)|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]|[（(][一二三四五六七八九十百]{1,4}[）)]|[一二三四五六七八九十百]{1,4}、|\d{1,3}、|第[\d一二三四五六七八九十百千]{1,6}[条條章节節款项項回](?=[\s:：、])/uy;
const listNumber = /\d{1,3}\.(?=\s)/y;
const dialogueDash = /[–—―]{1,2}\s*(?=[\p{L}\p{N}¿¡“"«])/uy;
/** Nobody puts more around a sentence; a line of brackets alone would take the square of its length. */
const MOST_EDGES = 32;
// What is left when a name or an address before it is taken away.
const leadingMark = /[:;,，、：；]+\s*/uy;
const trailingDash = /[-–—―]/u;

const pairs: Readonly<Record<string, string>> = {
  ...{ '(': ')', '[': ']', '{': '}', '（': '）', '［': '］', '｛': '｝', '〔': '〕', '【': '】' },
  ...{ '〈': '〉', '《': '》', '「': '」', '『': '』', '〖': '〗', '﹁': '﹂' },
  ...{ '"': '"', "'": "'", '“': '”', '‘': '’', '„': '“”', '‚': '‘’', '«': '»', '»': '«' },
  ...{ '‹': '›', '›': '‹', '”': '”', '＂': '＂', '`': "`´'" },
};
const closers = new Set(Object.values(pairs).join(''));
/** These are also apostrophes and signs of feet: only a pair around the whole is no part of the sentence. */
const doubtful = new Set("'’‘`");
const endMarks = /^[.,!?…;:。！？；：，]*$/u;

/** The range without what stands at its ends. */
export function trimEdges(sentence: Sentence): Range {
  const { text, spans, isFirst, isNumbered } = sentence;
  let { start, end } = sentence;
  let first = firstEndingAfter(spans, start);
  let last = first;
  while ((spans[last]?.start ?? Infinity) < end) last++;
  last--;

  const isInside = (at: number | undefined): boolean =>
    at !== undefined && at >= first && at <= last;
  /** A pair goes together; one whose other half is not in the sentence goes alone. */
  const trimSpans = (): boolean => {
    const [a, b] = [spans[first], spans[last]];
    if (first > last || a === undefined || b === undefined) return false;
    const isWhole = a.start === start && b.end === end && a.partner === last && first < last;
    if (isWhole) {
      [start, end] = [a.end, b.start];
      first++;
      last--;
    } else if (a.start === start && !isInside(a.partner)) {
      start = a.end;
      first++;
    } else if (b.end === end && !isInside(b.partner)) {
      end = b.start;
      last--;
    } else return false;
    return true;
  };
  const skip = (sticky: RegExp): boolean => {
    sticky.lastIndex = start;
    if (!sticky.test(text) || sticky.lastIndex >= end) return false;
    // A span has been tried before: what overlaps with one belongs to it.
    if ((spans[first]?.start ?? Infinity) < sticky.lastIndex) return false;
    start = sticky.lastIndex;
    return true;
  };
  const trimSigns = (): boolean => {
    if (skip(dialogueDash) || skip(leadingMark)) return true;
    if (!isFirst) return false;
    return skip(listSign) || skip(sureNumber) || (isNumbered && skip(listNumber));
  };
  const trimDash = (): boolean => {
    if (end - start < 2 || !trailingDash.test(text.charAt(end - 1))) return false;
    if (!space.test(text.charAt(end - 2))) return false;
    end--;
    return true;
  };
  const trimQuotes = (): boolean => {
    const inner = withoutQuotes(text, { start, end }, spans.slice(first, last + 1));
    if (inner === undefined) return false;
    ({ start, end } = inner);
    return true;
  };

  let edges = 0;
  do {
    while (start < end && space.test(text.charAt(start))) start++;
    while (end > start && space.test(text.charAt(end - 1))) end--;
    edges++;
  } while (
    start < end &&
    edges <= MOST_EDGES &&
    (trimSpans() || trimSigns() || trimDash() || trimQuotes())
  );
  return { start, end };
}

/** The range without the quotes or brackets around all of it, or without one whose partner is elsewhere. */
function withoutQuotes(
  text: string,
  { start, end }: Range,
  spans: readonly Span[],
): Range | undefined {
  const isFree = (at: number): boolean => !spans.some((span) => span.start <= at && at < span.end);
  const opener = text.charAt(start);
  const closing = pairs[opener];
  if (closing !== undefined && isFree(start)) {
    const partner = partnerOf(text, { start, end }, closing, isFree);
    const isApostrophe = doubtful.has(opener);
    if (partner === undefined && !isApostrophe && end - start > 1) return { start: start + 1, end };
    // "“In three days.”", "(in three days).": the stop goes along.
    const tail = partner === undefined ? '' : text.slice(partner + 1, end);
    const isAround = partner !== undefined && endMarks.test(tail);
    if (isAround && partner > start + 1) return { start: start + 1, end: partner };
  }
  const sign = text.charAt(end - 1);
  if (!closers.has(sign) || doubtful.has(sign) || !isFree(end - 1)) return undefined;
  const openers = Object.keys(pairs).filter((key) => pairs[key]?.includes(sign));
  const before = text.slice(start, end - 1);
  const isOpened =
    openers.some((one) => one !== sign && before.includes(one)) ||
    (openers.includes(sign) && before.includes(sign));
  // 5": inches.
  const isUnit = sign === '"' && /\d$/.test(before);
  return isOpened || isUnit || before === '' ? undefined : { start, end: end - 1 };
}

/** Index of what closes the sign at the beginning, with those in between that open and close the same. */
function partnerOf(
  text: string,
  { start, end }: Range,
  closing: string,
  isFree: (at: number) => boolean,
): number | undefined {
  const opener = text.charAt(start);
  let depth = 1;
  for (let at = start + 1; at < end; at++) {
    const sign = text.charAt(at);
    if (!isFree(at)) continue;
    if (closing.includes(sign)) {
      // don't, the boys’
      const isApostrophe =
        doubtful.has(sign) &&
        /\p{L}/u.test(text.charAt(at - 1)) &&
        /\p{L}/u.test(text.charAt(at + 1));
      if (!isApostrophe) depth--;
    } else if (sign === opener) depth++;
    if (depth === 0) return at;
  }
  return undefined;
}
