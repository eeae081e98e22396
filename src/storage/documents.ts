import { readCount, readFields, readOneOf, readText, type Read } from '../core/stored';
import type { Bytes } from '../core/bytes';
import type { Translation } from '../core/translation/types';
import type { Connection } from './database';
import { readTranslation } from './readTranslation';

const phases = ['waiting', 'running', 'paused', 'done', 'failed'] as const;

/** How far a document is; `running` is also what a tab left behind that was closed over it. */
export type DocumentPhase = (typeof phases)[number];

/** A document in the list. */
export interface DocumentRecord {
  readonly id: string;
  /** Of the file, with its extension. */
  readonly name: string;
  readonly size: number;
  /** FLORES codes; `from` is empty where it is to be found out. */
  readonly from: string;
  readonly to: string;
  readonly phase: DocumentPhase;
  /** Sentences, and how many of them are translated. */
  readonly total: number;
  readonly done: number;
  /** Of those that are done: how many the model did not know, and in how many something may be wrong. */
  readonly unknown: number;
  readonly marked: number;
  /** Words of the source. */
  readonly words: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** Files that are being translated, kept until they are removed. */
export interface Documents {
  /** Latest first. */
  list(): Promise<readonly DocumentRecord[]>;
  add(record: DocumentRecord, bytes: Bytes): Promise<void>;
  put(record: DocumentRecord): Promise<void>;
  /** Undefined where the browser has removed it. */
  file(id: string): Promise<Bytes | undefined>;
  /** By number of the unit: what is known of it. */
  units(id: string): Promise<ReadonlyMap<number, Translation>>;
  /** In one transaction with what it changes about the document; nothing for one that was removed. */
  putUnits(
    change: Pick<DocumentRecord, 'id'> & Partial<DocumentRecord>,
    units: ReadonlyMap<number, Translation>,
  ): Promise<void>;
  remove(id: string): Promise<void>;
}

const stores = ['documents', 'files', 'units'] as const;

/** Over IndexedDB. */
export function createDocuments({ use }: Connection): Documents {
  return {
    list: () =>
      use(async (database) => {
        const records = (await database.getAll('documents')).flatMap(
          (one) => readRecord(one) ?? [],
        );
        return records.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1));
      }),
    add: (record, bytes) =>
      use(async (database) => {
        const transaction = database.transaction(['documents', 'files'], 'readwrite');
        await Promise.all([
          transaction.objectStore('documents').put(record),
          transaction.objectStore('files').put({ id: record.id, bytes }),
          transaction.done,
        ]);
      }),
    put: (record) =>
      use(async (database) => {
        await database.put('documents', record);
      }),
    file: (id) =>
      use(async (database) => {
        const bytes = readFields(await database.get('files', id))?.['bytes'];
        return bytes instanceof Uint8Array ? (bytes as Bytes) : undefined;
      }),
    units: (id) =>
      use(async (database) => {
        const stored = await database.getAll('units', rangeOf(id));
        return new Map(
          stored.flatMap((value) => {
            const unit = readUnit(value);
            return unit === undefined ? [] : [unit];
          }),
        );
      }),
    putUnits: (change, units) =>
      use(async (database) => {
        const transaction = database.transaction(['documents', 'units'], 'readwrite');
        const [records, store] = [
          transaction.objectStore('documents'),
          transaction.objectStore('units'),
        ];
        const before = await records.get(change.id);
        const puts =
          before === undefined
            ? []
            : [
                records.put({ ...before, ...change }),
                ...[...units].map(([unit, translation]) =>
                  store.put({ document: change.id, unit, translation }),
                ),
              ];
        await Promise.all([...puts, transaction.done]);
      }),
    remove: (id) =>
      use(async (database) => {
        const transaction = database.transaction(stores, 'readwrite');
        await Promise.all([
          transaction.objectStore('documents').delete(id),
          transaction.objectStore('files').delete(id),
          transaction.objectStore('units').delete(rangeOf(id)),
          transaction.done,
        ]);
      }),
  };
}

const rangeOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Infinity]);

/** Undefined without an id and a name. */
const readRecord: Read<DocumentRecord> = (value) => {
  const fields = readFields(value);
  const [id, name] = [readText(fields?.['id']), readText(fields?.['name'])];
  if (fields === undefined || id === undefined || name === undefined) return undefined;
  const text = (field: string) => readText(fields[field]) ?? '';
  const count = (field: string) => readCount(fields[field]) ?? 0;
  return {
    ...{ id, name, from: text('from'), to: text('to'), size: count('size') },
    phase: readOneOf(phases)(fields['phase']) ?? 'paused',
    ...{ total: count('total'), done: count('done'), words: count('words') },
    ...{ unknown: count('unknown'), marked: count('marked') },
    ...{ createdAt: count('createdAt'), changedAt: count('changedAt') },
  };
};

const readUnit: Read<readonly [number, Translation]> = (value) => {
  const fields = readFields(value);
  const unit = readCount(fields?.['unit']);
  const translation = readTranslation(fields?.['translation']);
  return unit === undefined || translation === undefined ? undefined : [unit, translation];
};
