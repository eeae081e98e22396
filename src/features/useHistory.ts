import { use } from 'react';
import { useStore } from 'zustand';
import type { HistoryActions, HistoryState } from '../state/history';
import { useStores } from './stores';

/** Part of the history store, which is created when a page first shows it. */
export function useHistory<T>(selector: (state: HistoryState & HistoryActions) => T): T {
  return useStore(use(useStores().history()), selector);
}

/** What can be done with it; for whoever shows nothing of the store. */
export function useHistoryActions(): HistoryActions {
  return use(useStores().history()).getState();
}
