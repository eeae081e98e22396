import type { Check } from '../../translation/types';
import { factsOf, type Facts } from '../facts';
import type { Pair } from '../types';
import { calendarOf } from './calendar';
import { mentioned, type DateToken, type Day } from './read';
import type { TimeToken } from './times';

/** Years of other eras: Buddhist, Minguo, Shōwa, Heisei, Reiwa; and the year of a century. */
const eras = [0, 543, -1911, -1925, -1988, -2018];
const isSameYear = (a: number, b: number): boolean =>
  eras.some((era) => a + era === b || b + era === a) ||
  (Math.min(a, b) < 100 && (a - b) % 100 === 0);

function isSame(a: Day, b: Day): boolean {
  const isEqual = (one: number | undefined, other: number | undefined): boolean =>
    one === undefined || other === undefined || one === other;
  if (!isEqual(a.month, b.month) || !isEqual(a.day, b.day)) return false;
  return a.year === undefined || b.year === undefined || isSameYear(a.year, b.year);
}

function keepsDate(date: DateToken, target: Facts, months: ReadonlySet<number>): boolean {
  if (
    target.dates.some(({ days }) => days.some((one) => date.days.some((day) => isSame(day, one))))
  ) {
    return date.days.some((day) => lacksNothing(day, target));
  }
  return date.days.some(
    (day) =>
      lacksNothing(day, target) &&
      (day.month === undefined || months.size === 0 || months.has(day.month)) &&
      (months.size > 0 || date.isNamed || day.month === undefined || target.says(day.month)),
  );
}

function lacksNothing({ year, day }: Day, target: Facts): boolean {
  const saysYear =
    year === undefined ||
    target.says(year) ||
    target.numbers.some(({ bare }) => bare.some((one) => isSameYear(year, one)));
  return saysYear && (day === undefined || target.says(day));
}

function keepsTime(time: TimeToken, target: Facts, afternoon: readonly string[]): boolean {
  const { hour, minute, half } = time;
  const isNoon = hour % 12 === 0;
  const hours = [hour, hour % 12, (hour % 12) + 12];
  const exact = target.times.filter((one) => one.minute === minute && one.hour % 12 === hour % 12);
  if (exact.length > 0) {
    if (half !== 'pm' || isNoon || hour > 12) return true;
    // "3:30 pm" is not 3:30 where nothing says that it is in the afternoon.
    return (
      exact.some((one) => one.hour > 12 || one.half === 'pm') || saysAfternoon(target, afternoon)
    );
  }
  const saysHour = hours.some((one) => target.says(one));
  if (minute === 0) {
    const isElsewhere =
      target.times.length > 0 &&
      !target.free.some((one) => one.bare.some((v) => hours.includes(v)));
    return isNoon || (saysHour && !isElsewhere);
  }
  const asDecimal = target.numbers.some(({ bare }) =>
    bare.some((one) => hours.some((h) => Math.abs(one - (h + minute / 100)) < 1e-9)),
  );
  if (asDecimal) return true;
  if (target.times.some((one) => one.minute !== 0)) return false;
  const isSpoken = minute % 15 === 0 || minute % 5 === 0;
  const next = hours.map((one) => one + 1);
  return (
    (saysHour || next.some((one) => target.says(one))) &&
    (target.says(minute) || target.says(60 - minute) || (isSpoken && target.times.length === 0))
  );
}

function saysAfternoon(target: Facts, words: readonly string[]): boolean {
  return words.some((word) => target.folded.includes(word.length > 4 ? word.slice(0, -1) : word));
}

/** Months or weekdays that both sides name, but not the same. */
function confused(source: Set<number>, target: Set<number>): boolean {
  if (source.size === 0 || target.size === 0) return false;
  return [...source].some((one) => !target.has(one)) && [...target].some((one) => !source.has(one));
}

/** Dates, times, months and weekdays that the translation has not, or has otherwise. */
export function checkDate({ source, target }: Pair): Check | undefined {
  const [from, to] = [factsOf(source), factsOf(target)];
  const calendar = calendarOf(target.language);
  const months = new Set([
    ...mentioned(to.folded, calendar.months),
    ...to.dates.flatMap(({ days }) => days.flatMap(({ month }) => month ?? [])),
  ]);
  const about = [
    ...from.dates.filter((date) => !keepsDate(date, to, months)).map(({ text }) => text),
    ...from.times
      .filter((time) => !keepsTime(time, to, calendar.afternoon))
      .map(({ text }) => text),
  ];
  if (about.length === 0 && source.language !== undefined) {
    const own = calendarOf(source.language);
    const isConfused =
      confused(mentioned(from.folded, own.weekdays), mentioned(to.folded, calendar.weekdays)) ||
      (from.dates.length === 0 && confused(capitalMonths(source.prose, from, own.months), months));
    if (isConfused) about.push(...namesIn(source.prose, from.folded, own));
  }
  return about.length > 0 ? { kind: 'date', about: [...new Set(about)] } : undefined;
}

/** Of English, "may" and "march" are words, too. */
function capitalMonths(
  text: string,
  { folded }: Facts,
  names: ReadonlyMap<string, number>,
): Set<number> {
  const found = mentioned(folded, names);
  if (!/\bMay\b/.test(text)) found.delete(names.has('may') ? 5 : 0);
  if (!/\bMarch\b/.test(text) && names.has('march')) found.delete(3);
  return found;
}

function namesIn(
  text: string,
  folded: string,
  {
    weekdays,
    months,
  }: { weekdays: ReadonlyMap<string, number>; months: ReadonlyMap<string, number> },
): string[] {
  const names = [...weekdays.keys(), ...months.keys()].filter((name) => name.length > 1);
  const found = names.filter((name) => folded.includes(name));
  return found
    .filter((name) => !found.some((other) => other !== name && other.includes(name)))
    .map((name) => text.slice(folded.indexOf(name)).slice(0, name.length));
}
