import { languages, type Language } from '../../core/languages';
import { languageName } from '../../ui/i18n/languageNames';

/** A language with everything a user may type to find it. */
export interface Searchable {
  readonly language: Language;
  /** In the interface language. */
  readonly name: string;
  readonly keys: readonly string[];
}

/** Lower case, without accents: "français" is found by "francais". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** All languages, in the alphabetical order of the interface language. */
export function searchableLanguages(locale: string): readonly Searchable[] {
  const compare = new Intl.Collator(locale).compare;
  return languages
    .map((language) => {
      const name = languageName(language, locale);
      const { autonym, englishName, chineseName, tag, code } = language;
      const keys = [name, autonym, englishName, chineseName, tag, code].map(fold);
      return { language, name, keys };
    })
    .sort((a, b) => compare(a.name, b.name));
}

/** Lower is nearer: the whole name, its beginning, the beginning of a word in it, any part. */
function distance({ keys }: Searchable, query: string): number {
  if (keys.includes(query)) return 0;
  if (keys.some((key) => key.startsWith(query))) return 1;
  if (keys.some((key) => key.includes(` ${query}`) || key.includes(`(${query}`))) return 2;
  return keys.some((key) => key.includes(query)) ? 3 : Infinity;
}

/** The languages that the typed letters may mean, nearest first; all of them if nothing is typed. */
export function searchLanguages(all: readonly Searchable[], typed: string): readonly Searchable[] {
  const query = fold(typed);
  if (query === '') return all;
  return all
    .map((one) => ({ one, distance: distance(one, query) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ one }) => one);
}
