import type { Rules } from './abbreviations';
import type { Pairs } from './pairs';

/** How far back and ahead a rule looks, so that time is linear. */
export const CONTEXT = 64;

/** A stop, or several, with the quotes and brackets that close after them and footnote marks. */
export interface Stop {
  /** The stops alone: ".", "?!", ". . ." */
  readonly text: string;
  /** Of the first stop. */
  readonly start: number;
  /** After all that belongs to it, before space. */
  readonly end: number;
  /** Whether a quote or a bracket closes after it. */
  readonly isClosed: boolean;
}

export const wordOrDigit = /[\p{L}\p{N}]/u;
export const upper = /^[\p{Lu}\p{Lt}]/u;
export const roman = /^[IVXLCDM]{1,6}$/;
// Unicode has Georgian letters in lower case, of which the upper is hardly ever used.
export const lower = /^(?!\p{Script=Georgian})\p{Ll}/u;

// The stops of all scripts. Left out are the Burmese comma and the Armenian colon, which Unicode counts
// among them. A Greek semicolon asks, and an Armenian text may have a colon for the full stop.
const stops =
  /(?:(?![၊․])[\p{Sentence_Terminal}…‥]|፡፡|(?<=\p{Script=Greek}[»”")]?)[;\u037e](?=[\s»”")]|$)|(?<=\p{Script=Armenian}[\s\d…».)]{0,6}):(?=[\s»”")]|$))+(?:\s{1,2}[.!?](?=[\s)\]"'”’»]|$)|(?<=[!?])\s{1,2}(?:…|\.{2,})(?=\s|$))*/gu;
const footnotes = /(?:\s?\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|\p{L}|citation needed)\])+|[¹²³⁰-⁹]+/uy;
// ".10 This", after a word.
const bareFootnotes = /\d{1,3}(?:[ ,–-]\d{1,3})*(?=\s+["'“«]?\p{Lu})/uy;
const smiley = /\s?[:;][-']?[)(DP](?=\s|$)/y;

const alwaysCloses = /[)\]}）］｝〕】〉》」』”’»›]/;
const opener = /[([{（［｛〔【〈《「『“„‘‚«‹¿¡]/;
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

// "**Done.** Next", "<b>Done.</b> Next"
const closingMarkup = /(?:[*_~`]{1,3}|<\/[a-z][a-z0-9]{0,9}>)(?=[^\p{L}\p{N}]|$)/uy;

const lengthAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

/** Index after the quotes, brackets and marks of Markdown and HTML that close at an index, be it after a space. */
function afterClosers(line: string, from: number, pairs: Pairs): number {
  let at = from;
  for (;;) {
    const character = line.charAt(at);
    const after = line.charAt(at + 1);
    if (
      pairs.closes(at) ||
      alwaysCloses.test(character) ||
      // Without a partner, but with nothing to open
      (/["'“]/.test(character) && !wordOrDigit.test(after))
    ) {
      at++;
      continue;
    }
    const markup = lengthAt(closingMarkup, line, at);
    if (markup > 0) {
      at += markup;
      continue;
    }
    const gap = /^\s{1,2}/.exec(line.slice(at, at + 2))?.[0].length ?? 0;
    const next = line.slice(at + gap, at + gap + 3);
    const isClosed =
      pairs.closes(at + gap) || /^(?:[»›][\s.,;:!?)]|[»›]$|["']{1,2}(?:\s|$))/.test(next);
    if (gap === 0 || !isClosed) return at;
    at += gap + 1;
  }
}

function readStop(line: string, { 0: text, index }: RegExpExecArray, pairs: Pairs): Stop {
  const before = line.slice(Math.max(0, index - 2), index);
  if (/^\.(?:\s\.){3}$/.test(text) && /\S$/.test(before)) {
    // A full stop, and then an ellipsis that begins the next sentence.
    return { text: '.', start: index, end: index + 1, isClosed: false };
  }
  const stopped = index + text.length;
  const closed = afterClosers(line, stopped, pairs);
  let end = closed + lengthAt(footnotes, line, closed);
  if (end === closed && text === '.' && /\p{L}{2}$|[^\d\s]$/u.test(before)) {
    end += lengthAt(bareFootnotes, line, end);
  }
  end += lengthAt(smiley, line, end);
  return { text, start: index, end, isClosed: closed > stopped };
}

/** The stops of a line, in its order. */
export function* stopsOf(line: string, pairs: Pairs): Generator<Stop> {
  for (const match of line.matchAll(stops)) yield readStop(line, match, pairs);
}

/** Whether a sentence begins right after a full stop: "world.Today is", with the space forgotten. */
function lacksSpace(before: string, after: string, rules: Rules): boolean {
  // "आले.आम्ही", but no abbreviation of several: "कि.मी"
  if (/(?:\p{Lo}[\p{Lo}\p{M}]{2}|\p{Script=Hangul}{2})$/u.test(before)) {
    return /^(?:\p{Lo}[\p{Lo}\p{M}]{2}|\p{Script=Hangul}{2})[^.]/u.test(after);
  }
  const [, word = '', gap] = /^(\p{Lu}[\p{L}’']*)(\s|\.\s)/u.exec(after) ?? [];
  if (gap === undefined || !/(?:\p{Ll}{3}|\d{2,3})$/u.test(before)) return false;
  if (gap.startsWith('.')) return rules.abbreviation(word) === 'title';
  return rules.begins(word) || (roman.test(word) && word.length > 1);
}

/** Whether a text goes on after a stop without a space, as in "example.com/?q" and "five!six". */
export function isWithinWord(line: string, stop: Stop, rules: Rules): boolean {
  const { text, start, end, isClosed } = stop;
  const next = String.fromCodePoint(line.codePointAt(end) ?? 32);
  if (next.trim() === '') return false;
  if (isClosed && /^[.…‥!?]/.test(text)) return !upper.test(next) && !wide.test(next);
  const last = text.slice(-1);
  const before = line.slice(Math.max(0, start - CONTEXT), start);
  // "!Kung"
  if (/(?:^|\s)$/.test(before) && /[.!?]/.test(last)) return true;
  if (last === '．') return /[\p{Nd}\p{Ll}]/u.test(next);
  if (/[.…‥:;]/.test(last)) {
    if (wide.test(before.slice(-1))) return !(wide.test(next) || opener.test(next));
    return !lacksSpace(before, line.slice(end, end + CONTEXT), rules);
  }
  if (!/[!?]/.test(last) || /\p{Lo}/u.test(next) || opener.test(next)) return false;
  return !(/\p{L}{2}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(line.slice(end, end + 2)));
}
