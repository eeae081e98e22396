import { describe, expect, it } from 'vitest';
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
