import { TriangleAlert } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { TranslationSegment } from '../../core/translation/types';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { checksOf } from '../../core/translation/checksOf';
import { reasonOf } from '../../ui/reasons';

/** The checks' tables come with them, and are here when something was found. */
const Mends = lazy(() => import('./Mends'));

interface CardChecksProps {
  readonly segment: TranslationSegment;
  readonly isBusy: boolean;
  readonly during: (work: Promise<void>) => Promise<void>;
}

/** Why a sentence is marked, and for each reason one press that may mend it. */
export function CardChecks(props: CardChecksProps) {
  const { t: reason } = useTranslation('checks');
  const checks = checksOf(props.segment);
  if (checks.length === 0) return null;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5 rounded-control bg-sunk px-3 py-2">
      <ul className="min-w-0 grow basis-48">
        {checks.map((check) => (
          <li key={check.kind} className="flex items-start gap-2">
            <TriangleAlert size={14} aria-hidden className="mt-0.75 shrink-0 text-warn" />
            <span className="min-w-0 break-words">{reasonOf(reason, check)}</span>
          </li>
        ))}
      </ul>
      <Suspense fallback={null}>
        <Mends {...props} checks={checks} />
      </Suspense>
    </div>
  );
}
