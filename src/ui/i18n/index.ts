import i18next, { type i18n } from 'i18next';
import type { diagnosticsEn } from './diagnostics.en';
import { en } from './en';
import type { historyEn } from './history.en';
import type { modelsEn } from './models.en';
import type { settingsEn } from './settings.en';
import type { unsupportedEn } from './unsupported.en';

export const interfaceLanguages = [
  { tag: 'en', autonym: 'English' },
  { tag: 'zh-Hans', autonym: '简体中文' },
] as const;

export type InterfaceLanguage = (typeof interfaceLanguages)[number]['tag'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: {
      translation: typeof en;
      models: typeof modelsEn;
      diagnostics: typeof diagnosticsEn;
      history: typeof historyEn;
      settings: typeof settingsEn;
      unsupported: typeof unsupportedEn;
    };
  }
}

/** English is always there, so that the first paint never waits for another file. */
export async function startI18n(language: InterfaceLanguage): Promise<i18n> {
  await i18next.init({
    fallbackLng: 'en',
    lng: 'en',
    resources: { en: { translation: en } },
    // React escapes.
    interpolation: { escapeValue: false },
  });
  await setInterfaceLanguage(language);
  return i18next;
}

/** Fetches the sentences of a language the first time it is asked for. */
export async function setInterfaceLanguage(language: InterfaceLanguage): Promise<void> {
  if (language === 'zh-Hans' && !i18next.hasResourceBundle(language, 'translation')) {
    const bundles = (await import('./chinese')).chinese;
    for (const [namespace, sentences] of Object.entries(bundles)) {
      i18next.addResourceBundle(language, namespace, sentences);
    }
  }
  await i18next.changeLanguage(language);
}
