import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { setTimer } from '../core/timer';
import { connect, type Connection } from './database';
import { createMemory, type Memory, type NewEntry } from './memory';

let connection: Connection;
let memory: Memory;
let time: number;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  connection = connect({ setTimer });
  time = 1_000;
  memory = createMemory(connection, () => time++);
});

const entry = (source: string, target: string, more: Partial<NewEntry> = {}): NewEntry => ({
  ...{ from: 'eng', to: 'deu', source, target, origin: 'accepted' },
  ...more,
});
const pair = { from: 'eng', to: 'deu' };
const found = async (source: string, of: Memory = memory) =>
  (await of.find({ source, ...pair })).map(({ entry: { target }, score }) => [target, score]);

describe('the memory', () => {
  it('finds the same and the similar, best first, with what differs', async () => {
    await memory.add(entry('Open the file.', 'Öffne die Datei.'));
    await memory.add(entry('Open the  file now.', 'Öffne die Datei jetzt.'));
    await memory.add(entry('Something else.', 'Etwas anderes.'));
    await memory.add(entry('Open the file.', 'Ouvre le fichier.', { to: 'fra' }));
    const matches = await memory.find({ source: 'Open the file. ', ...pair });
    expect(matches.map(({ entry: { target }, score }) => [target, score])).toEqual([
      ['Öffne die Datei.', 100],
      ['Öffne die Datei jetzt.', 77],
    ]);
    const [similar] = await memory.find({ source: 'Open the door.', ...pair, least: 60, limit: 1 });
    expect(similar?.difference).toEqual([
      { kind: 'same', text: 'Open the ' },
      { kind: 'stored', text: 'file' },
      { kind: 'asked', text: 'door' },
      { kind: 'same', text: '.' },
    ]);
    expect(await found('Something quite different.')).toEqual([]);
  });

  it('keeps one translation of ours for a source, and those imported beside it', async () => {
    await memory.addAll([
      entry('A cat.', 'Ein Kater.', { origin: 'imported' }),
      entry('A cat.', 'Eine Katze.', { origin: 'imported' }),
    ]);
    await memory.add(entry('A cat.', 'Ne Katze.'));
    await memory.add(entry('A cat. ', 'Die Katze.', { origin: 'edited' }));
    expect(await found('A cat.')).toEqual([
      ['Die Katze.', 100],
      ['Eine Katze.', 100],
      ['Ein Kater.', 100],
    ]);
    const again = [
      entry('A cat.', 'Eine Katze.', { origin: 'imported' }),
      entry('A dog.', 'Ein Hund.', { origin: 'imported' }),
      entry('A dog.', 'Ein Hund.', { origin: 'imported' }),
    ];
    expect(await memory.addAll(again)).toBe(1);
    expect(await memory.count()).toBe(4);
  });

  it('edits, counts uses, deletes and brings back', async () => {
    await memory.add(entry('A cat.', 'Eine Katze.'));
    const stored = (await memory.find({ source: 'A cat.', ...pair }))[0]!.entry;
    await memory.use(stored.id);
    await memory.edit(stored.id, 'Katze.');
    expect((await memory.list({})).entries).toMatchObject([
      { target: 'Katze.', uses: 1, origin: 'edited', createdAt: 1_000, changedAt: 1_001 },
    ]);
    const undo = await memory.delete(stored.id);
    expect(await found('A cat.')).toEqual([]);
    expect(await memory.count()).toBe(0);
    await undo();
    expect(await found('A cat.')).toEqual([['Katze.', 100]]);
  });

  it('sees what another tab adds, deletes and clears', async () => {
    const other = createMemory(connect({ setTimer }), () => time++);
    await memory.add(entry('A cat.', 'Eine Katze.'));
    expect(await found('A cat.', other)).toHaveLength(1);
    await memory.add(entry('A dog.', 'Ein Hund.'));
    expect(await found('A dog.', other)).toHaveLength(1);
    await memory.delete(1);
    expect(await found('A cat.', other)).toEqual([]);
    await memory.clear();
    expect(await found('A dog.', other)).toEqual([]);
    await memory.add(entry('A cow.', 'Eine Kuh.'));
    expect(await found('A cow.', other)).toHaveLength(1);
  });

  it('is listed latest first by pages, by pair and by words', async () => {
    const all = Array.from({ length: 1_203 }, (_, at) =>
      entry(`Sentence ${at}.`, `Satz ${at}.`, { to: at % 2 === 0 ? 'deu' : 'fra' }),
    );
    expect(await memory.addAll(all)).toBe(1_203);
    const sources: string[] = [];
    let before: number | undefined;
    do {
      const { entries, next } = await memory.list({ before, limit: 100, pair });
      sources.push(...entries.map(({ source }) => source));
      before = next;
    } while (before !== undefined);
    expect(sources).toEqual(
      all
        .filter(({ to }) => to === 'deu')
        .map(({ source }) => source)
        .reverse(),
    );
    const { entries } = await memory.list({ text: 'SÄTZ 777' });
    expect(entries.map(({ target }) => target)).toEqual(['Satz 777.']);
    expect(await memory.pairs()).toEqual([
      { from: 'eng', to: 'deu' },
      { from: 'eng', to: 'fra' },
    ]);
    let count = 0;
    for await (const some of memory.all({ from: 'eng', to: 'fra' })) count += some.length;
    expect(count).toBe(601);
  });

  it('keeps all that another tool said', async () => {
    const notes = {
      ...{ tuid: '7', sourceTag: 'en-US', targetTag: 'de-AT', segtype: 'phrase' },
      ...{ creator: 'ada', changer: 'bob', notes: ['A note'], props: [['a', 'b']] as const },
    };
    await memory.add(entry('A cat.', 'Eine Katze.', { origin: 'imported', notes }));
    expect((await memory.list({})).entries[0]?.notes).toEqual(notes);
  });

  it('reads each field on its own', async () => {
    await connection.use(async (database) => {
      const odd = {
        ...pair,
        source: 'A cat.',
        target: 'Eine Katze.',
        origin: 7,
        uses: 'many',
        key: 1,
      };
      await database.put('memory', { ...odd, notes: { props: [['a', 'b'], 7], notes: 'x' } });
      await database.put('memory', { from: 'eng', source: 7 });
    });
    const [match] = await memory.find({ source: 'A cat.', ...pair });
    expect(match?.entry).toEqual({
      ...{ id: 1, ...pair, source: 'A cat.', target: 'Eine Katze.', origin: 'imported' },
      ...{ createdAt: 0, changedAt: 0, uses: 0, notes: { props: [['a', 'b']] } },
    });
  });
});
