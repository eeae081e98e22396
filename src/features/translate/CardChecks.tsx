import { RotateCcw, TriangleAlert } from 'lucide-react';
import type { TranslationSegment } from '../../core/translation/types';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { checksOf, reasonOf } from '../../ui/reasons';

interface CardChecksProps {
  readonly segment: TranslationSegment;
  readonly onMend: () => void;
}

/** Why a sentence is marked, and one press to have it done better. */
export function CardChecks({ segment, onMend }: CardChecksProps) {
  const { t } = useTranslation('workspace');
  const { t: reason } = useTranslation('checks');
  const checks = checksOf(segment);
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
      <Button icon={<RotateCcw size={14} aria-hidden />} onClick={onMend}>
        {t('mend')}
      </Button>
    </div>
  );
}
