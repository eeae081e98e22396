import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { readCount, readFields } from '../core/stored';
import type { Database } from './database';

/** Where conversations were before there was one database for all. */
const formerName = 'bayling-history';
const stores = ['summaries', 'messages'] as const;

interface Former {
  readonly summaries: readonly object[];
  readonly messages: readonly object[];
}

/**
 * Moves the conversations of the former database, as they are. Until all are written here the former stores stay
 * locked and whole, so neither a crash nor a tab with a former version of the app loses any.
 */
export async function takeFormerChats(database: Database): Promise<void> {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === formerName)) return;
  const former = await openDB(formerName);
  try {
    // A database that another page is only just making has no stores yet.
    if (!stores.every((store) => former.objectStoreNames.contains(store))) return;
    // What another tab wrote meanwhile waited for the lock, and is moved as well.
    while (!(await isEmpty(former))) await moveAll(former, database);
  } finally {
    former.close();
  }
  // A tab that has it open keeps it for a moment: the deletion waits, the app does not.
  void deleteDB(formerName).catch(() => undefined);
}

async function isEmpty(former: IDBPDatabase): Promise<boolean> {
  const transaction = former.transaction(stores);
  const counts = await Promise.all(stores.map((store) => transaction.objectStore(store).count()));
  return counts.every((count) => count === 0);
}

async function moveAll(former: IDBPDatabase, database: Database): Promise<void> {
  const transaction = former.transaction(stores, 'readwrite');
  const [summaries, messages] = (await Promise.all(
    stores.map((store) => transaction.objectStore(store).getAll()),
  )) as [object[], object[]];
  const writing = { ended: false };
  // A transaction without requests ends by itself, and with it the lock.
  const holdLock = async () => {
    while (!writing.ended) await transaction.objectStore('summaries').count();
  };
  await Promise.all([
    write(database, { summaries, messages }).finally(() => (writing.ended = true)),
    holdLock(),
  ]);
  await Promise.all(stores.map((store) => transaction.objectStore(store).clear()));
  await transaction.done;
}

/** Where both have a conversation, the one that changed last is kept. */
async function write(database: Database, { summaries, messages }: Former): Promise<void> {
  const transaction = database.transaction(stores, 'readwrite');
  const here = await transaction.objectStore('summaries').getAll();
  const changes = new Map(here.map((summary) => [nameOf(summary), changeOf(summary)]));
  const isNews = (id: unknown, at: number) => at > (changes.get(id) ?? -1);
  const news = new Set(
    summaries.filter((one) => isNews(nameOf(one), changeOf(one))).map((one) => nameOf(one)),
  );
  const listed = new Set(summaries.map((one) => nameOf(one)));
  await Promise.all([
    ...summaries
      .filter((one) => news.has(nameOf(one)))
      .map((one) => transaction.objectStore('summaries').put(one)),
    ...messages
      .filter((one) => news.has(nameOf(one)) || !listed.has(nameOf(one)))
      .map((one) => transaction.objectStore('messages').put(one)),
    transaction.done,
  ]);
}

/** Also of a record whose id is no text, which the app leaves as it is. */
function nameOf(record: object): unknown {
  const id = readFields(record)?.['id'];
  return typeof id === 'string' ? id : JSON.stringify(id);
}

const changeOf = (record: object): number => readCount(readFields(record)?.['changedAt']) ?? 0;
