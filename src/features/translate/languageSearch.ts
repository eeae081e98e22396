import { findLanguage, languages, type Language } from '../../core/languages';
import { languageName } from '../../ui/i18n/languageNames';
import { otherNames } from './otherNames';

/** A language with everything a user may type to find it. */
export interface Searchable {
  readonly language: Language;
  /** In the interface language. */
  readonly name: string;
  /** Its names and codes, folded: those it is shown by first. */
  readonly keys: readonly string[];
}

/** Letters that have no decomposition, as people type them without the right keyboard. */
const plain: Readonly<Record<string, string>> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i', ə: 'e' },
  ...{ ɓ: 'b', ɗ: 'd', ƙ: 'k', ŋ: 'n', ɔ: 'o', ɛ: 'e', ی: 'ي', ى: 'ي', ک: 'ك' },
};

/** Lower case, without accents, one space between words: "Français" is found by "francais". */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’‘ʻʼ`]/gu, '')
    .replace(/./gu, (letter) => plain[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** A Chinese name of a language ends in either of two words for it. */
const bothEndings = (name: string): string[] => [name, name.replace(/语$/, '文')];

// Names in these are known to many readers of others, and Taiwan's Chinese has some of its own.
const everyones = ['en', 'zh-Hans', 'zh-Hant'];

/** By locale, each in both of its ways: "Chinese (Simplified)" and "Simplified Chinese". */
function namers(locales: readonly string[]): readonly Intl.DisplayNames[] {
  return [...new Set(locales)].flatMap((locale) =>
    (['standard', 'dialect'] as const).map(
      (languageDisplay) =>
        new Intl.DisplayNames([locale], {
          ...({ type: 'language', fallback: 'none', languageDisplay } as const),
        }),
    ),
  );
}

function keysOf(
  language: Language,
  name: string,
  names: readonly Intl.DisplayNames[],
): readonly string[] {
  const { autonym, englishName, chineseName, tag, code } = language;
  const keys = [
    ...[name, autonym, englishName, ...bothEndings(chineseName), tag, code],
    ...(otherNames.get(code) ?? []),
    ...names.flatMap((one) => one.of(tag) ?? []),
  ];
  return [...new Set(keys.map(fold))];
}

/**
 * All languages, in the alphabetical order of the interface language. Found by their names in it, in English
 * and Chinese, in the language itself, and in those that the reader knows.
 */
export function searchableLanguages(
  locale: string,
  readers: readonly string[] = [],
): readonly Searchable[] {
  const compare = new Intl.Collator(locale).compare;
  // Made when something is typed: showing the list does without.
  let names: readonly Intl.DisplayNames[] | undefined;
  return languages
    .map((language) => {
      const name = languageName(language, locale);
      let keys: readonly string[] | undefined;
      return {
        language,
        name,
        get keys() {
          names ??= namers([...everyones, locale, ...readers]);
          return (keys ??= keysOf(language, name, names));
        },
      };
    })
    .sort((a, b) => compare(a.name, b.name));
}

/** Whether the words of the query begin words of the key, in any order. */
function hasWords(key: string, query: string): boolean {
  const words = key.split(' ');
  return query.split(' ').every((part) => words.some((word) => word.startsWith(part)));
}

/** Lower is nearer: the whole name, its beginning, the beginnings of its words, any part. */
function distance({ keys }: Searchable, query: string): number {
  if (keys.includes(query)) return 0;
  if (keys.some((key) => key.startsWith(query))) return 1;
  if (keys.some((key) => hasWords(key, query))) return 2;
  return keys.some((key) => key.includes(query)) ? 3 : Infinity;
}

/** Whether two words differ by one letter: another, one more, one less, or two that changed places. */
export function isSlip(typed: string, meant: string): boolean {
  let same = 0;
  while (same < typed.length && typed[same] === meant[same]) same++;
  const alike = (inTyped: number, inMeant: number) =>
    typed.slice(same + inTyped) === meant.slice(same + inMeant);
  const changedPlaces =
    alike(2, 2) && typed[same] === meant[same + 1] && typed[same + 1] === meant[same];
  return alike(1, 1) || alike(1, 0) || alike(0, 1) || changedPlaces;
}

const SHORTEST_WITH_SLIPS = 4;

function nearest(
  all: readonly Searchable[],
  measure: (one: Searchable) => number,
): readonly Searchable[] {
  return all
    .map((one) => ({ one, distance: measure(one) }))
    .filter(({ distance }) => distance < Infinity)
    .sort((a, b) => a.distance - b.distance)
    .map(({ one }) => one);
}

/**
 * The languages that the typed letters may mean, nearest first; all of them if nothing is typed. A tag such as
 * `pt-BR` means its language. One slip is forgiven where nothing fits as it is.
 */
export function searchLanguages(all: readonly Searchable[], typed: string): readonly Searchable[] {
  const query = fold(typed);
  if (query === '') return typed.trim() === '' ? all : [];
  const tagged = findLanguage(typed.trim())?.code;
  const found = nearest(all, (one) => (one.language.code === tagged ? -1 : distance(one, query)));
  if (found.length > 0 || query.length < SHORTEST_WITH_SLIPS) return found;
  return nearest(all, ({ keys }) => (keys.some((key) => isSlip(query, key)) ? 0 : Infinity));
}
