import type { Glossary, GlossaryStore } from '../../src/core/terms/types';

/** A store that forgets with the test, and can be told to fail. */
export function memoryGlossaries(initial: readonly Glossary[] = []) {
  const kept = new Map(initial.map((one) => [one.id, one]));
  let failure: Error | undefined;
  const attempt = <T>(action: () => T): Promise<T> =>
    failure === undefined ? Promise.resolve(action()) : Promise.reject(failure);
  const store: GlossaryStore = {
    list: () => attempt(() => [...kept.values()]),
    put: (glossary) => attempt(() => void kept.set(glossary.id, glossary)),
    delete: (id) => attempt(() => void kept.delete(id)),
  };
  return { store, kept, fail: (error: Error | undefined) => void (failure = error) };
}
