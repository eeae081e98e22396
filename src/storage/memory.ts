import type { IDBPObjectStore, StoreNames } from 'idb';
import { inPieces } from '../core/breathe';
import { hashText, normalSource } from '../core/memory/normal';
import { PairIndex } from '../core/memory/pairIndex';
import type { EntryNotes, MemoryEntry, MemoryMatch } from '../core/memory/types';
import { readCount, readFields, readList, readOneOf, readText, type Read } from '../core/stored';
import { searcher } from '../core/text/fold';
import type { Connection, Database, Schema } from './database';
import { differenceOf } from './difference';
import { pairsOf, type Pair } from './pairs';

/** An entry as it comes in. */
export type NewEntry = Omit<MemoryEntry, 'id' | 'uses' | 'createdAt' | 'changedAt'> &
  Partial<Pick<MemoryEntry, 'uses' | 'createdAt' | 'changedAt'>>;

export interface MemoryAsk extends Pair {
  readonly source: string;
  /** The least score; 70 by default. */
  readonly least?: number | undefined;
  /** 5 by default. */
  readonly limit?: number | undefined;
}

export interface MemoryQuery {
  /** Words in either text. */
  readonly text?: string | undefined;
  readonly pair?: Pair | undefined;
  /** From an earlier page. */
  readonly before?: number | undefined;
  /** Of a page; 50 by default. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface MemoryPage {
  /** Latest first. */
  readonly entries: readonly MemoryEntry[];
  /** Undefined on the last page. */
  readonly next: number | undefined;
}

/** The translation memory on this device. */
export interface Memory {
  /** What the user accepted or edited takes the place of what was accepted for the same source before. */
  add(entry: NewEntry): Promise<void>;
  /** Leaves out what is there already. Gives how many were added. */
  addAll(entries: readonly NewEntry[]): Promise<number>;
  /** Best first. Rejects as IndexedDB does. */
  find(ask: MemoryAsk): Promise<readonly MemoryMatch[]>;
  /** Counts that an entry was taken. */
  use(id: number): Promise<void>;
  edit(id: number, target: string): Promise<void>;
  /** Gives what brings it back. */
  delete(id: number): Promise<() => Promise<void>>;
  clear(): Promise<void>;
  list(query: MemoryQuery): Promise<MemoryPage>;
  pairs(): Promise<readonly Pair[]>;
  count(): Promise<number>;
  /** All of a pair, or of every one, in the order in which they came, some hundred at a time. */
  all(pair?: Pair): AsyncIterable<readonly MemoryEntry[]>;
  /** Bytes of the tables in memory. */
  indexBytes(): number;
}

const batch = 500;
const usual = { least: 70, limit: 5 };

type Store = IDBPObjectStore<Schema, StoreNames<Schema>[], 'memory', 'readwrite'>;

/** Over IndexedDB, with the sources in memory from the first search on. */
export function createMemory({ use }: Connection, now: () => number): Memory {
  const indexes = new Map<string, PairIndex>();
  let last = 0;

  const indexOf = ({ from, to }: Pair): PairIndex => {
    const name = `${from} ${to}`;
    const index = indexes.get(name) ?? new PairIndex();
    indexes.set(name, index);
    return index;
  };

  /** Takes in what was added since: here, in another tab, or before this page. The page goes on between. */
  let turn: Promise<unknown> = Promise.resolve();
  const catchUp = (database: Database): Promise<void> => {
    const mine = turn.catch(() => undefined).then(() => readOn(database));
    turn = mine;
    return mine;
  };
  const readOn = async (database: Database) => {
    for (;;) {
      const values = await database.getAll('memory', IDBKeyRange.lowerBound(last, true), batch);
      for (const value of values) {
        const entry = readEntry(value);
        last = Math.max(last, entry?.id ?? 0);
        if (entry !== undefined) indexOf(entry).add(entry.id, normalSource(entry.source));
      }
      if (values.length < batch) return;
    }
  };

  const startOver = (database: Database) => {
    indexes.clear();
    last = 0;
    return catchUp(database);
  };

  const forget = (entry: MemoryEntry | undefined, id: number) => {
    if (entry !== undefined) indexOf(entry).remove(id);
  };

  const all = async function* (pair?: Pair): AsyncGenerator<readonly MemoryEntry[]> {
    let after = 0;
    for (;;) {
      const values = await use((database) =>
        database.getAll('memory', IDBKeyRange.lowerBound(after, true), batch),
      );
      const entries = readList(values, readEntry) ?? [];
      after = Math.max(after, ...values.map((value) => Number((value as { id: unknown }).id)));
      yield pair === undefined ? entries : entries.filter((one) => isOf(one, pair));
      if (values.length < batch) return;
    }
  };

  const addAll = (entries: readonly NewEntry[]) =>
    use(async (database) => {
      const { store, done } = database.transaction('memory', 'readwrite');
      let added = 0;
      for (const entry of entries) {
        const how = entry.origin === 'imported' ? 'beside' : 'instead';
        if (await enter(store, entry, now(), how)) added++;
      }
      await done;
      return added;
    });

  return {
    add: async (entry) => {
      await addAll([entry]);
    },
    addAll,
    find: ({ source, from, to, least = usual.least, limit = usual.limit }) =>
      use(async (database) => {
        await catchUp(database);
        const asked = normalSource(source);
        for (;;) {
          const search = indexOf({ from, to }).search(asked, { least, limit });
          const hits = await inPieces(search, now);
          const { store } = database.transaction('memory');
          const values = await Promise.all(hits.map(({ id }) => store.get(id)));
          const entries = values.map(readEntry);
          const gone = hits.filter((_, at) => entries[at] === undefined);
          if (gone.length > 0) {
            // Another tab deleted them: some, or all that there was.
            for (const { id } of gone) indexOf({ from, to }).remove(id);
            if (gone.length === hits.length) await startOver(database);
            continue;
          }
          return hits.flatMap(({ score }, at): MemoryMatch[] => {
            const entry = entries[at];
            if (entry === undefined) return [];
            return [{ entry, score, difference: differenceOf(entry.source, source, from) }];
          });
        }
      }),
    use: (id) => change(use, id, (entry) => ({ ...entry, uses: entry.uses + 1 })),
    edit: (id, target) =>
      change(use, id, (entry) => ({ ...entry, target, origin: 'edited', changedAt: now() })),
    delete: (id) =>
      use(async (database) => {
        const { store, done } = database.transaction('memory', 'readwrite');
        const value = await store.get(id);
        await Promise.all([store.delete(id), done]);
        const entry = readEntry(value);
        forget(entry, id);
        return async () => {
          if (entry === undefined) return;
          // With an id of its own: an index takes rising ones only.
          const { id: _, ...others } = entry;
          await use((again) => again.add('memory', recordOf(others)));
        };
      }),
    clear: () =>
      use(async (database) => {
        await database.clear('memory');
        indexes.clear();
      }),
    list: ({ text = '', pair, before = Infinity, limit = 50, signal }) =>
      use(async (database) => {
        const matches = searcher(text);
        const found: MemoryEntry[] = [];
        const newest = await database.transaction('memory').store.openKeyCursor(null, 'prev');
        let top = Math.min(before - 1, newest?.key ?? 0);
        // Ids are nearly without gaps, so a range of ids is as good as a page.
        for (; top > 0; top -= batch) {
          signal?.throwIfAborted();
          const range = IDBKeyRange.bound(Math.max(1, top - batch + 1), top);
          const entries = readList(await database.getAll('memory', range), readEntry) ?? [];
          for (const entry of entries.reverse()) {
            if (pair !== undefined && !isOf(entry, pair)) continue;
            if (!matches(entry.source, entry.target)) continue;
            found.push(entry);
            if (found.length === limit) return { entries: found, next: entry.id };
          }
        }
        return { entries: found, next: undefined };
      }),
    pairs: () =>
      use(async (database) => {
        const transaction = database.transaction(['memory']);
        return pairsOf(transaction.objectStore('memory').index('same'));
      }),
    count: () => use((database) => database.count('memory')),
    all,
    indexBytes: () => [...indexes.values()].reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

const isOf = (entry: MemoryEntry, { from, to }: Pair) => entry.from === from && entry.to === to;

/**
 * Whether it is now there, and was not before.
 *
 * @param how `instead`: what the user accepts takes the place of what was accepted before.
 */
export async function enter(
  store: Pick<Store, 'index' | 'put' | 'add'>,
  entry: NewEntry,
  at: number,
  how: 'instead' | 'beside',
): Promise<boolean> {
  const normal = normalSource(entry.source);
  const values = await store.index('same').getAll([entry.from, entry.to, hashText(normal)]);
  const same = (readList(values, readEntry) ?? []).filter(
    (one) => normalSource(one.source) === normal,
  );
  const equal = same.find(({ target }) => target === entry.target);
  const ours = how === 'instead' ? same.find(({ origin }) => origin !== 'imported') : undefined;
  const replaced = equal ?? ours;
  if (replaced !== undefined && how === 'instead') {
    const { target, origin } = entry;
    await store.put(recordOf({ ...replaced, target, origin, changedAt: at }));
  }
  if (replaced !== undefined) return false;
  await store.add(recordOf({ uses: 0, createdAt: at, changedAt: at, ...entry }));
  return true;
}

async function change(
  use: Connection['use'],
  id: number,
  to: (entry: MemoryEntry) => MemoryEntry,
): Promise<void> {
  await use(async (database) => {
    const { store, done } = database.transaction('memory', 'readwrite');
    const entry = readEntry(await store.get(id));
    await Promise.all([entry && store.put(recordOf(to(entry))), done]);
  });
}

/** As it is stored: with the hash that finds its source again. */
function recordOf(entry: Omit<MemoryEntry, 'id'> & { readonly id?: number }): object {
  return { ...entry, key: hashText(normalSource(entry.source)) };
}

const readOrigin = readOneOf(['accepted', 'edited', 'imported']);

/** Undefined without languages, source and target. */
export const readEntry: Read<MemoryEntry> = (value) => {
  const fields = readFields(value);
  const [from, to, source, target] = ['from', 'to', 'source', 'target'].map((name) =>
    readText(fields?.[name]),
  );
  if (fields === undefined || from === undefined || to === undefined) return undefined;
  if (source === undefined || target === undefined) return undefined;
  const notes = readNotes(fields['notes']);
  return {
    id: readCount(fields['id']) ?? 0,
    ...{ from, to, source, target },
    origin: readOrigin(fields['origin']) ?? 'imported',
    createdAt: readCount(fields['createdAt']) ?? 0,
    changedAt: readCount(fields['changedAt']) ?? 0,
    uses: readCount(fields['uses']) ?? 0,
    ...(notes && { notes }),
  };
};

const readProp: Read<readonly [string, string]> = (value) => {
  const [type, text] = (readList(value, readText) ?? []) as readonly (string | undefined)[];
  return type === undefined || text === undefined ? undefined : [type, text];
};

const textsOfNotes = ['tuid', 'sourceTag', 'targetTag', 'segtype', 'creator', 'changer'];

const readNotes: Read<EntryNotes> = (value) => {
  const fields = readFields(value);
  if (fields === undefined) return undefined;
  const texts = textsOfNotes.flatMap((name) => {
    const text = readText(fields[name]);
    return text === undefined ? [] : [[name, text] as const];
  });
  const notes = readList(fields['notes'], readText);
  const props = readList(fields['props'], readProp);
  return { ...Object.fromEntries(texts), ...(notes && { notes }), ...(props && { props }) };
};
