import { describe, expect, it } from 'vitest';
import { createPreferencesStore, negotiate } from './preferences';
import { memoryKeyValue } from './testing/keyValue';

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
    const { setTheme, setInterfaceLanguage, remember } = create(storage).getState();
    setTheme('dark');
    setInterfaceLanguage('zh-Hans');
    remember('recentTargets', 'fra');
    expect(create(storage, ['en']).getState()).toMatchObject({
      theme: 'dark',
      interfaceLanguage: 'zh-Hans',
      recentTargets: ['fra'],
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
  ])('start from %s as from nothing', (stored) => {
    expect(create(memoryKeyValue({ preferences: stored })).getState()).toMatchObject({
      theme: 'system',
      interfaceLanguage: 'en',
      recentSources: [],
      recentTargets: [],
    });
  });
});
