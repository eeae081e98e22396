import { findLanguage } from '../../core/languages';
import type { Glossary } from '../../core/terms/types';
import { languageName } from '../../ui/i18n/languageNames';

/** `English → German`, in the language of the interface. */
export function pairName({ from, to }: Pick<Glossary, 'from' | 'to'>, locale: string): string {
  const name = (code: string) => {
    const language = findLanguage(code);
    return language === undefined ? code : languageName(language, locale);
  };
  return `${name(from)} → ${name(to)}`;
}
