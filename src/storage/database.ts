import {
  openDB,
  type DBSchema,
  type IDBPDatabase,
  type IDBPTransaction,
  type StoreNames,
} from 'idb';
import { AppError } from '../core/errors';
import type { SetTimer } from '../core/timer';
import { takeFormerChats } from './formerChats';

/** Stored by any version, or altered since: each field of a record is read on its own. */
export interface Schema extends DBSchema {
  /** Apart from the messages, so that the list of a thousand chats stays quick. */
  summaries: { key: string; value: object };
  messages: { key: string; value: object };
  /** Texts of translations; `order` is the negative time of the last change: a store is read upwards only. */
  translations: {
    key: string;
    value: object;
    indexes: { latest: [number, string]; pair: [string, string] };
  };
  /** Their segments, which a list does not need. */
  details: { key: string; value: object };
  /** Ids rise. `key` is the hash of the source, so that an index need not repeat it. */
  memory: { key: number; value: object; indexes: { same: [string, string, number] } };
  glossaries: { key: string; value: object };
  workspace: { key: string; value: unknown };
  /** Files that are being translated: the list, their bytes, and what is known of each unit. */
  documents: { key: string; value: object };
  files: { key: string; value: object };
  units: { key: [string, number]; value: object };
}

export type Database = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], 'versionchange'>;

/** From one version of the schema to the next. Awaits nothing but its transaction. */
export type Step = (database: Database, transaction: Upgrade) => void | Promise<void>;

/** The version of the database is their number. Never change one: add another. */
const steps: readonly Step[] = [
  (database) => {
    for (const store of ['summaries', 'messages', 'details', 'glossaries'] as const) {
      database.createObjectStore(store, { keyPath: 'id' });
    }
    const translations = database.createObjectStore('translations', { keyPath: 'id' });
    translations.createIndex('latest', ['order', 'id']);
    translations.createIndex('pair', ['from', 'to']);
    const memory = database.createObjectStore('memory', { keyPath: 'id', autoIncrement: true });
    memory.createIndex('same', ['from', 'to', 'key']);
    database.createObjectStore('workspace');
  },
  (database) => {
    database.createObjectStore('documents', { keyPath: 'id' });
    database.createObjectStore('files', { keyPath: 'id' });
    database.createObjectStore('units', { keyPath: ['document', 'unit'] });
  },
];

const databaseName = 'bayling';

/** How long another tab may keep an older version open before it is said. */
const PATIENCE_MS = 4_000;

/** The database, open while it is used and until another tab wants to change its schema. */
export interface Connection {
  /**
   * Rejects as IndexedDB does, and with `storage-newer` where a later version of the app has been here,
   * `storage-blocked` while another tab keeps an older one open.
   */
  readonly use: <T>(action: (database: Database) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

export interface ConnectionPorts {
  readonly setTimer: SetTimer;
  readonly steps?: readonly Step[];
}

/** Opens nothing until it is used. */
export function connect(ports: ConnectionPorts): Connection {
  let opening: Promise<Database> | undefined;
  const forget = () => (opening = undefined);

  const open = async (): Promise<Database> => {
    opening ??= openDatabase(ports, forget);
    const mine = opening;
    try {
      return await mine;
    } catch (cause) {
      if (opening === mine) forget();
      throw cause;
    }
  };

  return {
    use: async (action) => {
      const database = await open();
      try {
        return await action(database);
      } catch (cause) {
        if (!isClosed(cause)) throw cause;
        // Another tab, or the browser, closed the connection between two actions.
        if ((await opening) === database) forget();
        return action(await open());
      }
    },
    close: async () => {
      const open = opening;
      forget();
      (await open)?.close();
    },
  };
}

const isClosed = (cause: unknown) => cause instanceof Error && cause.name === 'InvalidStateError';

async function openDatabase(
  { setTimer, steps: all = steps }: ConnectionPorts,
  onClose: () => void,
): Promise<Database> {
  let cancel: (() => void) | undefined;
  let giveUp: () => void;
  const late = new Promise<never>((_, reject) => {
    giveUp = () => reject(new AppError('storage-blocked'));
  });
  const opened = openDB<Schema>(databaseName, all.length, {
    upgrade: (database, from, _to, transaction) => {
      runSteps(database, transaction, all.slice(from)).catch(() => transaction.abort());
      // Told by `opened` as well.
      transaction.done.catch(() => undefined);
    },
    blocked: () => (cancel ??= setTimer(giveUp, PATIENCE_MS)),
    // A tab that waits for this one would wait until it is closed.
    blocking: (_current, _wanted, event) => {
      (event.target as IDBDatabase).close();
      onClose();
    },
    terminated: onClose,
  });
  try {
    const database = await Promise.race([opened, late]);
    // What cannot be taken now stays where it is, and is tried again with the next connection.
    await takeFormerChats(database).catch(() => undefined);
    return database;
  } catch (cause) {
    void opened.then((database) => database.close()).catch(() => undefined);
    const isNewer = cause instanceof Error && cause.name === 'VersionError';
    throw isNewer ? new AppError('storage-newer', {}, { cause }) : cause;
  } finally {
    cancel?.();
  }
}

async function runSteps(database: Database, transaction: Upgrade, missing: readonly Step[]) {
  for (const step of missing) await step(database, transaction);
}
