/*
 * Words that end in a full stop without ending a sentence. `titles` are always followed by more;
 * `beforeNumbers` only bind a number; anything else (etc., usw.) may well end a sentence.
 */
const titles: Readonly<Record<string, string>> = {
  '': 'dr prof st mr mrs ms mme mlle mm vs',
  en: 'messrs sr jr rev hon gen col maj capt lt sgt gov sen rep pres mt ft dept approx cf e.g i.e inc ltd corp',
  de: 'hr fr frl dipl ing mag bzw ca vgl evtl ggf inkl exkl sog geb gest z.b d.h u.a v.a i.d.r o.ä s.o s.u z.t',
  fr: 'mgr me etc cf env p.ex c.-à-d',
  es: 'sr sra srta dra d dña ud uds p.ej ee.uu',
  pt: 'sr sra srta dra ex exmo exma p.ex',
  it: 'sig sigg dott avv ing arch on es p.es ecc',
  nl: 'dhr mevr mw drs ir ing bijv d.w.z o.a m.b.t t.o.v',
  sv: 't.ex bl.a dvs m.m f.d ca',
  da: 'f.eks bl.a dvs ca hr fr',
  nb: 'f.eks bl.a dvs ca',
  pl: 'np m.in tzn tj tzw ul al inż mgr hab ks św pl',
  cs: 'např tj tzv tzn ing mgr mudr judr ul nám sv mj',
  sk: 'napr tj tzv ing mgr ul nám sv',
  ru: 'т.е т.к т.н т.д т.п ул им гр проф акад др см напр',
  uk: 'т.зв ул вул ім проф акад див напр',
  tr: 'sn av doç yrd alm örn bkz',
  hu: 'pl ill kb ún dr ifj özv',
  ro: 'dl dna dra ing nr',
  fi: 'esim ks mm ns tri',
  el: 'κ κα δρ π.χ δηλ βλ',
};

const beforeNumbers =
  'no nos nr núm num n.º nº p pp pg pag pág s fig figs abb abs art § bd vol vols ch chap ed eds kap ' +
  'sec st str tel č čl odst стр с рис ст гл № jan feb mar apr jun jul aug sep sept oct okt nov dec dez ' +
  'mon tue wed thu fri sat sun';

// "3. Mai": these write ordinal numbers, and so dates, with a full stop.
const ordinalLanguages = new Set(
  'bs cs da de et fi hr hu is lb lv nb no pl sk sl sr tr'.split(' '),
);

/** What of a language has a full stop that ends no sentence. */
export interface Abbreviations {
  readonly titles: ReadonlySet<string>;
  /** Whether a number after the word (with its full stop) continues the sentence. */
  readonly bindsMore: (word: string) => boolean;
  /** Whether "3." may be "third". Where the language is not known, it may. */
  readonly ordinals: boolean;
}

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

const words = (list: string | undefined): string[] => list?.split(' ') ?? [];
const cache = new Map<string, Abbreviations>();

function collect(language: string): Abbreviations {
  const numeric = new Set([...words(beforeNumbers), ...fromIntl(language)]);
  return {
    titles: new Set([titles[''], titles[language]].flatMap(words)),
    bindsMore: (word) => numeric.has(word),
    ordinals: ordinalLanguages.has(language),
  };
}

function collectAll(): Abbreviations {
  return {
    titles: new Set(Object.values(titles).flatMap(words)),
    // A short word before a number is more likely a month than the end of a sentence.
    bindsMore: (word) => word.length <= 5,
    ordinals: true,
  };
}

/** @param tag BCP-47; without it, what may be an abbreviation in any language counts as one. */
export function abbreviationsOf(tag: string | undefined): Abbreviations {
  const language = tag?.split('-')[0] ?? '';
  let found = cache.get(language);
  if (found === undefined) {
    found = language === '' ? collectAll() : collect(language);
    cache.set(language, found);
  }
  return found;
}
