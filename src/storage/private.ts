import type { KeyValue } from './keyValue';
import type { Memory } from './memory';
import type { Translations } from './translations';
import type { Workspace } from './workspace';

/** Whether nothing new may be kept on the device. */
export type IsPrivate = () => boolean;

/** What is written in private lasts as long as the page; what was kept before stays as it is. */
export function privateKeyValue(keys: KeyValue, isPrivate: IsPrivate): KeyValue {
  const here = new Map<string, string>();
  return {
    ...keys,
    get: (key) => here.get(key) ?? keys.get(key),
    set: (key, value) => {
      if (isPrivate()) here.set(key, value);
      else {
        here.delete(key);
        keys.set(key, value);
      }
    },
    clear: () => {
      here.clear();
      keys.clear();
    },
  };
}

/** As {@link privateKeyValue}. */
export function privateWorkspace(workspace: Workspace, isPrivate: IsPrivate): Workspace {
  const here = new Map<string, unknown>();
  return {
    get: (key) => (here.has(key) ? Promise.resolve(here.get(key)) : workspace.get(key)),
    set: async (key, value) => {
      if (isPrivate()) here.set(key, value);
      else {
        here.delete(key);
        await workspace.set(key, value);
      }
    },
  };
}

/** In private no translation is kept, nor grows. */
export function privateTranslations(kept: Translations, isPrivate: IsPrivate): Translations {
  return {
    ...kept,
    put: async (draft) => {
      if (!isPrivate()) await kept.put(draft);
    },
  };
}

/** In private the memory offers, and learns nothing; what the user imports is kept. */
export function privateMemory(memory: Memory, isPrivate: IsPrivate): Memory {
  return {
    ...memory,
    add: async (entry) => {
      if (!isPrivate()) await memory.add(entry);
    },
    use: async (id) => {
      if (!isPrivate()) await memory.use(id);
    },
  };
}
