/** The words of dates, measures, amounts and names that CLDR has in a language. */

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const;
const measures = ['meter', 'kilometer', 'kilogram', 'gram', 'liter', 'celsius', 'percent'] as const;
const regions =
  'CN US GB FR DE ES IT PT NL SE PL CZ RU UA GR TR EG IL IR IN JP KR KE ET GE BR CA MX';
const names = 'en zh fr de es pt it ru tr ar hi ja ko el sw';
const currencies = 'USD EUR GBP JPY CNY INR BRL CAD CHF';
// Singular, dual, few and many, where a language distinguishes them.
const numbers = [1, 2, 3, 5, 21];

// One calendar and one set of digits for all, as in the demo's corpus.
const localeOf = (tag: string): string => `${tag}-u-ca-gregory-nu-latn`;

function dates(locale: string): string[] {
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  const short = new Intl.DateTimeFormat(locale, {
    ...({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const),
    timeZone: 'UTC',
  });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, i) => Date.UTC(2024, i, 3 + i)).flatMap((time) =>
    [long, short, month, weekday].map((format) => format.format(time)),
  );
}

function relativeTimes(locale: string): string[] {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return units.flatMap((unit) =>
    [-5, -3, -2, -1, 0, 1, 2, 3, 5].map((value) => format.format(value, unit)),
  );
}

function measured(locale: string): string[] {
  return [...units, ...measures].flatMap((unit) => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    return numbers.map((value) => format.format(value));
  });
}

function named(tag: string): string[] {
  const of = (type: 'region' | 'language' | 'currency', codes: string): string[] => {
    const display = new Intl.DisplayNames(tag, { type, fallback: 'none' });
    return codes.split(' ').flatMap((code) => display.of(code) ?? []);
  };
  return [...of('region', regions), ...of('language', names), ...of('currency', currencies)];
}

/** Texts for which CLDR has only root data, such as "+5 d", are in no language. */
const isRoot = (text: string): boolean => /^[+-]\d|^\d+ \w{1,3}$/.test(text);

/** Empty for a language that Intl has no data for. */
export function cldrTexts(tag: string): string[] {
  if (Intl.DateTimeFormat.supportedLocalesOf(tag).length === 0) return [];
  const locale = localeOf(tag);
  return [...dates(locale), ...relativeTimes(locale), ...measured(locale), ...named(tag)].filter(
    (text) => !isRoot(text),
  );
}
