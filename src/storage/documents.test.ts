import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { setTimer } from '../core/timer';
import type { Translation } from '../core/translation/types';
import { newSegment } from '../core/translation/match';
import { connect, type Connection } from './database';
import { createDocuments, type DocumentRecord, type Documents } from './documents';
import { createGlossaries } from './glossaries';

let connection: Connection;
let documents: Documents;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  connection = connect({ setTimer });
  documents = createDocuments(connection);
});

const record = (id: string, more: Partial<DocumentRecord> = {}): DocumentRecord => ({
  ...{ id, name: `${id}.txt`, size: 3, from: '', to: 'deu_Latn', phase: 'running' },
  ...{ total: 2, done: 0, unknown: 0, marked: 0, words: 4, createdAt: 1, changedAt: 1, ...more },
});
const translation = (source: string): Translation => ({
  lead: ' ',
  segments: [{ ...newSegment('1', { text: source, after: '' }), target: 'x', state: 'done' }],
});

describe('documents', () => {
  it('are listed latest first, with their bytes apart', async () => {
    await documents.add(record('a'), Uint8Array.of(1, 2, 3));
    await documents.add(record('b', { createdAt: 2 }), Uint8Array.of(4));
    expect((await documents.list()).map(({ id }) => id)).toEqual(['b', 'a']);
    expect(await documents.file('a')).toEqual(Uint8Array.of(1, 2, 3));
    expect(await documents.file('none')).toBeUndefined();
  });

  it('have units of their own, written with how far the document is', async () => {
    await documents.add(record('a'), Uint8Array.of());
    await documents.add(record('ab'), Uint8Array.of());
    await documents.putUnits(record('a', { done: 1 }), new Map([[7, translation('seven')]]));
    await documents.putUnits(record('ab'), new Map([[7, translation('other')]]));
    await documents.putUnits(record('a', { done: 2 }), new Map([[0, translation('zero')]]));
    expect(await documents.units('a')).toEqual(
      new Map([
        [0, translation('zero')],
        [7, translation('seven')],
      ]),
    );
    expect((await documents.list()).find(({ id }) => id === 'a')?.done).toBe(2);
  });

  it('go with all that belongs to them, and nothing else does', async () => {
    await documents.add(record('a'), Uint8Array.of(1));
    await documents.add(record('b'), Uint8Array.of(2));
    await documents.putUnits(record('a'), new Map([[0, translation('a')]]));
    await documents.putUnits(record('b'), new Map([[0, translation('b')]]));
    await documents.remove('a');
    expect((await documents.list()).map(({ id }) => id)).toEqual(['b']);
    expect(await documents.file('a')).toBeUndefined();
    expect((await documents.units('a')).size).toBe(0);
    expect((await documents.units('b')).size).toBe(1);
  });

  it('that were altered are read field by field', async () => {
    await connection.use(async (database) => {
      await database.put('documents', { id: 'a', name: 'a.txt', phase: 'gone', done: 'many' });
      await database.put('documents', { id: 'b' });
      await database.put('files', { id: 'a', bytes: 'text' });
      await database.put('units', { document: 'a', unit: 0, translation: { lead: 1 } });
    });
    expect(await documents.list()).toMatchObject([{ id: 'a', phase: 'paused', done: 0 }]);
    expect(await documents.file('a')).toBeUndefined();
    expect((await documents.units('a')).size).toBe(0);
  });
});

it('a database of the former version keeps what it has', async () => {
  const before = await openDB('bayling', 1, {
    upgrade: (database) => {
      for (const name of ['summaries', 'messages', 'details', 'glossaries', 'translations']) {
        database.createObjectStore(name, { keyPath: 'id' });
      }
      database.createObjectStore('memory', { keyPath: 'id', autoIncrement: true });
      database.createObjectStore('workspace');
    },
  });
  await before.put('glossaries', { id: 'g', name: 'G', from: 'a', to: 'b', entries: [] });
  before.close();
  expect((await createGlossaries(connection).list()).map(({ name }) => name)).toEqual(['G']);
  await documents.add(record('a'), Uint8Array.of(1));
  expect(await documents.list()).toHaveLength(1);
});
