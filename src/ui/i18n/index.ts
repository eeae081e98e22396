import i18next, { type i18n } from 'i18next';
import { findLanguage } from '../../core/languages';
import { en } from './en';
import type { english } from './english';

/** English, in which every sentence is, and the others by their names for themselves. */
export const interfaceLanguages = [
  ...(['en', 'ar', 'de', 'es', 'fr', 'pt-BR', 'ru', 'ja', 'zh-Hans'] as const),
] as const;

export type InterfaceLanguage = (typeof interfaceLanguages)[number];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: typeof english;
  }
}

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  findLanguage(language)?.direction ?? 'ltr';

/**
 * A name, number or size in a sentence that runs from right to left keeps its own order, and leaves the
 * sentence's: first strong isolate, pop directional isolate.
 */
const isolate = (value: string): string =>
  directionOf(i18next.language) === 'rtl' ? `\u2068${value}\u2069` : value;

/** English is always there, so that the first paint never waits for another file. */
export async function startI18n(language: InterfaceLanguage): Promise<i18n> {
  await i18next.init({
    fallbackLng: 'en',
    lng: 'en',
    resources: { en: { translation: en } },
    // React escapes.
    interpolation: { escape: isolate },
  });
  await setInterfaceLanguage(language);
  return i18next;
}

let wanted: InterfaceLanguage;

/** Fetches the sentences of a language the first time it is asked for. What it lacks is in English. */
export async function setInterfaceLanguage(language: InterfaceLanguage): Promise<void> {
  wanted = language;
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const { sentencesOf } = await import('./load');
    for (const [namespace, sentences] of Object.entries(await sentencesOf(language))) {
      i18next.addResourceBundle(language, namespace, sentences);
    }
  }
  // Another may have been chosen meanwhile.
  if (wanted === language) await i18next.changeLanguage(language);
}
