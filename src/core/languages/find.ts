import { languages, type Language } from './table';

const byCode = new Map(languages.map((language) => [language.code, language]));
const byTag = new Map(languages.map((language) => [language.tag, language]));

// Intl resolves two codes of one language (`iw`, `pes`, `cmn`). These are close relatives that it rightly
// keeps apart, but the one we have is still the best that a user can get.
const aliases: Readonly<Record<string, string>> = {
  no: 'nb',
  nn: 'nb',
  ku: 'ckb',
  pbt: 'ps',
  fuv: 'ff',
};

/** Traditional where the region writes it so: what CLDR's likely subtags say (TW, HK, MO). */
function chineseTag(locale: Intl.Locale): string {
  return locale.maximize().script === 'Hant' ? 'zh-Hant' : 'zh-Hans';
}

function parseLocale(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.trim().replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}

/**
 * The language that a FLORES code or any BCP-47 tag means: `zho_simpl`, `en-US`, `zh`, `zh-TW`,
 * `iw`, `nb`, `eng_Latn`. Undefined for what is not a tag, and for languages outside the table.
 */
export function findLanguage(tagOrCode: string): Language | undefined {
  const exact = byCode.get(tagOrCode) ?? byTag.get(tagOrCode);
  if (exact !== undefined) return exact;
  const locale = parseLocale(tagOrCode);
  if (locale === undefined) return undefined;
  const language = aliases[locale.language] ?? locale.language;
  return byTag.get(language === 'zh' ? chineseTag(locale) : language);
}
