import { seededRandom } from '../../src/core/random';
import {
  currencies,
  languageNames,
  measureUnits,
  regions,
  relativeUnits,
  type Kind,
} from './domain';

import {
  amount,
  date,
  displayName,
  list,
  measure,
  memo,
  relativeTime,
  type Concept,
  type Render,
} from './render';

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1950, 0, 1);
const DAYS = Math.round((Date.UTC(2050, 0, 1) - FIRST_DAY) / DAY);

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** `count` different numbers from `draw`, small ones first. */
function numbers(dense: number, count: number, draw: () => number): number[] {
  const drawn = new Set(upTo(dense));
  while (drawn.size < dense + count) drawn.add(draw());
  return [...drawn];
}

function relativeTimes(random: () => number): Concept[] {
  return relativeUnits.flatMap((unit) => {
    const values = numbers(99, 40, () => 100 + Math.floor(random() * 900));
    return [1, -1].flatMap((sign) =>
      values.map((value) => ({
        kind: 'relative' as const,
        key: `${String(sign * value)} ${unit}`,
        render: relativeTime(sign * value, unit),
        number: { frame: `${sign > 0 ? '+' : '-'}${unit}`, value, phrase: measure(value, unit) },
      })),
    );
  });
}

function measures(random: () => number): Concept[] {
  return measureUnits.flatMap((unit) => {
    const whole = numbers(60, 90, () => 61 + Math.floor(random() * 939));
    const tenths = numbers(0, 50, () => Math.floor(1 + random() * 999) / 10).filter(
      (value) => !Number.isInteger(value),
    );
    return [...whole, ...tenths].map((value) => ({
      kind: 'measure' as const,
      key: `${String(value)} ${unit}`,
      render: measure(value, unit),
      number: { frame: unit, value, phrase: measure(value, unit) },
    }));
  });
}

function amounts(random: () => number): Concept[] {
  return currencies.flatMap((currency) => {
    const values = numbers(40, 160, () =>
      random() < 0.7 ? 41 + Math.floor(random() * 959) : 1000 + Math.floor(random() * 9000),
    );
    return values.map((value) => ({
      kind: 'amount' as const,
      key: `${String(value)} ${currency}`,
      render: amount(value, currency),
      number: { frame: currency, value, phrase: amount(value, currency) },
    }));
  });
}

const dateStyles: Partial<Record<Kind, { options: Intl.DateTimeFormatOptions; count: number }>> = {
  'date-full': {
    options: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
    count: 4000,
  },
  'date-long': { options: { year: 'numeric', month: 'long', day: 'numeric' }, count: 4000 },
  'date-month-day': { options: { month: 'long', day: 'numeric' }, count: 2000 },
  'date-month-year': { options: { year: 'numeric', month: 'long' }, count: 2000 },
  'date-weekday': { options: { weekday: 'long', month: 'long', day: 'numeric' }, count: 4000 },
};

/** Dates with the same English text are one concept: 5 March is the same in every year. */
function dates(random: () => number): Concept[] {
  return Object.entries(dateStyles).flatMap(([kind, { options, count }]) => {
    const byKey = new Map<string, Concept>();
    for (let i = 0; i < count; i++) {
      const render = date(FIRST_DAY + Math.floor(random() * DAYS) * DAY, options);
      const key = `${kind} ${render('en') ?? ''}`;
      byKey.set(key, { kind: kind as Kind, key, render });
    }
    return [...byKey.values()];
  });
}

// 1 January 2024 was a Monday.
const dayOf2024 = (month: number, day: number): number => Date.UTC(2024, month, day);
const named = (kind: Kind, code: string, render: Render): Concept => ({
  kind,
  key: `${kind} ${code}`,
  // Thousands of lists are made of a few hundred names.
  render: memo(render),
});

/** Names by kind: for concepts of their own, and for lists. */
const namedThings = {
  month: upTo(12).map((month) =>
    named('month', String(month), date(dayOf2024(month - 1, 1), { month: 'long' })),
  ),
  weekday: upTo(7).map((day) =>
    named('weekday', String(day), date(dayOf2024(0, day), { weekday: 'long' })),
  ),
  region: regions.map((code) => named('region', code, displayName('region', code))),
  language: languageNames.map((code) => named('language', code, displayName('language', code))),
  currency: currencies.map((code) => named('currency', code, displayName('currency', code))),
} as const;

function names(): Concept[] {
  return [
    ...Object.values(namedThings).flat(),
    ...(['day', 'week', 'month', 'year'] as const).flatMap((unit) =>
      [-1, 0, 1].map((value) =>
        named('word', `${String(value)} ${unit}`, relativeTime(value, unit, 'auto')),
      ),
    ),
  ];
}

/** Number of lists of each kind of name. */
const listsOf = { region: 4500, language: 3000, weekday: 300, month: 1500, currency: 1500 };

/** Lists of two to four different names of one kind; the key ignores their order. */
function lists(random: () => number): Concept[] {
  const byKey = new Map<string, Concept>();
  for (const [kind, count] of Object.entries(listsOf)) {
    const pool = namedThings[kind as keyof typeof listsOf];
    for (let i = 0; i < count; i++) {
      const size = 2 + Math.floor(random() * 2.4);
      const chosen = new Set<Concept>();
      while (chosen.size < size) {
        const item = pool[Math.floor(random() * pool.length)];
        if (item !== undefined) chosen.add(item);
      }
      const items = [...chosen];
      const codes = items.map(({ key }) => key.slice(kind.length + 1));
      const key = `list ${kind} ${codes.sort().join(' ')}`;
      byKey.set(key, { kind: 'list', key, render: list(items.map(({ render }) => render)) });
    }
  }
  return [...byKey.values()];
}

/** All concepts, the same for the same seed. */
export function makeConcepts(seed: number): Concept[] {
  const random = seededRandom(seed);
  return [
    ...relativeTimes(random),
    ...measures(random),
    ...amounts(random),
    ...dates(random),
    ...names(),
    ...lists(random),
  ];
}
