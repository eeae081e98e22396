import type { GlossaryStore } from '../core/terms/types';
import { createGlossariesStore, type GlossariesStore } from '../state/glossaries';

/** Connects the glossaries with this browser, and reads what is stored. */
export async function openGlossaries(stored: GlossaryStore): Promise<GlossariesStore> {
  const store = createGlossariesStore({
    stored,
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
  });
  await store.getState().refresh();
  return store;
}
