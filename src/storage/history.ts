import type { IDBPTransaction } from 'idb';
import { readCount, readFields, readList, readOneOf, readText, type Read } from '../core/stored';
import type { Connection, Schema } from './database';

export interface StoredMessage {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Why an answer ended before the model was done. */
  readonly end?: 'stopped' | 'length';
}

export interface ConversationSummary {
  readonly id: string;
  /** Empty where the stored one cannot be read. */
  readonly title: string;
  /** Milliseconds since 1970 of the last change. */
  readonly changedAt: number;
}

export interface Conversation extends ConversationSummary {
  readonly messages: readonly StoredMessage[];
}

/** A conversation as it was found. */
export interface FoundConversation extends Conversation {
  /** Some of it cannot be read, and would be lost if it were written over. */
  readonly damaged: boolean;
}

export interface Listing {
  /** Latest first. */
  readonly conversations: readonly ConversationSummary[];
  /** Records that cannot be read. They are left as they are. */
  readonly unreadable: number;
}

/** Conversations on this device. */
export interface History {
  list(): Promise<Listing>;
  get(id: string): Promise<FoundConversation | undefined>;
  put(conversation: Conversation): Promise<void>;
  /** Changes the title alone. */
  rename(id: string, title: string): Promise<void>;
  delete(id: string): Promise<void>;
  clear(): Promise<void>;
}

const stores: ['summaries', 'messages'] = ['summaries', 'messages'];

type Transaction = IDBPTransaction<Schema, typeof stores, 'readwrite'>;

/** Over IndexedDB. Rejects as {@link Connection.use} does: `QuotaExceededError`, `InvalidStateError` … */
export function createHistory({ use }: Connection): History {
  /** Both stores in one transaction: a summary without its messages must never be seen. */
  const change = (act: (database: Transaction) => Promise<unknown>[]) =>
    use(async (database) => {
      const transaction = database.transaction(stores, 'readwrite');
      await Promise.all([...act(transaction), transaction.done]);
    });

  return {
    list: () =>
      use(async (database) => {
        const all = await database.getAll('summaries');
        const conversations = readList(all, readSummary) ?? [];
        conversations.sort((a, b) => b.changedAt - a.changedAt);
        return { conversations, unreadable: all.length - conversations.length };
      }),
    get: (id) =>
      use(async (database) => {
        const transaction = database.transaction(stores);
        const [summary, stored] = await Promise.all([
          transaction.objectStore('summaries').get(id),
          transaction.objectStore('messages').get(id),
        ]);
        return readConversation(summary, stored);
      }),
    put: ({ messages, ...summary }) =>
      change((transaction) => [
        transaction.objectStore('summaries').put(summary),
        transaction.objectStore('messages').put({ id: summary.id, messages }),
      ]),
    rename: (id, title) =>
      use(async (database) => {
        const { store, done } = database.transaction('summaries', 'readwrite');
        const before = await store.get(id);
        await Promise.all([before && store.put({ ...before, title }), done]);
      }),
    delete: (id) =>
      change((transaction) => stores.map((store) => transaction.objectStore(store).delete(id))),
    clear: () =>
      change((transaction) => stores.map((store) => transaction.objectStore(store).clear())),
  };
}

const readSummary: Read<ConversationSummary> = (value) => {
  const fields = readFields(value);
  const id = readText(fields?.['id']);
  if (fields === undefined || id === undefined) return undefined;
  const { title, changedAt } = fields;
  return { id, title: readText(title) ?? '', changedAt: readCount(changedAt) ?? 0 };
};

const readRole = readOneOf(['user', 'assistant']);
const readEnd = readOneOf(['stopped', 'length']);

const readMessage: Read<StoredMessage> = (value) => {
  const fields = readFields(value);
  const role = readRole(fields?.['role']);
  const text = readText(fields?.['text']);
  if (fields === undefined || role === undefined || text === undefined) return undefined;
  const end = readEnd(fields['end']);
  return { id: readText(fields['id']) ?? '', role, text, ...(end !== undefined && { end }) };
};

/** Of a summary and the record of its messages. */
export function readConversation(summary: unknown, stored: unknown): FoundConversation | undefined {
  const about = readSummary(summary);
  if (about === undefined) return undefined;
  const listed = readFields(stored)?.['messages'];
  const found = readList(listed, readMessage) ?? [];
  const ids = new Set<string>();
  const messages = found.map((message, at) => {
    // A page tells its messages apart by their ids.
    const id = message.id === '' || ids.has(message.id) ? `${at} of ${about.id}` : message.id;
    ids.add(id);
    return { ...message, id };
  });
  const damaged = !Array.isArray(listed) || listed.length !== found.length;
  return { ...about, messages, damaged };
}
