/** A part of a text, in UTF-16 code units. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** How texts are searched. */
export interface FindOptions {
  readonly matchCase: boolean;
  readonly wholeWords: boolean;
  /** BCP-47, of the texts: some languages write no spaces between words. */
  readonly tag: string | undefined;
}

/** Texts as they are searched here: NFC, in which equal texts are the same code units. */
export const composed = (text: string): string => text.normalize('NFC').toWellFormed();

const wordSign = /[\p{L}\p{M}\p{N}_\u200c\u200d]/u;
/** What belongs to the sign before it in every script: accents without a sign of their own, joiners, skin tones. */
const dependent = /[\p{Script=Inherited}\p{Emoji_Modifier}]/u;

/**
 * Finds plain text, never an expression.
 *
 * @returns Where it stands in a {@link composed} text, from the start on, none within another; no part of a sign.
 */
export function finder(
  words: string,
  { matchCase, wholeWords, tag }: FindOptions,
): (text: string) => readonly Part[] {
  const wanted = composed(words);
  if (wanted === '') return () => [];
  const literal = wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const expression = new RegExp(literal, matchCase ? 'gu' : 'giu');
  const segmenter = new Intl.Segmenter(tag, { granularity: 'word' });
  return (text) => {
    const parts = [...text.matchAll(expression)]
      .map(({ 0: found, index }) => ({ start: index, end: index + found.length }))
      .filter(({ start, end }) => !isWithinSign(text, start) && !isWithinSign(text, end));
    if (!wholeWords || parts.length === 0) return parts;
    // Dear, and mostly not asked for: only some scripts have words without a sign between them.
    let borders: ReadonlySet<number> | undefined;
    const isBorder = (at: number) => {
      if (!isWithinWord(text, at)) return true;
      borders ??= new Set([...segmenter.segment(text)].map(({ index }) => index));
      return borders.has(at);
    };
    return parts.filter(({ start, end }) => isBorder(start) && isBorder(end));
  };
}

function isWithinSign(text: string, at: number): boolean {
  return at > 0 && (dependent.test(signAt(text, at)) || text[at - 1] === '\u200d');
}

function isWithinWord(text: string, at: number): boolean {
  return wordSign.test(signBefore(text, at)) && wordSign.test(signAt(text, at));
}

const signAt = (text: string, at: number) => {
  const point = text.codePointAt(at);
  return point === undefined ? '' : String.fromCodePoint(point);
};

const signBefore = (text: string, at: number) => {
  const pair = signAt(text, at - 2);
  return pair.length === 2 ? pair : text.charAt(at - 1);
};

/** The text with another in place of each part. */
export function replaceParts(text: string, parts: readonly Part[], by: string): string {
  return splitAt(text, parts)
    .map((piece) => (piece.isPart ? by : piece.text))
    .join('');
}

/** The text in pieces, of which some are the parts. */
export function splitAt(
  text: string,
  parts: readonly Part[],
): readonly { readonly text: string; readonly isPart: boolean }[] {
  const ends = [0, ...parts.flatMap(({ start, end }) => [start, end]), text.length];
  return ends
    .slice(1)
    .map((end, at) => ({ text: text.slice(ends[at], end), isPart: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
