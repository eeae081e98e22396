import type { DBSchema, IDBPDatabase, IDBPTransaction } from 'idb';

export interface StoredMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Why an answer ended before the model was done. */
  readonly end?: 'stopped' | 'length';
}

export interface Conversation {
  readonly id: string;
  readonly title: string;
  /** Milliseconds since 1970 of the last change. */
  readonly changedAt: number;
  readonly messages: readonly StoredMessage[];
}

export type ConversationSummary = Omit<Conversation, 'messages'>;

/** Conversations on this device. */
export interface History {
  /** Latest first. */
  list(): Promise<ConversationSummary[]>;
  get(id: string): Promise<Conversation | undefined>;
  put(conversation: Conversation): Promise<void>;
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
}

interface Schema extends DBSchema {
  /** Apart from the messages, so that the list of a thousand chats stays quick. */
  summaries: { key: string; value: ConversationSummary };
  messages: { key: string; value: { id: string; messages: readonly StoredMessage[] } };
}

const databaseName = 'bayling-history';
const version = 1;
const stores: ['summaries', 'messages'] = ['summaries', 'messages'];

type Transaction = IDBPTransaction<Schema, typeof stores, 'readwrite'>;

async function open(): Promise<IDBPDatabase<Schema>> {
  // Fetched with the first conversation: the first paint does without.
  const { openDB } = await import('idb');
  return openDB<Schema>(databaseName, version, {
    upgrade(database) {
      for (const store of stores) database.createObjectStore(store, { keyPath: 'id' });
    },
  });
}

/** Over IndexedDB. Rejects as IndexedDB does: `QuotaExceededError`, `InvalidStateError` … */
export function createHistory(): History {
  /** One connection per action: chats are written seldom, and an open one would block other tabs. */
  async function using<T>(action: (database: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    const database = await open();
    try {
      return await action(database);
    } finally {
      database.close();
    }
  }

  /** Both stores in one transaction: a summary without its messages must never be seen. */
  const change = (act: (database: Transaction) => Promise<unknown>[]) =>
    using(async (database) => {
      const transaction = database.transaction(stores, 'readwrite');
      await Promise.all([...act(transaction), transaction.done]);
    });

  return {
    list: () =>
      using(async (database) => {
        const all = await database.getAll('summaries');
        return all.sort((a, b) => b.changedAt - a.changedAt);
      }),
    get: (id) =>
      using(async (database) => {
        const transaction = database.transaction(stores);
        const [summary, stored] = await Promise.all([
          transaction.objectStore('summaries').get(id),
          transaction.objectStore('messages').get(id),
        ]);
        return summary && stored ? { ...summary, messages: stored.messages } : undefined;
      }),
    put: ({ messages, ...summary }) =>
      change((transaction) => [
        transaction.objectStore('summaries').put(summary),
        transaction.objectStore('messages').put({ id: summary.id, messages }),
      ]),
    delete: (id) =>
      change((transaction) => stores.map((store) => transaction.objectStore(store).delete(id))),
    clear: () =>
      change((transaction) => stores.map((store) => transaction.objectStore(store).clear())),
  };
}
