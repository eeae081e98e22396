import type { Language } from '../../languages';
import { fold } from '../fold';

/** A language's names in the calendar, folded. */
export interface Calendar {
  /** Name → month, 1 to 12. */
  readonly months: ReadonlyMap<string, number>;
  /** Full names → weekday, 0 for Sunday. */
  readonly weekdays: ReadonlyMap<string, number>;
  /** Matches a name of a month, the longest first; undefined if the language has none of its own. */
  readonly month: RegExp | undefined;
  /** What says that a time is after noon. */
  readonly afternoon: readonly string[];
}

const letter = /\p{L}/u;
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function names(
  tag: string,
  type: 'month' | 'weekday',
  options: readonly Intl.DateTimeFormatOptions[],
  dates: readonly Date[],
): Map<string, number> {
  const found = new Map<string, number>();
  for (const option of options) {
    const formatter = new Intl.DateTimeFormat(tag, {
      ...option,
      timeZone: 'UTC',
      calendar: 'gregory',
    });
    dates.forEach((date, i) => {
      const name = formatter.formatToParts(date).find((part) => part.type === type)?.value ?? '';
      const folded = fold(name).replace(/\.$/, '');
      if (!letter.test(folded) || /^\d/.test(folded)) return;
      // Persian parts of a name are joined, or apart.
      for (const one of [folded, fold(name.replaceAll('\u200c', ' '))]) {
        if (!found.has(one)) found.set(one, i);
      }
    });
  }
  return found;
}

const firsts = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2024, month, 12)));
const week = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2024, 8, 1 + day)));
const day = 'numeric';
const monthOptions: readonly Intl.DateTimeFormatOptions[] = [
  { month: 'long', day },
  { month: 'long' },
  { month: 'long', day, year: 'numeric' },
  { month: 'short', day },
];
// Other names of months and weekdays than CLDR's.
const moreMonths: Readonly<Record<string, string>> = {
  ara: 'كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول',
  deu: 'jänner|feber|märz',
  eng: 'jan|feb|mar|apr|may|jun|jul|aug|sept|oct|nov|dec',
  fas: 'ژانویه|فوریه|مارس|آوریل|مه|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر',
};
const moreWeekdays: Readonly<Record<string, string>> = {
  zho_simpl:
    '星期天|周一|周二|周三|周四|周五|周六/周日|礼拜一|礼拜二|礼拜三|礼拜四|礼拜五|礼拜六/礼拜天',
  zho_trad:
    '星期天|週一|週二|週三|週四|週五|週六/週日|禮拜一|禮拜二|禮拜三|禮拜四|禮拜五|禮拜六/禮拜天',
};
// Beside what CLDR calls the parts of a day.
const moreAfternoon: Readonly<Record<string, string>> = {
  zho_simpl: '下午|晚上|晚|傍晚|中午|午后|夜里',
  zho_trad: '下午|晚上|晚|傍晚|中午|午後|夜裡',
  jpn: '午後|夕方|夜|昼',
  kor: '오후|저녁|밤|낮',
  eng: 'pm|p.m|afternoon|evening|night|noon',
};

function afternoonOf(tag: string, code: string): string[] {
  const words = new Set((moreAfternoon[code] ?? 'pm').split('|').map(fold));
  for (const dayPeriod of ['long', 'short'] as const) {
    const formatter = new Intl.DateTimeFormat(tag, {
      ...{ hour: 'numeric', hour12: true, timeZone: 'UTC', dayPeriod },
    });
    const marker = new Intl.DateTimeFormat(tag, { hour: 'numeric', hour12: true, timeZone: 'UTC' });
    for (const hour of [12, 13, 15, 17, 19, 22, 23]) {
      const date = new Date(Date.UTC(2024, 0, 1, hour));
      for (const one of [formatter, marker]) {
        const name = one.formatToParts(date).find(({ type }) => type === 'dayPeriod')?.value ?? '';
        if (letter.test(name)) words.add(fold(name));
      }
    }
  }
  return [...words];
}

function build({ tag, code }: Language): Calendar {
  const months = new Map(
    [...names(tag, 'month', monthOptions, firsts)].map(([name, i]) => [name, i + 1]),
  );
  (moreMonths[code] ?? '').split('|').forEach((name, i) => {
    if (name !== '') months.set(fold(name), i + 1);
  });
  const weekdays = names(tag, 'weekday', [{ weekday: 'long' }], week);
  (moreWeekdays[code] ?? '').split('|').forEach((group, i) => {
    for (const name of group.split('/')) if (name !== '') weekdays.set(fold(name), i % 7);
  });
  const byLength = (names: ReadonlyMap<string, number>): Map<string, number> =>
    new Map([...names].sort(([a], [b]) => b.length - a.length));
  // ICU gives English names for a language that it does not know.
  const isOwn = code === 'eng' || !months.has('january');
  const longest = [...months.keys()].sort((a, b) => b.length - a.length).map(escaped);
  return {
    months: isOwn ? byLength(months) : new Map(),
    weekdays: isOwn ? byLength(weekdays) : new Map(),
    month: isOwn && longest.length > 0 ? new RegExp(longest.join('|'), 'gu') : undefined,
    afternoon: afternoonOf(tag, code),
  };
}

const built = new Map<string, Calendar>();

/** Names of months and weekdays, and the order of a date, in a language. Made once. */
export function calendarOf(language: Language): Calendar {
  const known = built.get(language.code) ?? build(language);
  built.set(language.code, known);
  return known;
}
