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

// Formatters are slow to make (milliseconds) and there are few of them.
const formatters = new Map<string, unknown>();
function cached<T>(key: string, make: () => T): T {
  if (!formatters.has(key)) formatters.set(key, make());
  return formatters.get(key) as T;
}

export const relativeTime =
  (
    value: number,
    unit: Intl.RelativeTimeFormatUnit,
    numeric: 'always' | 'auto' = 'always',
  ): Render =>
  (tag) =>
    normalise(
      cached(
        `relative ${tag} ${numeric}`,
        () => new Intl.RelativeTimeFormat(locale(tag), { numeric, style: 'long' }),
      ).format(value, unit),
    );

export const measure =
  (value: number, unit: string): Render =>
  (tag) =>
    normalise(
      cached(
        `unit ${tag} ${unit}`,
        () =>
          new Intl.NumberFormat(locale(tag), {
            style: 'unit',
            unit,
            unitDisplay: 'long',
            useGrouping: false,
          }),
      ).format(value),
    );

export const amount =
  (value: number, currency: string): Render =>
  (tag) => {
    const text = normalise(
      cached(
        `currency ${tag} ${currency}`,
        () =>
          new Intl.NumberFormat(locale(tag), {
            style: 'currency',
            currency,
            currencyDisplay: 'name',
            useGrouping: false,
            minimumFractionDigits: 0,
          }),
      ).format(value),
    );
    return text.includes(currency) ? undefined : text;
  };

export const date =
  (time: number, options: Intl.DateTimeFormatOptions): Render =>
  (tag) =>
    normalise(
      cached(
        `date ${tag} ${JSON.stringify(options)}`,
        () => new Intl.DateTimeFormat(locale(tag), { ...options, timeZone: 'UTC' }),
      ).format(time),
    );

export const displayName =
  (type: 'region' | 'language' | 'currency', code: string): Render =>
  (tag) => {
    const name = cached(
      `name ${tag} ${type}`,
      () => new Intl.DisplayNames(tag, { type, fallback: 'none' }),
    ).of(code);
    return name === undefined ? undefined : normalise(name);
  };

export const list =
  (items: readonly Render[]): Render =>
  (tag) => {
    const words = items.map((item) => item(tag));
    if (words.some((word) => word === undefined)) return undefined;
    return normalise(
      cached(
        `list ${tag}`,
        () => new Intl.ListFormat(tag, { type: 'conjunction', style: 'long' }),
      ).format(words as string[]),
    );
  };

/** A clock time; English says it with twelve hours. */
export const clock = (hour: number, minute: number): Render =>
  date(Date.UTC(2024, 0, 1, hour, minute), { timeStyle: 'short' });

/** A count of things, by the plural category of the language; `{n}` in the form is the number. */
export const count =
  (value: number, formOf: (tag: string, category: string) => string | undefined): Render =>
  (tag) => {
    const category = cached(`plural ${tag}`, () => new Intl.PluralRules(tag)).select(value);
    return formOf(tag, category)?.replace('{n}', String(value));
  };
