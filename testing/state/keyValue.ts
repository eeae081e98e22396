import type { KeyValue } from '../../src/storage/keyValue';

/** A KeyValue in memory. */
export function memoryKeyValue(entries: Record<string, string> = {}): KeyValue {
  const map = new Map(Object.entries(entries));
  return {
    isLasting: () => true,
    get: (key) => map.get(key),
    set: (key, value) => {
      if (value === '') map.delete(key);
      else map.set(key, value);
    },
    clear: () => map.clear(),
    entries: () => [...map],
  };
}
