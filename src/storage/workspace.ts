import type { Connection } from './database';

/** Small things that a page keeps under a name: what was open, what was chosen. Any plain data. */
export interface Workspace {
  /** As it was stored, by whatever version: to be read field by field. Undefined where nothing is. */
  get(key: string): Promise<unknown>;
  /** @param value Undefined removes the entry. */
  set(key: string, value: unknown): Promise<void>;
}

/** Over IndexedDB. */
export function createWorkspace({ use }: Connection): Workspace {
  return {
    get: (key) => use((database) => database.get('workspace', key)),
    set: (key, value) =>
      use(async (database) => {
        if (value === undefined) await database.delete('workspace', key);
        else await database.put('workspace', value, key);
      }),
  };
}
