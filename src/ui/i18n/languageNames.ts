import type { Language } from '../../core/languages';

const displayNames = new Map<string, Intl.DisplayNames>();

function namesIn(locale: string): Intl.DisplayNames {
  let names = displayNames.get(locale);
  if (names === undefined) {
    names = new Intl.DisplayNames([locale], {
      type: 'language',
      languageDisplay: 'standard',
      fallback: 'none',
    });
    displayNames.set(locale, names);
  }
  return names;
}

/** A language's name in `locale`; the table has the few that browsers lack. */
export function languageName(language: Language, locale: string): string {
  const known = namesIn(locale).of(language.tag);
  return known ?? (locale.startsWith('zh') ? language.chineseName : language.englishName);
}
