import { lists, relatives } from './abbreviationLists';

/**
 * What a full stop after an abbreviation may mean: a title's never ends a sentence; another's may; one
 * before a number does, unless a number follows; and the last ("etc.") does before any capital.
 */
export type Abbreviation = 'title' | 'other' | 'beforeNumber' | 'last';

/** What a language's own words say of where its sentences end. */
export interface Rules {
  /** What a word that stands before a full stop is, if an abbreviation. */
  readonly abbreviation: (word: string) => Abbreviation | undefined;
  /** Whether a number after a word, with its full stop, continues the sentence. */
  readonly bindsNumber: (word: string) => boolean;
  /** Whether a word with a capital letter may well begin a sentence: "The", "Aber". */
  readonly begins: (word: string) => boolean;
  /**
   * Whether "3." may be "third" before a capital letter: never, before a month at most, or before any
   * word: "3. Mai", "3. Tag". Where the language is not known, it may.
   */
  readonly ordinals: 'none' | 'dates' | 'all';
  readonly isMonth: (word: string) => boolean;
}

// These write ordinal numbers with a full stop, and what they count small, months perhaps not,
const ordinalsOfDates = new Set('bs cs da et fi hr hu is lv nb no pl sk sl sr'.split(' '));
// or with a capital: "3. Tag", "2. Dünya Savaşı".
const ordinalsOfAll = new Set('de lb tr'.split(' '));

const units = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year', 'kilometer'] as const;

/** What CLDR abbreviates with a full stop in dates and measures: "févr.", "godz.", "მარ.". */
function fromIntl(tag: string): string[] {
  const texts: string[] = [];
  // Some months have their full stop only where a year or a weekday stands beside them.
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(tag, { weekday: 'short', month: 'short', day: 'numeric' });
  for (let i = 0; i < 12; i++) {
    texts.push(date.format(Date.UTC(2024, i, 15)), day.format(Date.UTC(2024, i, 15 + i)));
  }
  const relative = new Intl.RelativeTimeFormat(tag, { style: 'short' });
  for (const unit of units) {
    texts.push(new Intl.NumberFormat(tag, { style: 'unit', unit }).format(5));
    if (unit !== 'kilometer') texts.push(relative.format(5, unit), relative.format(-5, unit));
  }
  return texts.flatMap((text) =>
    [...text.matchAll(/(\p{L}[\p{L}\p{M}]*)\./gu)].map(([, word = '']) => word.toLowerCase()),
  );
}

interface Words {
  readonly kinds: ReadonlyMap<string, Abbreviation>;
  readonly beginnings: ReadonlySet<string>;
}

/** The months as they are written after a day, in lower case. */
function monthsOf(tag: string): string[] {
  const format = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, i) => format.formatToParts(Date.UTC(2024, i, 15)))
    .flat()
    .filter(({ type }) => type === 'month')
    .map(({ value }) => value.toLowerCase());
}

/** Of several languages, the last of which is asked first. */
function read(languages: readonly string[]): Words {
  const found = new Map<string, Abbreviation>();
  const beginnings = new Set<string>();
  const lastWords: string[] = [];
  for (const language of languages) {
    const parts = (lists[language] ?? '')
      .normalize('NFC')
      .split('|')
      .map((part) => part.split(' ').filter(Boolean));
    const [titles = [], others = [], beforeNumbers = [], begin = [], last = []] = parts;
    // Any abbreviation binds a number, too.
    for (const word of beforeNumbers) if (!found.has(word)) found.set(word, 'beforeNumber');
    for (const word of others) found.set(word, 'other');
    for (const word of titles) found.set(word, 'title');
    for (const word of begin) beginnings.add(word);
    for (const word of last) lastWords.push(word);
  }
  for (const word of lastWords) found.set(word, 'last');
  return { kinds: found, beginnings };
}

const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const normal = (word: string): string => word.normalize('NFC').toLowerCase().replaceAll("'", '’');

/** Looks a word up as it is written, and by its last part: "Dipl.-Ing", "n.Chr", "l'Ing", "uDkt". */
function lookUp(words: Words, word: string): Abbreviation | undefined {
  const last = /[^.'’-]{2,}$/u.exec(word)?.[0] ?? word;
  const inside = /\p{Lu}\p{Ll}+$/u.exec(word)?.[0] ?? word;
  if (/\p{L}{3}(?:str|gt)$/iu.test(word)) return 'beforeNumber';
  for (const form of [word, last, inside]) {
    const lower = normal(form);
    const isCapitalised = form.slice(0, 1) !== lower.slice(0, 1);
    const kind =
      words.kinds.get(form) ??
      (isCapitalised ? words.kinds.get(capitalised(lower)) : undefined) ??
      words.kinds.get(lower);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

function rulesOfOne(language: string): Rules {
  const related = (relatives[language] ?? '').split(' ').filter(Boolean);
  const words = read(['', ...related, language]);
  const own = read(lists[language]?.split('|')[3] ? [language] : related);
  const numeric = new Set(fromIntl(language));
  const months = new Set(monthsOf(language));
  const abbreviation = (word: string): Abbreviation | undefined =>
    lookUp(words, word) ?? (numeric.has(normal(word)) ? 'beforeNumber' : undefined);
  const begins = (word: string): boolean => own.beginnings.has(normal(word));
  return {
    abbreviation,
    bindsNumber: (word) => abbreviation(word) !== undefined,
    begins,
    ordinals: ordinalsOfAll.has(language)
      ? 'all'
      : ordinalsOfDates.has(language)
        ? 'dates'
        : 'none',
    isMonth: (word) => months.has(word.toLowerCase()),
  };
}

/*
 * Where the language is not known: abbreviations of one that are ordinary words of another, and words
 * that begin sentences in one and belong to names in another ("M. Le Pen", "A. van Dyck").
 */
const ordinary = new Set(
  (
    'ak al am amb ang ao ar art as ass av az bl ca cad cap col com cor dat de det do doc dom don ds ' +
    'dsb dt du e ed el em en eng ent es est et ev fac far fil fin fr fra franc fy ga gem gen god hab ' +
    'haz hon id ill im in ind int ir ital jo kan ker kol kt kun la lat led let lis lit lt ma mag maj ' +
    'mas me med mej mill min mio mis mo nat ned nl no nuv ok on ont op or os oy pa pan par pl pol por ' +
    'pos pot pr prot red rev rom sam san sat se sen set sex si sin sk so sol son stb sum sup sur tal ' +
    'ten tis tom tr tu un ur us va vad ver vis war wed xan za št бул вид вот вт год дом зал лет нед ' +
    'од пан пр рис сад ср ст це час'
  ).split(' '),
);
const inNames = new Set('al da de del di dos du el la las le les los ten ter van von'.split(' '));
const wellKnown = 'en de fr es pt it nl sv da nb fi pl cs hu ro hr tr id vi ru uk bg sr el'.split(
  ' ',
);

function rulesOfAny(): Rules {
  const words = read(Object.keys(lists));
  const { beginnings } = read(wellKnown);
  const begins = (word: string): boolean =>
    beginnings.has(normal(word)) && !inNames.has(normal(word));
  return {
    abbreviation: (word) => {
      const kind = lookUp(words, word);
      const isLower = word === word.toLowerCase();
      if (kind === undefined || (isLower && ordinary.has(word))) return undefined;
      return isLower && kind === 'title' ? 'other' : kind;
    },
    // A short word before a number is more likely a month than the end of a sentence.
    bindsNumber: (word) => word.length <= 5 || lookUp(words, word) !== undefined,
    begins,
    ordinals: 'all',
    isMonth: () => false,
  };
}

const cache = new Map<string, Rules>();

/** @param tag BCP-47; without it, what is an abbreviation in any language may be one. */
export function rulesOf(tag: string | undefined): Rules {
  const language = tag?.split('-')[0] ?? '';
  const rules = cache.get(language) ?? (language === '' ? rulesOfAny() : rulesOfOne(language));
  cache.set(language, rules);
  return rules;
}
