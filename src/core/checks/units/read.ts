import type { Language } from '../../languages';
import type { NumberToken } from '../numbers/read';
import { unitForms, units } from './forms';

const letter = /\p{L}/u;
const spaced =
  /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Armenian}\p{Script=Georgian}]/u;
const none: ReadonlySet<string> = new Set();

/** The units that a number may have, by what is written after it, or before; none if that is no unit. */
export function unitsOf(
  { end, whole, start }: NumberToken,
  folded: string,
  language: Language,
): ReadonlySet<string> {
  const { byForm, longest } = unitForms(language);
  for (const from of whole === end ? [end] : [whole, end]) {
    const rest = folded.slice(from, from + longest + 8);
    const gap =
      /^(?:[\s\u00a0-]|de |of |di |d['’]|個|个(?!月|小|星|钟)){0,2}/u.exec(rest)?.[0].length ?? 0;
    for (let length = Math.min(longest, rest.length - gap); length > 0; length--) {
      const form = rest.slice(gap, gap + length);
      const found = byForm.get(form);
      if (found === undefined) continue;
      const next = rest.slice(gap + length);
      const ending = /^\p{L}*/u.exec(next)?.[0].length ?? 0;
      const isWhole = !letter.test(form.slice(-1)) || !spaced.test(form) || ending === 0;
      if (isWhole || (form.length > 3 && ending <= 4)) return found;
    }
  }
  const head = folded.slice(0, start).replace(/[\s\u00a0-]+$/u, '');
  for (let length = Math.min(longest, head.length); length > 0; length--) {
    const found = byForm.get(head.slice(head.length - length));
    if (found === undefined) continue;
    const isWord = letter.test(head.charAt(head.length - length));
    const [first = ''] = Array.from(found);
    // Money's signs stand before a number, and in some languages all units do.
    const isBefore = /^[A-Z]{3}$/.test(first) || first === 'percent' || length > 3;
    if (isBefore && !(isWord && letter.test(head.charAt(head.length - length - 1)))) return found;
  }
  return none;
}

/** What a unit measures; `money` for a currency. */
export const measureOf = (unit: string): string => units.get(unit)?.measure ?? 'money';

function convert(value: number, from: string, to: string): number {
  if (from === 'celsius' && to === 'fahrenheit') return value * 1.8 + 32;
  if (from === 'fahrenheit' && to === 'celsius') return (value - 32) / 1.8;
  return (value * (units.get(from)?.factor ?? NaN)) / (units.get(to)?.factor ?? NaN);
}

/** Whether one quantity is about the other in another unit: 5 miles, 8 km. */
export function isConverted(
  values: readonly number[],
  from: ReadonlySet<string>,
  others: readonly number[],
  to: ReadonlySet<string>,
): boolean {
  for (const a of from) {
    for (const b of to) {
      if (a === b || measureOf(a) !== measureOf(b) || measureOf(a) === 'money') continue;
      for (const value of values) {
        const expected = convert(value, a, b);
        if (others.some((one) => Math.abs(one - expected) <= Math.abs(expected) * 0.1)) return true;
      }
    }
  }
  return false;
}
