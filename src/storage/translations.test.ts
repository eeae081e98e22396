import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Translation } from '../core/translation/types';
import { setTimer } from '../core/timer';
import { connect, type Connection } from './database';
import { createTranslations, type TranslationDraft, type Translations } from './translations';

let connection: Connection;
let translations: Translations;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  connection = connect({ setTimer });
  translations = createTranslations(connection);
});

const translation: Translation = {
  lead: '',
  segments: [
    {
      ...{ id: '1', source: 'Hello 5', gap: '', state: 'done', target: 'Hallo 5', language: 'deu' },
      spans: [{ start: 6, end: 7, kind: 'number', role: undefined, partner: undefined }],
      alternatives: [{ text: 'Hallo 5', score: -0.5 }],
      checks: [{ kind: 'number', about: ['5'] }],
      confidence: { mean: -0.1, lowest: -2, trusted: undefined },
      terms: [{ source: 'Hello', target: 'Hallo', kind: 'term', kept: true }],
      origin: 'edited',
    },
  ],
};

const draft = (id: string, changedAt = 1, more: Partial<TranslationDraft> = {}) => ({
  ...{ id, from: 'eng', to: 'deu', source: `Hello ${id}`, target: `Hallo ${id}` },
  ...{ translation, modelId: 'demo', createdAt: 1, changedAt, ...more },
});

const ids = async (query: Parameters<Translations['list']>[0] = {}) =>
  (await translations.list(query)).translations.map(({ id }) => id);

describe('translations', () => {
  it('come back as they were put, and grow; a star stays', async () => {
    await translations.put(draft('a'));
    await translations.star('a', true);
    await translations.put(draft('a', 2, { target: 'Hallo du' }));
    expect(await translations.get('a')).toEqual({
      ...draft('a', 2, { target: 'Hallo du' }),
      starred: true,
    });
    expect(await translations.get('b')).toBeUndefined();
  });

  it('are listed latest first by pages, by pair, star and words', async () => {
    for (let at = 0; at < 450; at++) {
      await translations.put(draft(String(at), at, { to: at % 3 === 0 ? 'fra' : 'deu' }));
    }
    await translations.star('7', true);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await translations.list({ after, limit: 70 });
      seen.push(...page.translations.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(Array.from({ length: 450 }, (_, at) => String(449 - at)));
    expect(await ids({ starred: true })).toEqual(['7']);
    expect(await ids({ text: 'HÁLLO 44' })).toEqual([
      '449',
      '448',
      '447',
      '446',
      '445',
      '444',
      '443',
      '442',
      '441',
      '440',
      '344',
      '244',
      '144',
      '44',
    ]);
    expect(await ids({ text: '44', pair: { from: 'eng', to: 'fra' } })).toEqual([
      '447',
      '444',
      '441',
      '144',
    ]);
    expect(await translations.pairs()).toEqual([
      { from: 'eng', to: 'deu' },
      { from: 'eng', to: 'fra' },
    ]);
  });

  it('show long texts in part, and find them whole', async () => {
    await translations.put(draft('a', 1, { source: `${'long '.repeat(200)}needle` }));
    const { translations: list } = await translations.list({ text: 'needle' });
    expect(list[0]?.source).toHaveLength(400);
    expect(list[0]?.sizes).toEqual({ source: 1_006, target: 7 });
    expect(list[0]).not.toHaveProperty('translation');
  });

  it('deleted come back whole', async () => {
    await translations.put(draft('a'));
    await translations.star('a', true);
    const undo = await translations.delete('a');
    expect(await translations.get('a')).toBeUndefined();
    expect(await ids()).toEqual([]);
    await undo();
    expect(await translations.get('a')).toEqual({ ...draft('a'), starred: true });
    await translations.clear();
    expect(await translations.count()).toBe(0);
  });

  it('altered are read field by field; segments whole or not at all', async () => {
    await connection.use(async (database) => {
      const odd = {
        id: 'a',
        order: 0,
        from: 7,
        to: 'deu',
        source: 'Hello',
        target: {},
        starred: 'yes',
      };
      await database.put('translations', odd);
      const segments = [translation.segments[0], { source: 'no more' }];
      await database.put('details', { id: 'a', translation: { lead: '', segments } });
    });
    expect(await translations.get('a')).toEqual({
      ...{ id: 'a', from: '', to: 'deu', source: 'Hello', target: '', modelId: '' },
      ...{ starred: false, createdAt: 0, changedAt: 0, translation: undefined },
    });
    expect(await ids()).toEqual(['a']);
  });

  it('of which a search is called off give nothing', async () => {
    const signal = AbortSignal.abort();
    await expect(translations.list({ signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
