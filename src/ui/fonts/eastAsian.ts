/** ISO 15924. Their fonts come in a hundred slices each, so even the list of those is fetched when needed. */
export type EastAsianScript = 'Hans' | 'Hant' | 'Jpan' | 'Kore';

const han = /\p{Script=Han}/u;
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const hangul = /\p{Script=Hangul}/u;

/** The same ideograph is drawn otherwise in each of them, so the language decides. */
function hanScript(language: string): EastAsianScript {
  if (/^ja\b/i.test(language)) return 'Jpan';
  if (/^ko\b/i.test(language)) return 'Kore';
  return /^(zh-(Hant|TW|HK|MO)|yue)\b/i.test(language) ? 'Hant' : 'Hans';
}

/**
 * The fonts that a text needs.
 * @param language BCP 47 tag of the text, empty where nobody said.
 */
export function eastAsianScripts(text: string, language: string): readonly EastAsianScript[] {
  const scripts = new Set<EastAsianScript>();
  if (kana.test(text)) scripts.add('Jpan');
  if (hangul.test(text)) scripts.add('Kore');
  if (han.test(text)) scripts.add(hanScript(language));
  return [...scripts];
}
