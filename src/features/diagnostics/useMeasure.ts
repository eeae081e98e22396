import { use } from 'react';
import { useStore } from 'zustand';
import { useStores } from '../stores';
import type { MeasureActions, MeasureState } from '../../state/measure';

/** Part of the measurement store, which is created when the page opens. */
export function useMeasure<T>(selector: (state: MeasureState & MeasureActions) => T): T {
  return useStore(use(useStores().measure()), selector);
}
