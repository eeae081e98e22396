import { useId } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { Button } from '../../ui/Button';
import { useSelect } from '../stores';
import type { CardState } from './cardState';
import { useFailure, useIncompatible, useModelActions, useModels } from './useModels';

type RestingState = Exclude<CardState, 'choosing' | 'transfer'>;

interface CardFootProps {
  readonly model: Model;
  readonly state: RestingState;
}

/** The model's state, and the button for it. */
export function CardFoot({ model, state }: CardFootProps) {
  const { t } = useTranslation('models');
  const cancelLoad = useSelect('engine', (store) => store.cancelLoad);
  const { load, remove } = useModelActions();
  const stored = useModels(({ entries }) => entries[model.id].stored?.kind === 'stored');
  const hopeless = useIncompatible(model);
  const loadNow = useSelect('engine', (store) => store.load);
  const elsewhere = useFailure(model)?.code === 'gpu-in-use';
  const reason = useId();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p id={reason} className="flex gap-2 text-control">
        <span aria-hidden className={`mx-1 mt-1.5 size-2 shrink-0 rounded-full ${dots[state]}`} />
        {t(state === 'absent' && model.bundled ? 'state.absentBundled' : `state.${state}`)}
      </p>
      <div className="ms-auto flex gap-2">
        {state === 'loading' && <Button onClick={cancelLoad}>{t('action.cancel')}</Button>}
        {state !== 'loading' && state !== 'ready' && (
          <Button
            look="seal"
            disabled={hopeless}
            aria-describedby={reason}
            onClick={() =>
              void (elsewhere ? loadNow(model.id, { takeOver: true }) : load(model.id))
            }
          >
            {t(
              elsewhere
                ? 'action.takeOver'
                : state === 'outdated'
                  ? 'action.loadAgain'
                  : 'action.load',
            )}
          </Button>
        )}
        {(stored || state === 'ready' || state === 'outdated') && state !== 'loading' && (
          <Button look="danger" onClick={() => void remove(model.id)}>
            {t('action.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}

const dots: Readonly<Record<RestingState, string>> = {
  absent: 'border border-soft',
  stored: 'border border-soft',
  loading: 'bg-warn drawn',
  ready: 'bg-good drawn',
  outdated: 'bg-warn drawn',
  failed: 'bg-bad drawn',
};
