import type { Model } from '../../core/catalog';
import { useSelect } from '../stores';
import { useEntry } from './useModels';

/** What a card shows: first the user's choice, then a transfer, then the engine. */
export type CardState =
  | 'absent'
  | 'choosing'
  | 'transfer'
  | 'stored'
  | 'loading'
  | 'ready'
  /** Loaded, but the user has changed settings since. */
  | 'outdated'
  | 'failed';

export function useCardState(model: Model): CardState {
  const { stored, transfer, choosing } = useEntry(model);
  // Renders again when a setting changes, because the engine's answer may then differ.
  useSelect('preferences', ({ modelSettings }) => modelSettings[model.id]);
  const engineState = useSelect('engine', ({ status, errors, isOutdated }) => {
    if (status.kind !== 'idle' && status.modelId === model.id) {
      if (status.kind === 'loading' || status.kind === 'failed') return status.kind;
      return isOutdated(model.id) ? 'outdated' : 'ready';
    }
    return errors[model.id] === undefined ? undefined : 'failed';
  });
  if (choosing) return 'choosing';
  if (transfer !== undefined) return 'transfer';
  return engineState ?? (stored?.kind === 'stored' ? 'stored' : 'absent');
}
