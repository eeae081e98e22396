/**
 * What the demo model is about: the languages, and the closed sets of things that it can name.
 * Every string in its corpus is rendered from these by the Unicode CLDR data inside `Intl`.
 */

/** BCP-47 tags of the thirty core languages, in the order of training: each stage takes a prefix. */
export const coreTags = [
  ...['en', 'zh-Hans', 'fr', 'de', 'es', 'ja', 'ru', 'ar', 'hi', 'tr'],
  ...['pt', 'it', 'nl', 'sv', 'pl', 'cs', 'uk', 'el', 'he', 'fa'],
  ...['bn', 'ta', 'te', 'th', 'vi', 'id', 'ko', 'sw', 'am', 'ka'],
] as const;

export const relativeUnits = [
  'second',
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
] as const satisfies Intl.RelativeTimeFormatUnit[];

/** Units for `Intl.NumberFormat({ style: 'unit', unitDisplay: 'long' })`. */
export const measureUnits = [
  ...['second', 'minute', 'hour', 'day', 'week', 'month', 'year'],
  ...['millimeter', 'centimeter', 'meter', 'kilometer', 'gram', 'kilogram'],
  ...['milliliter', 'liter', 'celsius', 'megabyte', 'gigabyte'],
] as const;

export const currencies = [
  ...['USD', 'EUR', 'GBP', 'JPY', 'CNY', 'INR', 'BRL', 'CAD', 'AUD', 'CHF', 'KRW', 'MXN'],
] as const;

export const regions = [
  ...['CN', 'US', 'GB', 'FR', 'DE', 'ES', 'IT', 'PT', 'NL', 'SE', 'PL', 'CZ', 'RU', 'UA', 'GR'],
  ...['TR', 'EG', 'IL', 'IR', 'IN', 'BD', 'TH', 'VN', 'ID', 'JP', 'KR', 'KE', 'ET', 'GE', 'BR'],
  ...['CA', 'MX'],
] as const;

export const languageNames = [
  ...['en', 'zh', 'fr', 'de', 'es', 'pt', 'it', 'ru', 'tr', 'ar', 'hi', 'ja', 'ko', 'el', 'sw'],
] as const;

export const kinds = [
  ...['relative', 'measure', 'amount', 'date-full', 'date-long', 'date-month-day'],
  ...['date-month-year', 'date-weekday', 'month', 'weekday', 'word', 'region', 'language'],
  ...['currency', 'list'],
] as const;

export type Kind = (typeof kinds)[number];
