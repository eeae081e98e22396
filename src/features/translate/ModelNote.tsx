import { useTranslation } from '../../ui/i18n/useTranslation';
import { Link } from 'wouter';
import { getModel, knowsLanguage } from '../../core/catalog';
import { packageBytes } from '../../core/compatibility';
import { findLanguage } from '../../core/languages';
import { formatBytes } from '../../ui/format';
import { languageName } from '../../ui/i18n/languageNames';
import { Notice } from '../../ui/Notice';
import { useSelect } from '../stores';
import { useTranslate } from './store';

/** For a model that knows little: says what it can do, before anyone is disappointed. */
export function ModelNote() {
  const { t, i18n } = useTranslation();
  const model = getModel(useSelect('engine', ({ modelId }) => modelId));
  const to = useTranslate((state) => state.to);
  if (model.languages === 'all') return null;
  const target = findLanguage(to);
  const unknown = target !== undefined && !knowsLanguage(model, to);
  const more = (
    <Link
      href="/models"
      className="whitespace-nowrap underline decoration-faint underline-offset-4 hover:decoration-current"
    >
      {t('translate.moreAboutModels')}
    </Link>
  );
  if (unknown) {
    return (
      <Notice look="warn">
        {t('translate.demoUnknownTarget', { language: languageName(target, i18n.language) })}
        {t('app.betweenSentences')}
        {more}
      </Notice>
    );
  }
  return (
    <p className="max-w-[80ch] px-4 text-soft sm:px-5">
      {t('translate.demoNotice', {
        size: formatBytes(packageBytes(model, 'q4f32_1'), i18n.language),
        languages: model.languages.length,
      })}
      {t('app.betweenSentences')}
      {more}
    </p>
  );
}
