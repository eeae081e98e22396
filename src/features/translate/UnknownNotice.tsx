import { useTranslation } from '../../ui/i18n/useTranslation';
import { Link } from 'wouter';
import type { TranslateState } from '../../state/translate';
import { Notice } from '../../ui/Notice';
import { useSelect } from '../stores';

/** Sentences whose translation is not shown. */
export function countWithheld(segments: TranslateState['segments']): number {
  return segments.filter(({ withheld }) => withheld).length;
}

/** A longer list of sentences would say no more. */
const NAMED = 3;

/** In place of translations that the demo would only invent: what it does not know, and which models do. */
export function UnknownNotice() {
  const { t } = useTranslation();
  const segments = useSelect('translate', (state) => state.segments);
  const count = countWithheld(segments);
  const several = segments.length > 1;
  const sources = segments.filter(({ withheld }) => withheld).map(({ source }) => source);
  return (
    <div role="status" aria-label={t('translate.notice')} className="py-1">
      {count > 0 && (
        <Notice look="info">
          <p>{several ? t('translate.unknownSome', { count }) : t('translate.unknownOnly')}</p>
          {several && (
            <ul className="list-disc ps-5 text-soft">
              {[...new Set(sources)].slice(0, NAMED).map((source) => (
                <li key={source} dir="auto" className="line-clamp-2 break-words">
                  {source}
                </li>
              ))}
            </ul>
          )}
          <p className="text-soft">
            {t('translate.demoKnows')}
            {t('app.betweenSentences')}
            <Link
              href="/models"
              className="whitespace-nowrap underline decoration-faint underline-offset-4 hover:decoration-current"
            >
              {t('translate.getModels')}
            </Link>
          </p>
        </Notice>
      )}
    </div>
  );
}
