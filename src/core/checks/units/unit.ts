import type { Language } from '../../languages';
import type { Check } from '../../translation/types';
import { factsOf, type Facts } from '../facts';
import type { NumberToken } from '../numbers/read';
import type { Pair } from '../types';
import { unitForms } from './forms';
import { measureOf, unitsOf } from './read';

/** Not the same, but one may stand for the other. */
const alike = [
  ['degree', 'celsius'],
  ['degree', 'fahrenheit'],
  ['kilometer', 'kilometer-per-hour'],
  ['mile', 'mile-per-hour'],
  ['JPY', 'CNY'],
];
/** Their signs mean nothing else, so a translation without any has lost them. */
const telling = new Set([
  'percent',
  'permille',
  'celsius',
  'fahrenheit',
  'USD',
  'EUR',
  'GBP',
  'INR',
]);

function agree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if ([...a].some((one) => b.has(one))) return true;
  return alike.some(([x = '', y = '']) => (a.has(x) && b.has(y)) || (a.has(y) && b.has(x)));
}

const cased =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}]/u;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const measuresOf = (set: ReadonlySet<string>): string[] => [...set].map(measureOf);
const clash = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  !agree(a, b) && measuresOf(a).some((measure) => measuresOf(b).includes(measure));

const isSame = (a: NumberToken, b: NumberToken): boolean =>
  a.digits === b.digits ||
  [...a.values, ...a.bare].some((value) => b.values.includes(value) || b.bare.includes(value));

/** Whether any of the units stands somewhere, short forms as whole words. */
function isMentioned(set: ReadonlySet<string>, facts: Facts, language: Language): boolean {
  const { byUnit } = unitForms(language);
  return [...set].some((unit) =>
    [...(byUnit.get(unit) ?? [])].some((form) => {
      const at = facts.folded.indexOf(form.length > 4 ? form.slice(0, -1) : form);
      if (at < 0) return false;
      const isShort = form.length < 4 && cased.test(form);
      return (
        !isShort || new RegExp(`(?<!\\p{L})${escaped(form)}(?!\\p{L})`, 'u').test(facts.folded)
      );
    }),
  );
}

function isWrong(
  number: NumberToken,
  set: ReadonlySet<string>,
  target: Facts,
  language: Language,
): boolean {
  const others = target.numbers.filter((one) => isSame(number, one));
  if (others.length === 0) return false;
  const found = others.map((one) => unitsOf(one, target.folded, language));
  if (found.some((other) => agree(set, other))) return false;
  if (isMentioned(set, target, language)) return false;
  if (found.some((other) => clash(set, other))) return true;
  return found.every((other) => other.size === 0) && [...set].every((unit) => telling.has(unit));
}

/** Units, percent signs and currencies that the translation has lost or changed. */
export function checkUnit({ source, target }: Pair): Check | undefined {
  const { language } = source;
  const [from, to] = [factsOf(source), factsOf(target)];
  if (language === undefined || from.free.length === 0) return undefined;
  const about = from.free.flatMap((number) => {
    const set = unitsOf(number, from.folded, language);
    if (set.size === 0 || !isWrong(number, set, to, target.language)) return [];
    return [shown(number, source.prose)];
  });
  return about.length > 0 ? { kind: 'unit', about: [...new Set(about)] } : undefined;
}

/** The number with what is written right before and after it. */
function shown({ start, whole }: NumberToken, text: string): string {
  const before = /\p{Sc}\s?$|[A-Z]{2,3}\s?$/u.exec(text.slice(0, start))?.[0] ?? '';
  const after = /^\s?(?:[%‰°٪]?[\p{L}\p{M}²]*|\p{Sc})/u.exec(text.slice(whole))?.[0] ?? '';
  return `${before}${text.slice(start, whole)}${after}`.trim();
}
