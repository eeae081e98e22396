import { describe, expect, it } from 'vitest';
import { readDraft } from '../state/translate';
import { webKeyValue } from './keyValue';

/** `Storage` in memory, with room for some characters. */
function createStorage(room = Infinity): Storage {
  const entries = new Map<string, string>();
  const storage = {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException('full', 'QuotaExceededError');
      Object.assign(storage, { [key]: value });
      entries.set(key, value);
    },
    removeItem: (key: string) => entries.delete(key),
  };
  return storage as Partial<Storage> as Storage;
}

const refuse = (): Storage => {
  throw new DOMException('denied', 'SecurityError');
};

describe('small texts', () => {
  it('are kept under a name of ours', () => {
    const storage = createStorage();
    const keys = webKeyValue(() => storage);
    keys.set('chat.draft', 'half a thou');
    expect(storage.getItem('bayling.chat.draft')).toBe('half a thou');
    keys.set('chat.draft', '');
    expect(keys.get('chat.draft')).toBeUndefined();
    expect(keys.isLasting()).toBe(true);
  });

  it('are forgotten where the browser forbids them, and that can be said', () => {
    const keys = webKeyValue(refuse);
    keys.set('a', 'b');
    expect(keys.get('a')).toBeUndefined();
    expect(() => keys.clear()).not.toThrow();
    expect(keys.isLasting()).toBe(false);
  });

  it('that find no room say so, until they do', () => {
    const storage = createStorage(3);
    const keys = webKeyValue(() => storage);
    keys.set('a', 'long text');
    expect(keys.isLasting()).toBe(false);
    keys.set('a', 'b');
    expect(keys.isLasting()).toBe(true);
  });

  it('of a translation that cannot be read are as at the first visit', () => {
    const storage = createStorage();
    for (const key of ['from', 'to']) storage.setItem(`bayling.translate.${key}`, '{"x":1}');
    expect(readDraft(webKeyValue(() => storage))).toEqual({ source: '' });
    expect(readDraft(webKeyValue(refuse))).toEqual({ source: '' });
  });
});
