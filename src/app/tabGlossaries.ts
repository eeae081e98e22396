import type { Glossary, GlossaryStore } from '../core/terms/types';

/** Glossaries until the tab is closed. */
export function tabGlossaries(): GlossaryStore {
  const kept = new Map<string, Glossary>();
  return {
    list: () => Promise.resolve([...kept.values()]),
    put: (glossary) => Promise.resolve(void kept.set(glossary.id, glossary)),
    delete: (id) => Promise.resolve(void kept.delete(id)),
  };
}
