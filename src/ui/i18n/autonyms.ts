import { interfaceLanguages, type InterfaceLanguage } from '.';

const names: Readonly<Record<InterfaceLanguage, string>> = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  'pt-BR': 'Português (Brasil)',
  ru: 'Русский',
  ja: '日本語',
  'zh-Hans': '简体中文',
};

/** The languages of the interface by their own names, as choices. */
export const autonyms = interfaceLanguages.map((tag) => ({
  value: tag,
  label: names[tag],
  lang: tag,
}));
