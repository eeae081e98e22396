import { findLanguage } from '../../../core/languages';
import type { TranslationSegment } from '../../../core/translation/types';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { DiffText } from '../refine/DiffText';
import { useTranslate } from '../store';
import { LookupState } from './LookupState';
import { useLookup } from './useLookup';

/** What a translation says, in the language of the source, compared with it. */
export function BackTranslation({ segment }: { readonly segment: TranslationSegment }) {
  const { t } = useTranslation('refine');
  const { lookup, retry } = useLookup('back', segment);
  const language = useTranslate(({ from, detected }) => findLanguage(from ?? detected ?? ''));
  const found = lookup?.found;
  return (
    <section aria-label={t('backTitle')} className="flex flex-col gap-1.5">
      {found === undefined ? (
        <LookupState lookup={lookup} onRetry={retry} />
      ) : found.value === undefined ? (
        <p className="text-soft">{t('backUnknown')}</p>
      ) : (
        <DiffText before={segment.source} after={found.value} language={language} />
      )}
      <p className="text-small text-soft">{t('backNote')}</p>
    </section>
  );
}
