import type { Language } from '../../languages';
import { fold } from '../fold';
import { plainDigits } from './digits';
import { numberWords, type NumberWords } from './words';

/** A number in digits. */
export interface NumberToken {
  /** As it is written, with the sign and the word that multiplies it. */
  readonly text: string;
  /** Of its digits, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** After the word that multiplies it. */
  readonly whole: number;
  readonly digits: string;
  /** What it may mean: "1.234" is one of two. */
  readonly values: readonly number[];
  /** What its digits alone mean, without the word that multiplies them. */
  readonly bare: readonly number[];
  /** Part of a name: B2, COVID-19. */
  readonly isName: boolean;
  readonly isNegative: boolean;
}

const token = /\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,'’٬]\d+)*/gu;
/** Languages whose writers use the point and the comma both ways. */
const mixed = new Set('spa ara afr zul xho nso sna ast cat tgl msa ind'.split(' '));
const decimals = new Map<string, string>();

function decimalOf(language: Language | undefined): string | undefined {
  if (language === undefined || mixed.has(language.code)) return undefined;
  const known = decimals.get(language.tag);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(language.tag).formatToParts(1.5);
  const sign = plainDigits(parts.find(({ type }) => type === 'decimal')?.value ?? '.');
  decimals.set(language.tag, sign);
  return sign;
}

/** What digits with signs between them may mean. */
function readDigits(written: string, decimal: string | undefined): number[] {
  const text = written.replace(/[\s'’٬]/gu, '');
  const signs = text.replace(/\d/g, '');
  if (signs === '') return [Number(text)];
  const last = signs.slice(-1);
  const parts = text.split(/[.,]/);
  const tail = parts.at(-1) ?? '';
  const asDecimal = Number(`${parts.slice(0, -1).join('')}.${tail}`);
  const asWhole = Number(parts.join(''));
  if (signs.length > 1) {
    const isMixed = signs.includes('.') && signs.includes(',');
    if (isMixed) return signs.indexOf(last) === signs.length - 1 ? [asDecimal] : [];
    const isGrouped = parts.slice(1).every(({ length }) => length === 3 || length === 4);
    const isIndian = tail.length === 3 && parts.slice(1, -1).every(({ length }) => length === 2);
    // "1, 2, 3" without spaces, or the number of a version
    return isGrouped || isIndian ? [asWhole] : [];
  }
  const mayGroup = tail.length === 3 && /^[1-9]\d{0,2}$/.test(parts[0] ?? '');
  if (!mayGroup) return [asDecimal];
  if (decimal === undefined) return [asWhole, asDecimal];
  return last === decimal ? [asDecimal] : [asWhole];
}

const abbreviated: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, B: 1e9, bn: 1e9 };
const cased = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}]/u;

/** The words that multiply a number: their length, their factor, and whether they surely do. */
function multiplier(
  rest: string,
  words: NumberWords | undefined,
): { length: number; factor: number; isSure: boolean } {
  const short = /^ ?(k|K|M|B|bn)(?![\p{L}\p{N}])/u.exec(rest);
  let [length, factor] = [0, 1];
  const folded = words === undefined ? '' : fold(rest);
  for (let round = 0; round < 2 && words !== undefined && folded.length === rest.length; round++) {
    const gap = /^(?:[\s\u00a0-]|ה)?/u.exec(folded.slice(length))?.[0].length ?? 0;
    const found = words.powers.find(([word]) => {
      const stem = word.length > 4 && cased.test(word) ? word.slice(0, -1) : word;
      if (!folded.startsWith(stem, length + gap)) return false;
      const after = folded.slice(length + gap + stem.length);
      const letters = cased.test(word) ? (/^[\p{L}\p{M}]*/u.exec(after)?.[0].length ?? 0) : 0;
      return letters === 0 ? stem === word || word.length > 4 : word.length > 4 && letters <= 4;
    });
    if (found === undefined) break;
    length += gap + found[0].length;
    factor *= found[1];
  }
  if (factor > 1) return { length: Math.min(length, rest.length), factor, isSure: true };
  if (short === null) return { length: 0, factor: 1, isSure: false };
  return { length: short[0].length, factor: abbreviated[short[1] ?? ''] ?? 1, isSure: false };
}

function readOne(
  { 0: digits, index }: RegExpExecArray,
  text: string,
  plain: string,
  language: Language | undefined,
  words: NumberWords | undefined,
): NumberToken[] {
  const end = index + digits.length;
  const before = plain.slice(Math.max(0, index - 3), index);
  const bare = readDigits(digits, decimalOf(language));
  const isName = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}][-‑‐]?$/u.test(before);
  const isNegative = /(?:^|[\s(])[-−–]$/u.test(before) && !/\d[\s]?[-−–]$/u.test(before);
  if (bare.length === 0) {
    // A list, or the number of a version: each part by itself.
    return [...digits.matchAll(/\d+/g)].map((part) => {
      const start = index + part.index;
      const to = start + part[0].length;
      const value = Number(part[0]);
      return {
        ...{ text: text.slice(start, to), start, end: to, whole: to, digits: part[0] },
        ...{ values: [value], bare: [value], isName, isNegative: false },
      };
    });
  }
  const { length, factor, isSure } = multiplier(plain.slice(end, end + 24), words);
  const multiplied = bare.map((value) => Number((value * factor).toPrecision(12)));
  const values = isSure ? multiplied : [...new Set([...bare, ...multiplied])];
  const whole = end + length;
  const start = isNegative ? index - 1 : index;
  const shown = text.slice(start, isSure ? whole : end);
  return [{ text: shown, start: index, end, whole, digits, values, bare, isName, isNegative }];
}

/** 2万5千 and 3億2000万 are one number. */
function joined(tokens: readonly NumberToken[], text: string): NumberToken[] {
  const out: NumberToken[] = [];
  for (const token of tokens) {
    const last = out.at(-1);
    const gap = last === undefined ? 'x' : text.slice(last.whole, token.start);
    const isHigher =
      last !== undefined &&
      last.whole > last.end &&
      /^[万萬亿億千만억천조兆]$/u.test(text.charAt(last.whole - 1));
    const [a, b] = [last?.values[0] ?? 0, token.values[0] ?? 0];
    if (isHigher && /^ ?$/.test(gap) && b < a) {
      out[out.length - 1] = {
        ...last,
        text: text.slice(last.start, token.whole),
        end: token.end,
        whole: token.whole,
        values: [a + b],
      };
    } else out.push(token);
  }
  return out;
}

/** The numbers that a text has in digits, of whatever script. */
export function readNumbers(text: string, language: Language | undefined): NumberToken[] {
  if (!/\p{Nd}/u.test(text)) return [];
  const plain = plainDigits(text);
  const words = numberWords(language?.code);
  const found: NumberToken[] = [];
  for (const match of plain.matchAll(token)) {
    found.push(...readOne(match, text, plain, language, words));
  }
  return joined(found, plain);
}
