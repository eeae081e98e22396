import { useMemo } from 'react';
import { findLanguage } from '../../core/languages';
import { mendingsOf, type Mending } from '../../core/checks/mend';
import type { Check, TranslationSegment } from '../../core/translation/types';
import { anotherWay } from '../../state/translate/retry';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { mendIcons } from './mendIcons';
import { useTranslate, useTranslateStore } from './store';

interface MendsProps {
  readonly segment: TranslationSegment;
  readonly checks: readonly Check[];
  readonly isBusy: boolean;
  readonly during: (work: Promise<void>) => Promise<void>;
}

/** One press for each way to mend what the checks of a sentence found. */
export default function Mends({ segment, checks, isBusy, during }: MendsProps) {
  const { t } = useTranslation('workspace');
  const store = useTranslateStore();
  const from = useTranslate((state) => findLanguage(state.from ?? state.detected ?? ''));
  const to = findLanguage(segment.language);
  const mendings = useMemo(
    () => (to === undefined ? [] : mendingsOf({ ...segment, from, to }, checks)),
    [segment, checks, from, to],
  );
  const { id, terms } = segment;
  const mend = ({ target, checks: meant }: Mending) => {
    const { setTarget, translateAgain } = store.getState();
    if (target !== undefined) setTarget(id, target, 'edited');
    else {
      // A search was made unasked, so that this one is to be wider.
      const usual = { ...store.tools.context.getState(), quality: 'best' } as const;
      void during(translateAgain(id, anotherWay(meant, terms, usual)));
    }
  };
  return (
    <div className="flex flex-wrap gap-1.5">
      {mendings.map((mending) => {
        const Icon = mendIcons[mending.mend];
        return (
          <Button
            key={mending.mend}
            icon={<Icon size={14} aria-hidden />}
            paused={isBusy}
            title={mending.target}
            onClick={() => mend(mending)}
          >
            {t(`mend.${mending.mend}`)}
          </Button>
        );
      })}
    </div>
  );
}
