import type { GlossaryStore } from '../core/terms/types';
import { createGlossariesStore, type GlossariesStore } from '../state/glossaries';

/** Connects the glossaries with this browser. Nobody waits until they are read: who listens hears of it. */
export function openGlossaries(stored: GlossaryStore): GlossariesStore {
  const store = createGlossariesStore({
    stored,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
  });
  void store.getState().refresh();
  return store;
}
