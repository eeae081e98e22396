import type { Kind } from './domain';

/** Renders one concept in one language; undefined if CLDR has nothing of its own for it. */
export type Render = (tag: string) => string | undefined;

/** One thing to say, in every language that can say it. */
export interface Concept {
  kind: Kind;
  /** Identifies the concept; the held-out ones are drawn by it. */
  key: string;
  render: Render;
  /** Other ways to say it, which are asked but never answered. */
  ways?: (tag: string) => readonly string[];
  /** What may change between turns: concepts with the same `frame` differ only in this number. */
  number?: { frame: string; value: number; phrase: Render };
}

// One calendar and one set of digits for all, because the Thai, Persian and Amharic defaults differ.
const locale = (tag: string): string => `${tag}-u-ca-gregory-nu-latn`;

/** Direction marks and odd spaces are invisible to people and would only cost the model tokens. */
export function normalise(text: string): string {
  return text
    .replace(/[\u200b\u200e\u200f\u061c]/g, '')
    .replace(/[\u00a0\u202f\u2009]/g, ' ')
    .normalize('NFC');
}

/** Remembers what it made for each key: formatters take milliseconds, names are asked for again and again. */
export function memo<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined || made.has(key)) return known as T;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

const relativeFormat = memo((numeric: 'always' | 'auto') =>
  memo((tag: string) => new Intl.RelativeTimeFormat(locale(tag), { numeric, style: 'long' })),
);

export function relativeTime(
  value: number,
  unit: Intl.RelativeTimeFormatUnit,
  numeric: 'always' | 'auto' = 'always',
): Render {
  const formatOf = relativeFormat(numeric);
  return (tag) => normalise(formatOf(tag).format(value, unit));
}

const unitFormat = memo((unit: string) =>
  memo(
    (tag: string) =>
      new Intl.NumberFormat(locale(tag), {
        ...({ style: 'unit', unit, unitDisplay: 'long' } as const),
        useGrouping: false,
      }),
  ),
);

export function measure(value: number, unit: string): Render {
  const formatOf = unitFormat(unit);
  return (tag) => normalise(formatOf(tag).format(value));
}

const currencyFormat = memo((currency: string) =>
  memo(
    (tag: string) =>
      new Intl.NumberFormat(locale(tag), {
        ...({ style: 'currency', currency, currencyDisplay: 'name' } as const),
        useGrouping: false,
        minimumFractionDigits: 0,
      }),
  ),
);

export function amount(value: number, currency: string): Render {
  const formatOf = currencyFormat(currency);
  return (tag) => {
    const text = normalise(formatOf(tag).format(value));
    return text.includes(currency) ? undefined : text;
  };
}

const dateFormat = memo((options: string) =>
  memo((tag: string) => {
    const wanted = JSON.parse(options) as Intl.DateTimeFormatOptions;
    return new Intl.DateTimeFormat(locale(tag), { ...wanted, timeZone: 'UTC' });
  }),
);

export function date(time: number, options: Intl.DateTimeFormatOptions): Render {
  const formatOf = dateFormat(JSON.stringify(options));
  return (tag) => normalise(formatOf(tag).format(time));
}

const nameFormat = memo((type: 'region' | 'language' | 'currency') =>
  memo((tag: string) => new Intl.DisplayNames(tag, { type, fallback: 'none' })),
);

export function displayName(type: 'region' | 'language' | 'currency', code: string): Render {
  const formatOf = nameFormat(type);
  return (tag) => {
    const name = formatOf(tag).of(code);
    return name === undefined ? undefined : normalise(name);
  };
}

const listFormat = memo(
  (tag: string) => new Intl.ListFormat(tag, { type: 'conjunction', style: 'long' }),
);

export const list =
  (items: readonly Render[]): Render =>
  (tag) => {
    const words = items.map((item) => item(tag));
    if (words.some((word) => word === undefined)) return undefined;
    return normalise(listFormat(tag).format(words as string[]));
  };

/** A clock time; English says it with twelve hours. */
export const clock = (hour: number, minute: number): Render =>
  date(Date.UTC(2024, 0, 1, hour, minute), { timeStyle: 'short' });

const pluralRules = memo((tag: string) => new Intl.PluralRules(tag));

/** A count of things, by the plural category of the language; `{n}` in the form is the number. */
export const count =
  (value: number, formOf: (tag: string, category: string) => string | undefined): Render =>
  (tag) =>
    formOf(tag, pluralRules(tag).select(value))?.replace('{n}', String(value));
