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

/** A language's name for a reader of `locale`; browsers lack a few, which the table knows. */
export function languageName(language: Language, locale: string): string {
  const known = namesIn(locale).of(language.tag);
  return known ?? (locale.startsWith('zh') ? language.chineseName : language.englishName);
}
