import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampled, seed } from '../../tools/test/cases';
import { createPreferencesStore, negotiate } from './preferences';
import { memoryKeyValue } from '../../testing/state/keyValue';

const offered = ['en', 'zh-Hans'] as const;
const create = (storage = memoryKeyValue(), wanted: string[] = []) =>
  createPreferencesStore<'en' | 'zh-Hans'>({ storage, offered, wanted });

describe('negotiate', () => {
  it.each([
    [['zh-CN', 'en'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['de-AT', 'zh-TW', 'en'], 'zh-Hans'],
    [['en-GB'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ])('%j gives %s', (wanted, language) => {
    expect(negotiate(offered, wanted)).toBe(language);
  });
});

describe('preferences', () => {
  it('outlive the store', () => {
    const storage = memoryKeyValue();
    const { setTheme, setInterfaceLanguage, remember, setQuality } = create(storage).getState();
    setQuality('best');
    setTheme('dark');
    setInterfaceLanguage('zh-Hans');
    remember('recentTargets', 'fra');
    expect(create(storage, ['en']).getState()).toMatchObject({
      theme: 'dark',
      interfaceLanguage: 'zh-Hans',
      recentTargets: ['fra'],
      quality: 'best',
    });
  });

  it('outlive the store about models too', () => {
    const storage = memoryKeyValue();
    const { setModel, acceptLicences, setPlace, chooseModel } = create(storage).getState();
    chooseModel('bayling-3-8b');
    setModel('bayling-3-8b', { contextLength: 2048 });
    setModel('bayling-3-8b', { template: 'bayling' });
    acceptLicences('bayling-3-8b');
    acceptLicences('bayling-3-8b');
    setPlace('hub', 'https://mirror.example/');
    expect(create(storage).getState()).toMatchObject({
      modelId: 'bayling-3-8b',
      modelSettings: { 'bayling-3-8b': { contextLength: 2048, template: 'bayling' } },
      acceptedLicences: ['bayling-3-8b'],
      hub: 'https://mirror.example/',
      packageHost: undefined,
    });
  });

  it('keep the latest four pairs, each once, and their order', () => {
    const storage = memoryKeyValue();
    const store = create(storage);
    for (const to of ['fra', 'deu', 'fra', 'jpn', 'kor', 'spa']) {
      store.getState().rememberPair({ from: 'eng', to });
    }
    const pairs = ['spa', 'kor', 'jpn', 'fra'].map((to) => ({ from: 'eng', to }));
    expect(store.getState().recentPairs).toEqual(pairs);
    expect(create(storage).getState().recentPairs).toEqual(pairs);
  });

  it('read no pair of one language, or of none', () => {
    const good = { from: 'eng', to: 'fra' };
    const recentPairs = [{ from: 'eng', to: 'eng' }, { from: 'xxx', to: 'fra' }, 'x', good, good];
    const storage = memoryKeyValue();
    storage.set('preferences', JSON.stringify({ recentPairs, transliteration: 'yes' }));
    expect(create(storage).getState()).toMatchObject({
      recentPairs: [good],
      transliteration: false,
    });
  });

  it('keep the latest three languages, each once', () => {
    const store = create();
    for (const code of ['fra', 'deu', 'jpn', 'fra', 'kor']) {
      store.getState().remember('recentSources', code);
    }
    expect(store.getState().recentSources).toEqual(['kor', 'fra', 'jpn']);
    expect(store.getState().recentTargets).toEqual([]);
  });

  it.each([
    'not json',
    '[]',
    'null',
    '{"theme":"pink","interfaceLanguage":"xx","recentTargets":["klingon",7],"recentSources":5}',
    '{"modelId":"gpt","quality":"perfect","acceptedLicences":["x",1],"hub":"http://hub.example/","packageHost":7}',
    '{"modelSettings":{"x":{},"demo":{"contextLength":99999,"template":"y"},"bayling-3-8b":null}}',
  ])('start from %s as from nothing', (stored) => {
    const read = create(memoryKeyValue({ preferences: stored })).getState();
    expect(read).toMatchObject({
      theme: 'system',
      interfaceLanguage: 'en',
      recentSources: [],
      recentTargets: [],
      quality: 'fast',
      modelId: undefined,
      acceptedLicences: [],
      packageHost: undefined,
      hub: undefined,
    });
    expect(Object.values(read.modelSettings)).toEqual(
      Object.values(read.modelSettings).map(() => ({})),
    );
  });
});

describe('stored preferences that cannot all be read', () => {
  it.each([
    'not json',
    '"text"',
    '[1]',
    '{"theme":"pink"}',
    '{"theme":["dark"]}',
    '{"recentTargets":["fra",7]}',
    '{"recentTargets":["fra","fra"]}',
    '{"recentSources":{"0":"fra"}}',
    '{"modelSettings":{"demo":[2048]}}',
    '{"acceptedLicences":"demo"}',
    '{"hub":{"href":"https://hub.example/"}}',
    '{"modelId":{"toString":null}}',
  ])('%s is said, and kept aside before anything is written over it', (stored) => {
    const storage = memoryKeyValue({ preferences: stored });
    const store = create(storage);
    expect(store.getState().wasRepaired()).toBe(true);
    store.getState().setTheme('dark');
    expect(storage.get('preferences.unreadable')).toBe(stored);
    expect(create(storage).getState()).toMatchObject({ theme: 'dark' });
    expect(create(storage).getState().wasRepaired()).toBe(false);
  });

  it('keep what can be read beside it', () => {
    const stored = '{"theme":7,"quality":"best","recentTargets":[null,"fra"]}';
    const read = create(memoryKeyValue({ preferences: stored })).getState();
    expect(read).toMatchObject({ theme: 'system', quality: 'best', recentTargets: ['fra'] });
  });

  it('are not those of a first visit, or of an earlier version', () => {
    expect(create().getState().wasRepaired()).toBe(false);
    const stored = '{"theme":"dark","interfaceLanguage":"en","gone":1}';
    const storage = memoryKeyValue({ preferences: stored });
    expect(create(storage).getState().wasRepaired()).toBe(false);
    expect(storage.get('preferences.unreadable')).toBeUndefined();
  });

  it('have the right types, whatever was stored', () => {
    const names = [...Object.keys(create().getState()), '__proto__', 'constructor'];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.array(fc.constantFrom('fra', 'demo', 7, null, {}, '__proto__', 'constructor')),
      fc.dictionary(fc.constantFrom('demo', 'bayling-2-7b', '__proto__'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (fields) => {
        const read = create(memoryKeyValue({ preferences: JSON.stringify(fields) })).getState();
        expect(['system', 'light', 'dark']).toContain(read.theme);
        expect(['en', 'zh-Hans']).toContain(read.interfaceLanguage);
        expect(['fast', 'best']).toContain(read.quality);
        for (const code of [...read.recentSources, ...read.recentTargets])
          expect(code).toMatch(/^\w+$/);
        for (const place of [read.hub, read.packageHost])
          expect(place ?? 'https://').toMatch(/^http/);
        expect(Object.values(read.modelSettings).every((one) => typeof one === 'object')).toBe(
          true,
        );
        expect(read.setTheme).toBeTypeOf('function');
      }),
      { seed, numRuns: sampled(10_000, 500) },
    );
  });
});
