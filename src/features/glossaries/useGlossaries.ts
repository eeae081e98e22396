import { use } from 'react';
import { useStore } from 'zustand';
import type { GlossariesActions, GlossariesState } from '../../state/glossaries';
import { useStores } from '../stores';

type All = GlossariesState & GlossariesActions;

/** Part of the glossaries, which are read when they are first needed. */
export function useGlossaries<T>(selector: (state: All) => T): T {
  return useStore(use(useStores().glossaries()), selector);
}

/** What can be done with them; for whoever shows nothing of the store. */
export function useGlossaryActions(): GlossariesActions {
  return use(useStores().glossaries()).getState();
}
