import type { Check } from '../../translation/types';
import { factsOf, type Facts } from '../facts';
import type { Pair } from '../types';
import { isConverted, unitsOf } from '../units/read';
import type { NumberToken } from './read';
import { numberWords } from './words';

/** Amounts that are often said otherwise: "half an hour", "next year", "twice", "a dozen". */
const common = new Set([0.5, 15, 20, 24, 30, 45, 50, 60, 100, 1000]);
const SMALL = 12;
/** Languages with a dual: two days are one word. */
const dual = new Set('ara heb mlt slv'.split(' '));
/** Years before ours: Buddhist, Persian, Minguo, and the eras of Japan. */
const eras = [543, -621, -622, -1911, -1925, -1988, -2018];
const lower = /^[\s\u00a0-]*(?:\p{Ll}|\p{Lo})/u;

const shares = (a: readonly number[], b: readonly number[]): boolean =>
  a.some((value) => b.includes(value));

/** "1980s": the eighties; a year of another era. */
function meansSame(value: number, others: readonly number[]): boolean {
  return others.some((other) => {
    const [low, high] = value < other ? [value, other] : [other, value];
    if (low === high) return true;
    const isYear = Number.isInteger(high) && high >= 1100 && high < 2600;
    if (!isYear) return false;
    if (low < 100 && low >= 10 && high % 100 === low) return true;
    return eras.some((era) => other + era === value || value + era === other);
  });
}

interface Sides {
  readonly pair: Pair;
  readonly from: Facts;
  readonly to: Facts;
}

function isFound(number: NumberToken, { to }: Sides): boolean {
  return to.numbers.some(
    (other) =>
      other.digits === number.digits ||
      shares(number.values, other.values) ||
      // Where one of both languages' words that multiply is not known here.
      (!to.hasWords && shares(number.bare, other.bare)) ||
      (number.whole === number.end && number.values.some((one) => meansSame(one, other.values))),
  );
}

function maySayOtherwise(number: NumberToken, sides: Sides): boolean {
  const { pair, from, to } = sides;
  const { source, target } = pair;
  if (number.values.some((value) => to.says(value))) return true;
  const [value = 0] = number.values;
  if (!to.hasWords && Number.isInteger(value) && value <= SMALL) return true;
  const isCounting = lower.test(source.prose.slice(number.end));
  if (isCounting && (value === 1 || (value === 2 && dual.has(target.language.code)))) return true;
  if (source.language === undefined) return false;
  const units = unitsOf(number, from.folded, source.language);
  if (units.size === 0) return false;
  return to.numbers.some((other) =>
    isConverted(number.values, units, other.values, unitsOf(other, to.folded, target.language)),
  );
}

function mayBeAdded(number: NumberToken, { pair, from, to }: Sides): boolean {
  const [value = 0] = number.values;
  if (value <= SMALL || common.has(value) || number.isName) return true;
  const own = [...from.numbers.flatMap((one) => [...one.values, ...one.bare]), ...from.inWords()];
  // A year's century; the sum of words; the same in another unit
  if (own.some((one) => meansSame(value, [one]) || Math.floor(one / 100) + 1 === value))
    return true;
  if (from.says(value)) return true;
  const { source, target } = pair;
  if (numberWords(source.language?.code) === undefined && value % 10 === 0) return true;
  if (source.language === undefined) return false;
  const { language } = source;
  const units = unitsOf(number, to.folded, target.language);
  if (units.size === 0) return false;
  return from.numbers.some((other) =>
    isConverted(other.values, unitsOf(other, from.folded, language), number.values, units),
  );
}

const digitsOf = (numbers: readonly NumberToken[]): string =>
  numbers.map(({ digits }) => digits.replace(/\D/g, '')).join('');

/** A sign that says "less than zero", or a word. */
function keepsSign(number: NumberToken, { pair, to }: Sides): boolean {
  const isSame = to.numbers.filter((other) => shares(number.values, other.values));
  if (isSame.length === 0 || isSame.some(({ isNegative }) => isNegative)) return true;
  const known = numberWords(pair.target.language.code)?.minus ?? [];
  if (known.length === 0) return true;
  const words = [
    ...known,
    ...'零下 氷点下 영하 minus below sub- мороз ниже null zero cero'.split(' '),
  ];
  return (
    /[-−–‑]\s?[٪%]?\s?\p{Nd}/u.test(pair.target.prose) ||
    words.some((word) => to.folded.includes(word))
  );
}

/** Numbers that the translation has not, or that only it has. */
export function checkNumber(pair: Pair): Check | undefined {
  const { source, target } = pair;
  const sides = { pair, from: factsOf(source), to: factsOf(target) };
  const { from, to } = sides;
  if (from.numbers.length === 0 && to.numbers.length === 0) return undefined;
  const isRegrouped =
    from.numbers.length !== to.numbers.length && digitsOf(from.numbers) === digitsOf(to.numbers);
  if (isRegrouped && from.numbers.length > 1) return undefined;
  const open = from.free.filter(
    (number) => !isFound(number, sides) && !maySayOtherwise(number, sides),
  );
  const added = to.free.filter(
    (number) =>
      !from.numbers.some((other) => isFound(other, { ...sides, to: only(number, to) })) &&
      !mayBeAdded(number, sides),
  );
  const missing = open.filter(({ isName }) => !isName || added.length > 0 || to.numbers.length > 0);
  const unsigned = from.free.filter((number) => number.isNegative && !keepsSign(number, sides));
  const about = [...missing, ...unsigned].map(({ text }) => text);
  if (about.length === 0) about.push(...added.map(({ text }) => text));
  return about.length > 0 ? { kind: 'number', about: [...new Set(about)] } : undefined;
}

const only = (number: NumberToken, to: Facts): Facts => ({ ...to, numbers: [number] });
