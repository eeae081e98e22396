import type { Rules } from './abbreviations';
import { itemStarts } from './enumerations';
import { pairsOf } from './pairs';
import {
  CONTEXT,
  isWithinWord,
  lower,
  roman,
  stopsOf,
  upper,
  wordOrDigit,
  type Stop,
} from './stops';

/*
 * Where sentences end: after a stop of any script, unless it belongs to an abbreviation, a number, a name
 * or a quote inside a sentence.
 */

// Names that end in a mark, before another capital: "Yahoo! Research".
const namesWithMarks = /(?:^|[\s("'“])(?:Yahoo|Joomla|Jeopardy|Oklahoma|Panic|Wham|Yum)$/;
// "At 5 p.m. EST": what goes on after an hour, though it has a capital.
const afterHour =
  /^\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:East|West|Mount|Cent|Pacif)\p{L}+|[A-Z]{2,4}T\b|GMT\b|UTC\b|(?:[A-Z]\.){2})/u;
const timePhrase = /^(?:At|On|By|In|From|Until|Since|After|Before|Around|About)\s.{0,40}$/u;
const hour = /^[ap]\.m$/i;
// "I thought … I would go.": this "I" has a capital anywhere.
const englishI =
  /^\s+I(?:['’]\p{Ll}+\s|\s+(?:\p{Ll}+n['’]t|a[ml]|was|have|had|do|did|[wc]ould|will|can|should|guess|think|mean|know|never)\b)/u;

// "5 руб. Иван": after a number, these are all that is counted, unlike "5 Mio. Euro".
const unit =
  /\p{N}\s?(?:[kmc]?[gml]|mm|min|se[kc]|hod|hrs?|std|godz|kr|zł|lei|дол|долл|руб|коп|грн|лв|мин|мін|сек|год|хв)$/u;

const tags = /<\/?[a-z][^<>]*>/gi;

/** The word that ends before a full stop, with the stops inside it: "e.g", "z.B" though it has a space. */
function lastWord(before: string): string {
  const word = /[\p{L}\p{M}\p{N}§№º°%·'’´./-]+$/u.exec(before)?.[0] ?? '';
  const spaced = /(?<![\p{L}\p{M}\p{N}])(?:\p{L}\.\s?){1,3}\p{L}$/u.exec(before)?.[0];
  return spaced?.replaceAll(/\s/g, '') ?? word.replace(/^.*['’´](?=\p{L}{2})/u, '');
}

/** A line, and what was found out about it. */
interface Line {
  readonly text: string;
  readonly rules: Rules;
  /** Whether its full stops are Armenian ones, beside which a point is a semicolon. */
  readonly isArmenian: boolean;
}

/** What stands around a stop. */
interface Place {
  readonly stop: Stop;
  /** Of the same sentence, some characters. */
  readonly before: string;
  readonly after: string;
}

/** Whether a full stop after a number belongs to it: "2024. 3. 5.", "5. März". */
function isOfNumber(before: string, after: string, next: string, rules: Rules): boolean {
  // "1 + 1 = 2. 2 + 2 = 4." are two.
  if (/^\s*[-–]?\p{N}(?![\p{N}\s]*[+=×÷])/u.test(after)) return true;
  if (/(?:^|\D)\d{4}\.\s\d{1,2}\.\s\d{1,2}$/.test(before)) return true;
  const isShort = /(?:^|[\s([„“"'])(?:\p{N}{1,2}\.?[-–/]|[-–])?\p{N}{1,2}$/u.test(before);
  if (!isShort || !upper.test(next) || rules.ordinals === 'none') return false;
  // "S. 12. Danke": a page is none that is counted.
  return (
    rules.isMonth(next) ||
    (rules.ordinals === 'all' && !rules.begins(next) && !isAbbreviated(before, rules))
  );
}

/** Whether an abbreviation that binds numbers stands before the number at the end. */
function isAbbreviated(before: string, rules: Rules): boolean {
  const word = /([\p{L}\p{M}.]+)\.\s*\p{N}+$/u.exec(before)?.[1];
  return word !== undefined && (word.length === 1 || rules.bindsNumber(word));
}

/** Whether a lone small letter before a full stop belongs to what follows: "p. 5", "г. Москва". */
function isOfLetter(letter: string, before: string, begins: boolean): boolean {
  if (!begins) return true;
  // "в 1965 г. Он", "5 кв. м. Это"
  if (/\d\s?[гр]$/u.test(before)) return !/(?:^|\s)\p{L}{1,2}\s[\d\s–-]+[гр]$/u.test(before);
  return !/(?:\d|кв\.|куб\.)\s?\p{L}$/u.test(before) && !/[aeiouаеиоуыэюя]/u.test(letter);
}

/** "Dr. med. Weber", "44 av. J.-C.": what stands beside these is an abbreviation, in any language. */
const isOfPhrase = (before: string, after: string): boolean =>
  /^\s(?:J\.-C|Chr|Kr)\./.test(after) ||
  /(?:Dr|Prof|Dipl|Cand|Lic|Stud)\.\s?\p{Ll}{2,5}$/u.test(before);

/** Whether a single full stop belongs to an abbreviation or a number. */
function isNoFullStop({ stop, before, after }: Place, { rules, isArmenian }: Line): boolean {
  const word = lastWord(before.trimEnd());
  if (word === '') return false;
  if (isArmenian && /\p{Script=Armenian}$/u.test(word)) return true;
  const sentence = before.replace(/^[\s\p{P}\p{S}]+/u, '').trimEnd();
  const isAllThereIs = sentence.length <= word.length;
  const next = /^[\s\p{P}\p{S}]*([\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*)/u.exec(after)?.[1] ?? '';
  // An initial begins no sentence, though "A" may.
  const begins = !/^[\s\p{P}\p{S}]*\p{L}\p{M}*\./u.test(after) && rules.begins(next);
  if (/^[\p{N}./–-]+$/u.test(word)) {
    return isAllThereIs || isOfNumber(before, after, next, rules);
  }
  const kind = rules.abbreviation(word);
  if (kind === 'title' || isOfPhrase(before, after)) return true;
  if (isAllThereIs && /^(?:(?:\p{L}\p{M}*\.)*\p{L}\p{M}*|[ivxIVX]{1,4})$/u.test(word)) return true;
  if (stop.isClosed) return false;
  if (hour.test(word)) return afterHour.test(after) || timePhrase.test(sentence);
  if (kind === 'last') return !upper.test(next);
  if (/(?:^|[.-])\p{L}\p{M}*$/u.test(word)) {
    // "J. K. Rowling", "z. B.", "U.S. Army": a single letter, on its own or after another stop
    const isLone = word.length === 1 && lower.test(word);
    return isLone ? isOfLetter(word, before, begins) : !begins;
  }
  // Thai and Lao have no full stop of their own.
  if (/[\u0e00-\u0eff]$/.test(word))
    return kind !== undefined || /\.|^\p{L}{1,3}$/u.test(word.replace(/\p{M}/gu, ''));
  // Where letters have no case, nothing tells a new sentence from the rest of this one.
  if (/^\s*\p{N}/u.test(after)) return rules.bindsNumber(word);
  if (!upper.test(next)) {
    return (
      kind !== undefined || (/\p{N}\s?[\p{L}\p{M}]+$/u.test(before) && rules.bindsNumber(word))
    );
  }
  if (kind === 'beforeNumber') return roman.test(next) && next !== 'I';
  if (begins) return false;
  if (roman.test(word) && word.length > 1) return rules.ordinals !== 'none';
  if (kind === 'other') return !unit.test(before);
  // "Blvd.", "Kpt.": no word, as it has no vowel
  return /^[BCDFGHJKLMNPQRSTVWXZ][bcdfghjklmnpqrstvwxz]{1,4}$/.test(word);
}

/** Whether what follows in lower case, after `lead`, belongs to the sentence that a stop seems to end. */
function goesOn(
  { stop, before, after }: Place,
  lead: string,
  first: string,
  rules: Rules,
): boolean {
  const { text, isClosed } = stop;
  if (/^\s+(?:\.{2,}|…)$/.test(lead) || /[¿¡]/.test(lead)) return false;
  // "Where to? – she asked."
  if (/^\s*[-–—]/.test(lead)) return true;
  if (isClosed || !/^(?:\.|[!?]+)$/.test(text)) return /[.!?…‥:]/.test(text);
  if (!/^\s+$/.test(lead)) return text === '.';
  // "Who? me?"
  if (text === '?' && /^\s\p{Ll}+\?/u.test(after)) return false;
  // Who begins sentences in lower case goes on so; and no abbreviation is that long.
  if (text !== '.') return !lower.test(first);
  const word = /[^\p{Ll}\p{M}]((?!\p{Script=Armenian})\p{Ll}[\p{Ll}\p{M}]{6,})$/u.exec(before)?.[1];
  return word === undefined || rules.abbreviation(word) !== undefined;
}

function isBoundary(line: Line, sentence: number, stop: Stop): boolean {
  const { text, start, end, isClosed } = stop;
  const before = line.text.slice(Math.max(sentence, start - CONTEXT), start);
  const after = line.text.slice(end, end + CONTEXT).replace(tags, '');
  // Without a word there is no sentence. Nor does "[...]" end one.
  if (!wordOrDigit.test(before) || /[[(]$/.test(before)) return false;
  if (/^\s*[,;،؛、，；]|^[:.!?…)]/u.test(after) || isWithinWord(line.text, stop, line.rules))
    return false;
  // "។ល។", which is "etc."
  if (text.startsWith('។') && after.startsWith('ល។')) return false;
  // 「はい。」と言った。
  if (/[」』]$/.test(line.text.slice(start, end)) && /^[とっなのはをにが]/.test(after))
    return false;
  const at = after.search(wordOrDigit);
  if (at === -1) return /\p{Extended_Pictographic}/u.test(after);
  const place = { stop, before, after };
  if (lower.test(after.slice(at))) {
    const first = wordOrDigit.exec(line.text.slice(sentence, sentence + CONTEXT))?.[0] ?? '';
    return !goesOn(place, after.slice(0, at), first, line.rules);
  }
  if (text === '.' || text === '．') return !isNoFullStop(place, line);
  if (/\.\.|\. \.|…/.test(text) && englishI.test(after)) return false;
  return !(text === '!' && !isClosed && namesWithMarks.test(before));
}

/**
 * Offsets at which the sentences of one line end, the last being its length. Linear in its length.
 *
 * @param text Without line breaks.
 */
export function sentenceEnds(text: string, rules: Rules): number[] {
  const line = { text, rules, isArmenian: /\p{Script=Armenian}[:։](?:\s|$)/u.test(text) };
  const pairs = pairsOf(text);
  const items = itemStarts(text, rules);
  const accepted: number[] = [];
  let item = 0;
  let sentence = 0;
  const accept = (position: number): void => {
    if (position <= sentence || position >= text.length) return;
    accepted.push(position);
    sentence = position;
  };
  const acceptItems = (until: number): void => {
    for (let start = items[item]; start !== undefined && start <= until; start = items[++item]) {
      accept(start);
    }
  };
  for (const stop of stopsOf(text, pairs)) {
    acceptItems(stop.start);
    if (pairs.isInside(stop.end) || !isBoundary(line, sentence, stop)) continue;
    const spaces = /^\s*/.exec(text.slice(stop.end, stop.end + CONTEXT))?.[0].length ?? 0;
    accept(stop.end + spaces);
  }
  acceptItems(text.length);
  return [...accepted, text.length];
}
