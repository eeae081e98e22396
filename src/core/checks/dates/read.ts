import type { Language } from '../../languages';
import { fold } from '../fold';
import { plainDigits } from '../numbers/digits';
import { readIdeographs } from '../numbers/numerals';
import { calendarOf, type Calendar } from './calendar';

/** A day, as far as it is given. */
export interface Day {
  readonly year?: number | undefined;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}
/** A date in a text, with what it may mean: 3/5/2024 is one of two days. */
export interface DateToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly days: readonly Day[];
  /** Whether its month is written as a word. */
  readonly isNamed: boolean;
}

const isMonth = (value: number): boolean => value >= 1 && value <= 12;
const isDay = (value: number): boolean => value >= 1 && value <= 31;
const fullYear = (text: string): number =>
  text.length === 2 ? (Number(text) < 70 ? 2000 : 1900) + Number(text) : Number(text);

const numeric =
  /(?<![\d./-])(?:(\d{4})([./-])\s?(\d{1,2})\2\s?(\d{1,2})|(\d{1,2})([./-])\s?(\d{1,2})\6\s?(\d{4}|\d{2}))(?![\d/-]|\.\d)/gu;
const eastern =
  /(?:(\d{2,4}|[〇零一二三四五六七八九]{4})\s?[年년]\s?)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月월])\s?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号號일])?/gu;

function readNumeric(plain: string): Omit<DateToken, 'text'>[] {
  return [...plain.matchAll(numeric)].flatMap((match) => {
    const [found, y1, , m1, d1, a, , b, y2] = match;
    const year = fullYear(y1 ?? y2 ?? '');
    const pairs =
      y1 === undefined
        ? [
            [Number(a), Number(b)],
            [Number(b), Number(a)],
          ]
        : [[Number(m1), Number(d1)]];
    const days = pairs
      .filter(([month = 0, day = 0]) => isMonth(month) && isDay(day))
      .map(([month, day]) => ({ year, month, day }));
    const { index: start } = match;
    // "1.2.34" may be the number of a version.
    const isDate = days.length > 0 && (y2?.length !== 2 || match[6] === '/' || match[6] === '.');
    return isDate ? [{ start, end: start + found.length, days, isNamed: false }] : [];
  });
}

const east = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : /^\d/.test(text) ? Number(text) : readIdeographs(text);

function readEastern(plain: string): Omit<DateToken, 'text'>[] {
  if (!/[月월]/u.test(plain)) return [];
  return [...plain.matchAll(eastern)].flatMap((match) => {
    const [year, month = 0, day] = [east(match[1]), east(match[2]), east(match[3])];
    const { index: start } = match;
    if (!isMonth(month) || (day !== undefined && !isDay(day))) return [];
    return [
      {
        start,
        end: start + match[0].trimEnd().length,
        days: [{ year, month, day }],
        isNamed: false,
      },
    ];
  });
}

const dayBefore =
  /(?<![\d.,:])(\d{1,2})(?:\s?(?:st|nd|rd|th|er|re|º|ª|°|a|ú|da|-?(?:го|е|й|ден|а))|\.)?[\s\u00a0]*(?:of|de|di|d['’]|den|del|do|-|ngày|ta['’])?[\s\u00a0]*(?:the\s)?$/u;
const dayAfter =
  /^[.,]?[\s\u00a0-]*(?:the\s)?(\d{1,2})(?!\d|[:.]\d|\s?(?:年|%))(?:st|nd|rd|th|(?:-?(?:а|е|го|den|ın|in))(?!\p{L}))?/u;
const yearAfter =
  /^\.?(?:,|،|[\s\u00a0]*(?:de|del|of|do|г|da))?[.,،]?[\s\u00a0]*(?:de\s|พ\.ศ\.\s?|ค\.ศ\.\s?)?(\d{4})(?!\d|[.,]\d)/u;
const yearBefore =
  /(?<!\d)(\d{4})[.,]?(?:[\s-]*(?:ж|жыл|оны|жылы|йил|년|m|e|წლის))?[.,]?[\s\u00a0]*(?:жылғы|й)?$/u;

function readNamed(folded: string, calendar: Calendar): Omit<DateToken, 'text'>[] {
  if (calendar.month === undefined) return [];
  return [...folded.matchAll(calendar.month)].flatMap((match) => {
    const month = calendar.months.get(match[0]);
    let [start, end] = [match.index, match.index + match[0].length];
    const isLetters = /^[\p{L}\p{M}]/u.test(match[0]) && /\p{L}/u.test(folded.charAt(start - 1));
    if (isLetters) return [];
    // An ending of its own: "mayıs'ta", "tammikuuta"
    const ending =
      /^[\p{L}\p{M}]{0,4}(?![\p{L}\p{M}])|^(?=\p{Script=Thai}|\p{Script=Khmer}|\p{Script=Lao}|\p{Script=Han})/u;
    const letters = ending.exec(folded.slice(end))?.[0].length;
    if (letters === undefined || (letters > 0 && match[0].length < 4)) return [];
    const nameEnd = end + letters;
    end = nameEnd;
    const before = dayBefore.exec(folded.slice(Math.max(0, start - 24), start));
    let day = before === null ? undefined : Number(before[1]);
    if (before !== null) start -= before[0].length;
    else {
      const after = dayAfter.exec(folded.slice(nameEnd, nameEnd + 16));
      if (after !== null && isDay(Number(after[1]))) {
        day = Number(after[1]);
        end += after[0].length;
      }
    }
    const year = yearAfter.exec(folded.slice(end, end + 24));
    if (year !== null) end += year[0].length;
    const earlier =
      year === null ? yearBefore.exec(folded.slice(Math.max(0, start - 20), start)) : null;
    if (earlier !== null) start -= earlier[0].length;
    if (day !== undefined && !isDay(day)) return [];
    const given = year?.[1] ?? earlier?.[1];
    if (day === undefined && given === undefined) return [];
    const days = [{ year: given === undefined ? undefined : Number(given), month, day }];
    return [{ start, end, days, isNamed: true }];
  });
}

/** The dates of a text: in digits, in ideographs, and with names of months. */
export function readDates(text: string, language: Language | undefined): DateToken[] {
  const plain = plainDigits(text);
  const hasDigits = /\d/.test(plain) || /[月월]/u.test(plain);
  if (!hasDigits) return [];
  const folded = fold(plain);
  const named =
    language !== undefined && folded.length === plain.length
      ? readNamed(folded, calendarOf(language))
      : [];
  const found: DateToken[] = [];
  for (const one of [...readNumeric(plain), ...readEastern(plain), ...named]) {
    if (found.some(({ start, end }) => one.start < end && start < one.end)) continue;
    found.push({ ...one, text: text.slice(one.start, one.end).trim() });
  }
  return found;
}

/** Names in a folded text, as far as they are words: months, or weekdays. */
export function mentioned(folded: string, names: ReadonlyMap<string, number>): Set<number> {
  const values = new Set<number>();
  for (const [name, value] of names) {
    if (name.length < 2 || (name.length < 4 && /\p{Script=Latin}/u.test(name))) continue;
    const stem = name.length > 5 ? name.slice(0, -1) : name;
    const at = folded.indexOf(stem);
    if (at >= 0 && !/\p{L}/u.test(/\p{Script=Han}/u.test(name) ? '' : folded.charAt(at - 1)))
      values.add(value);
  }
  return values;
}
