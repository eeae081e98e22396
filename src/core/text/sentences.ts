import type { Rules } from './abbreviations';
import { itemStarts } from './enumerations';
import { pairsOf, type Pairs } from './pairs';

/*
 * Where sentences end: after a stop of any script, unless it belongs to an abbreviation, a number, a name
 * or a quote inside a sentence. Every rule looks a fixed way back and ahead, so that time is linear.
 */

/** How far back and ahead a rule looks. */
const CONTEXT = 64;

// The stops of all scripts. Left out are the Burmese comma and the Armenian colon, which Unicode counts
// among them; a Greek semicolon asks, and an Armenian colon is a full stop.
const stops =
  /(?:(?![၊․])[\p{Sentence_Terminal}…‥]|፡፡|(?<=\p{Script=Greek}[»”")]?)[;\u037e](?!\S)|(?<=\p{Script=Armenian}[\s\d…».)]{0,6}):(?=[\s»”")]|$))+(?:\s{1,2}[.!?](?=[\s)\]"'”’»]|$)|(?<=[!?])\s{1,2}(?:…|\.{2,})(?=\s|$))*/gu;
const footnotes = /(?:\s?\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|\p{L}|citation needed)\])+|[¹²³⁰-⁹]+/uy;
// ".10 This", after a word.
const barefootnotes = /\d{1,3}(?:[ ,–-]\d{1,3})*(?=\s+["'“«]?\p{Lu})/uy;
const smiley = /\s?[:;][-']?[)(DP](?=\s|$)/y;

const wordOrDigit = /[\p{L}\p{N}]/u;
// Unicode has Georgian letters in lower case, of which the upper is hardly ever used.
const lower = /^(?!\p{Script=Georgian})\p{Ll}/u;
const upper = /^[\p{Lu}\p{Lt}]/u;
const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const alwaysCloses = /[)\]}）］｝〕】〉》」』”’»›]/;
const opener = /[([{（［｛〔【〈《「『“„‘‚«‹¿¡]/;
// Names that end in a mark, before another capital: "Yahoo! Research".
const namesWithMarks =
  /(?:^|[\s("'“])(?:Yahoo|Joomla|Jeopardy|Oklahoma|Mamma Mia|Panic|Wham|Yum|Guess|Hanes)$/i;
const afterHours =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:East|West|Mount|Cent|Pacif)\p{L}+|[A-Z]{2,4}T|GMT|UTC)\b/u;
const roman = /^[IVXLCDM]{1,6}$/;

/** A stop, or several, and the quotes and brackets that close after them. */
interface Stop {
  readonly text: string;
  readonly start: number;
  /** After what closes and after footnote marks. */
  readonly end: number;
  readonly isClosed: boolean;
}

/** Index after the quotes and brackets that close at an index, be it after a space. */
function afterClosers(line: string, from: number, pairs: Pairs): number {
  let at = from;
  for (;;) {
    const character = line.charAt(at);
    if (pairs.closes(at) || alwaysCloses.test(character)) {
      at++;
      continue;
    }
    if (/["']/.test(character) && !wordOrDigit.test(line.charAt(at + 1))) {
      at++;
      continue;
    }
    const gap = /^\s{1,2}/.exec(line.slice(at, at + 2))?.[0].length ?? 0;
    if (gap === 0) return at;
    const next = line.charAt(at + gap);
    // A guillemet with a space on both sides closes wherever its quote began.
    const isClosed =
      pairs.closes(at + gap) ||
      (/[»›]/.test(next) && /^[\s.,;:!?)]?$/.test(line.charAt(at + gap + 1)));
    if (!isClosed) return at;
    at += gap + 1;
  }
}

const matchAt = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
};

function readStop(line: string, { 0: text, index }: RegExpExecArray, pairs: Pairs): Stop {
  if (/^\.(?:\s\.){3}$/.test(text) && /\S/.test(line.charAt(index - 1))) {
    // A full stop, and then an ellipsis that begins the next sentence.
    return { text: '.', start: index, end: index + 1, isClosed: false };
  }
  const stopped = index + text.length;
  const closed = afterClosers(line, stopped, pairs);
  let end = closed + matchAt(footnotes, line, closed);
  if (
    end === closed &&
    text === '.' &&
    /\p{L}{2}$|[^\d\s]$/u.test(line.slice(Math.max(0, index - 2), index))
  ) {
    end += matchAt(barefootnotes, line, end);
  }
  end += matchAt(smiley, line, end);
  return { text, start: index, end, isClosed: closed > stopped };
}

/** The word that ends before a full stop, with the stops inside it. */
const lastWord = (before: string): string =>
  /[\p{L}\p{M}\p{N}§№º°·'’´./-]+$/u.exec(before)?.[0].replace(/^.*['’´](?=\p{L}{2})/u, '') ?? '';

/** Whether a single full stop between `before` and `after` belongs to an abbreviation or a number. */
function isNoFullStop(before: string, after: string, isClosed: boolean, rules: Rules): boolean {
  const word = lastWord(before.trimEnd());
  if (word === '') return false;
  const isAllThereIs = before.replace(/^[\s\p{P}\p{S}]+/u, '').trimEnd().length <= word.length;
  const next = /^[\s\p{P}\p{S}]*([\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*\.?)/u.exec(after)?.[1] ?? '';
  // "1 + 1 = 2. 2 + 2 = 4." are two.
  const numberFollows = /^\s*\p{N}(?![\p{N}\s]*[+=×÷])/u.test(after);
  // An initial begins no sentence, though "A" may.
  const begins = !next.endsWith('.') && rules.begins(next);
  if (/^(?:.*[-–/])?\p{N}+$/u.test(word)) {
    return (
      isAllThereIs || numberFollows || (rules.ordinals && /(?:^|\D)\d\d?$/.test(word) && !begins)
    );
  }
  const kind = rules.abbreviation(word);
  if (kind === 'title') return true;
  if (isAllThereIs && /^(?:\p{L}|[ivxIVX]{1,4}|[\d.]+)$/u.test(word)) return true;
  if (isClosed) return false;
  if (/^[ap]\.m$/i.test(word)) return numberFollows || afterHours.test(next);
  if (/(?:^|[.-])\p{L}\p{M}*$/u.test(word)) {
    // "J. K. Rowling", "z. B.", "U.S. Army": a single letter, on its own or after another stop
    return !begins || (word.length === 1 && !upper.test(word));
  }
  // "เม.ย.": Thai and Lao have no full stop of their own
  if (/[\u0e00-\u0eff]$/.test(word)) return true;
  // Where letters have no case, nothing tells a new sentence from the rest of this one.
  if (numberFollows || (/^\p{Lo}/u.test(next) && !upper.test(next))) return kind !== undefined;
  if (kind === 'beforeNumber') return roman.test(next) && next !== 'I';
  if (rules.ordinals && roman.test(word) && word.length > 1) return !begins;
  // "Blvd.", "Kpt.": no word, as it has no vowel
  return (
    !begins &&
    (kind === 'other' || /^[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{1,4}$/.test(word))
  );
}

/** Whether a text goes on after a stop without a space, as in "example.com/?q" and "five!six". */
function isWithinWord(line: string, stop: Stop, rules: Rules): boolean {
  const { text, start, end, isClosed } = stop;
  const next = String.fromCodePoint(line.codePointAt(end) ?? 32);
  if (next.trim() === '') return false;
  if (isClosed && /^[.…‥!?]/.test(text)) return !upper.test(next) && !wide.test(next);
  const last = text.slice(-1);
  if (last === '．') return /[\p{Nd}\p{Ll}]/u.test(next);
  const before = line.slice(Math.max(0, start - 3), start);
  if (/[.…‥:;]/.test(last)) {
    if (wide.test(before.slice(-1))) return !(wide.test(next) || opener.test(next));
    // "world.Today is", with the space forgotten
    const [, word = '', gap = ''] =
      /^(\p{Lu}[\p{L}’']*)(\s|\.\s)?/u.exec(line.slice(end, end + CONTEXT)) ?? [];
    if (gap === '' || !/(?:\p{Ll}{3}|\d{2,3})$/u.test(before)) return true;
    const isTitle = gap.startsWith('.') && rules.abbreviation(word) === 'title';
    return !(isTitle || rules.begins(word) || (roman.test(word) && word.length > 1));
  }
  if (!/[!?]/.test(last)) return false;
  if (/\p{Lo}/u.test(next) || opener.test(next)) return false;
  return !(/\p{L}{2}$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(line.slice(end, end + 2)));
}

/** Whether what follows in lower case, after `lead`, belongs to the sentence that a stop seems to end. */
function goesOn(line: string, sentence: number, stop: Stop, lead: string, rules: Rules): boolean {
  const { text, start, isClosed } = stop;
  if (/^\s+(?:\.{2,}|…)$/.test(lead) || /[¿¡]/.test(lead)) return false;
  if (/^\s*[-–—]/.test(lead)) return true;
  if (text === '.' && !isClosed) {
    // Who begins sentences in lower case is understood after a word that is too long for an abbreviation.
    const word = /[^\p{Ll}\p{M}](\p{Ll}[\p{Ll}\p{M}]{6,})$/u.exec(
      line.slice(Math.max(0, start - CONTEXT), start),
    );
    return !/^\s+$/.test(lead) || word === null || rules.abbreviation(word[1] ?? '') !== undefined;
  }
  if (/^[!?]+$/.test(text) && !isClosed) {
    if (!/^\s*$/.test(lead)) return false;
    const first = wordOrDigit.exec(line.slice(sentence, sentence + CONTEXT))?.[0] ?? '';
    return !lower.test(first);
  }
  return /[.!?…‥:]/.test(text);
}

function isBoundary(line: string, sentence: number, stop: Stop, rules: Rules): boolean {
  const { text, start, end, isClosed } = stop;
  const before = line.slice(Math.max(sentence, start - CONTEXT), start);
  const after = line.slice(end, end + CONTEXT);
  if (!wordOrDigit.test(before)) return false;
  // "[...]"
  if (/[[(]$/.test(before)) return false;
  if (/^\s*[,;،؛、，；]|^[:.!?…)]/u.test(after)) return false;
  // "!Kung"
  if (/\s$/.test(before) && !/^\s/.test(after) && !isClosed && /[!.?]/.test(text)) return false;
  if (isWithinWord(line, stop, rules)) return false;
  // "។ល។", which is "etc."
  if (text.startsWith('។') && after.startsWith('ល។')) return false;
  // 「はい。」と言った。
  if (/[」』]$/.test(line.slice(start, end)) && /^[とっなのはをにが]/.test(after)) return false;
  const at = after.search(wordOrDigit);
  if (at === -1) return /\p{Extended_Pictographic}/u.test(after);
  const lead = after.slice(0, at);
  if (lower.test(after.slice(at))) return !goesOn(line, sentence, stop, lead, rules);
  if (text === '.' || text === '．') return !isNoFullStop(before, after, isClosed, rules);
  // "I thought … I would go.": this "I" has a capital anywhere.
  if (/\.\.|\. \.|…/.test(text) && /^\s+I(?:['’]\p{Ll}+)?\s/u.test(after)) return false;
  return !(text === '!' && !isClosed && namesWithMarks.test(before));
}

/**
 * Offsets at which the sentences of one line end, the last being its length.
 *
 * @param line Without line breaks.
 */
export function sentenceEnds(line: string, rules: Rules): number[] {
  const accepted: number[] = [];
  const pairs = pairsOf(line);
  const items = itemStarts(line, rules);
  let item = 0;
  let sentence = 0;
  const accept = (position: number): void => {
    if (position <= sentence) return;
    accepted.push(position);
    sentence = position;
  };
  const acceptItems = (until: number): void => {
    for (let start = items[item]; start !== undefined && start <= until; start = items[++item]) {
      accept(start);
    }
  };
  for (const match of line.matchAll(stops)) {
    acceptItems(match.index);
    const stop = readStop(line, match, pairs);
    if (pairs.isInside(stop.end) || !isBoundary(line, sentence, stop, rules)) continue;
    const spaces = /^\s*/.exec(line.slice(stop.end, stop.end + CONTEXT))?.[0].length ?? 0;
    if (stop.end + spaces < line.length) accept(stop.end + spaces);
  }
  acceptItems(line.length);
  if (accepted.at(-1) !== line.length) accepted.push(line.length);
  return accepted;
}
