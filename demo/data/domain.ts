/**
 * The demo's domain: its languages, and the closed sets of what it can name. `Intl` renders these from
 * Unicode CLDR data; sentences and things are in `demo/phrasebook`.
 */
import { languages } from '../../src/core/languages';

/** BCP-47 tags of the thirty core languages, in the order of training: each stage takes a prefix. */
export const coreTags = [
  ...['en', 'zh-Hans', 'fr', 'de', 'es', 'ja', 'ru', 'ar', 'hi', 'pt'],
  ...['it', 'ko', 'tr', 'nl', 'sv', 'pl', 'cs', 'uk', 'el', 'he'],
  ...['fa', 'bn', 'ta', 'te', 'th', 'vi', 'id', 'sw', 'am', 'ka'],
] as const;

/** CLDR has nothing at all for these two of FLORES-101. */
const withoutData: ReadonlySet<string> = new Set(['ny', 'umb']);

/** The core languages, then all others of FLORES-101 for which CLDR has at least dates. */
export const demoTags: readonly string[] = [
  ...coreTags,
  ...languages
    .map(({ tag }) => tag)
    .filter((tag) => !withoutData.has(tag) && !(coreTags as readonly string[]).includes(tag)),
];

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
  ...['CA', 'MX', 'AT', 'CH', 'BE', 'DK', 'NO', 'FI', 'IE', 'HU', 'RO', 'BG', 'AR', 'CO', 'CL'],
  ...['PE', 'CU', 'AU', 'NZ', 'ZA', 'NG', 'MA', 'SA', 'IQ', 'PK', 'PH', 'MY', 'SG'],
] as const;

export const languageNames = [
  ...['en', 'zh', 'fr', 'de', 'es', 'pt', 'it', 'ru', 'tr', 'ar', 'hi', 'ja', 'ko', 'el', 'sw'],
  ...['nl', 'sv', 'pl', 'cs', 'uk', 'he', 'fa', 'bn', 'ta', 'te', 'th', 'vi', 'id', 'am', 'ka'],
] as const;

export const kinds = [
  ...['relative', 'measure', 'amount', 'date-full', 'date-long', 'date-month-day'],
  ...['date-month-year', 'date-weekday', 'month', 'weekday', 'word', 'region', 'language'],
  ...['currency', 'list', 'clock', 'number', 'phrase', 'thing', 'count', 'form'],
] as const;

export type Kind = (typeof kinds)[number];
