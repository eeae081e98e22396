import { findLanguage } from '../../core/languages';
import { languageName } from '../../ui/i18n/languageNames';
import { useTranslation } from '../../ui/i18n/useTranslation';

/** Names a pair of FLORES codes: "English → German". */
export function usePairName(): (from: string, to: string) => string {
  const { t, i18n } = useTranslation('history');
  const nameOf = (code: string) => {
    const language = findLanguage(code);
    return language === undefined ? code || t('unknown') : languageName(language, i18n.language);
  };
  return (from, to) => `${nameOf(from)} → ${nameOf(to)}`;
}
