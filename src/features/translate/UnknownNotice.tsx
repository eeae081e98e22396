import { useTranslation } from '../../ui/i18n/useTranslation';
import { Link } from 'wouter';
import type { TranslationSegment } from '../../core/translation/types';
import { Notice } from '../../ui/Notice';
import { useTranslate } from './store';

/** Sentences whose translation is not shown. */
export function countWithheld(segments: readonly TranslationSegment[]): number {
  return segments.filter(isWithheld).length;
}

function isWithheld({ state }: TranslationSegment): boolean {
  return state === 'withheld';
}

/** A longer list of sentences would say no more. */
const NAMED = 3;

/** In place of translations that the demo would only invent: what it does not know, and which models do. */
export function UnknownNotice() {
  const { t } = useTranslation();
  const segments = useTranslate((state) => state.translation.segments);
  const count = countWithheld(segments);
  const several = segments.length > 1;
  const sources = segments.filter(isWithheld).map(({ source }) => source);
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
