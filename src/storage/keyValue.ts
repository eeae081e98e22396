/** Small texts under short names: preferences, the draft of a page. */
export interface KeyValue {
  get(key: string): string | undefined;
  /** An empty text removes the entry. */
  set(key: string, value: string): void;
  clear(): void;
  entries(): readonly (readonly [key: string, value: string])[];
  /** Whether the last entry was kept; what is not is forgotten with the page. */
  isLasting(): boolean;
}

const prefix = 'bayling.';

/**
 * Over the browser's `localStorage` or `sessionStorage`. Where the browser forbids or has filled them
 * the app works on and forgets with the tab: none of this is worth an error.
 */
export function webKeyValue(open: () => Storage): KeyValue {
  let lasting = true;
  const attempt = <T>(action: (storage: Storage) => T): T | undefined => {
    try {
      const result = action(open());
      lasting = true;
      return result;
    } catch {
      lasting = false;
      return undefined;
    }
  };
  return {
    isLasting: () => lasting,
    get: (key) => attempt((storage) => storage.getItem(prefix + key)) ?? undefined,
    set: (key, value) =>
      attempt((storage) => {
        if (value === '') storage.removeItem(prefix + key);
        else storage.setItem(prefix + key, value);
      }),
    clear: () =>
      attempt((storage) => {
        for (const key of ourKeys(storage)) storage.removeItem(key);
      }),
    entries: () =>
      attempt((storage) =>
        ourKeys(storage).map(
          (key) => [key.slice(prefix.length), storage.getItem(key) ?? ''] as const,
        ),
      ) ?? [],
  };
}

/** Other apps may share the origin. */
const ourKeys = (storage: Storage) => Object.keys(storage).filter((key) => key.startsWith(prefix));
