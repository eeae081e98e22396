import { searcher } from '../core/text/fold';
import { readCount, readFields, readOneOf, readText, type Read } from '../core/stored';
import type { Translation } from '../core/translation/types';
import type { Connection } from './database';
import { pairsOf, type Pair } from './pairs';
import { readTranslation } from './readTranslation';

/** What of a translation is written as it grows. */
export interface TranslationDraft {
  readonly id: string;
  /** FLORES codes; `from` is empty where it is not known. */
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
  /** Undefined for one that is only known as texts. */
  readonly translation: Translation | undefined;
  readonly modelId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly changedAt: number;
}

/** A translation as it is kept. */
export interface TranslationRecord extends TranslationDraft {
  readonly starred: boolean;
}

/** What a list shows: both texts up to 400 characters, and how long they are. */
export interface TranslationSummary extends Omit<TranslationRecord, 'translation'> {
  readonly sizes: { readonly source: number; readonly target: number };
}

export interface TranslationQuery {
  /** Words in either text. */
  readonly text?: string | undefined;
  readonly pair?: Pair | undefined;
  readonly starred?: boolean | undefined;
  /** From an earlier page. */
  readonly after?: string | undefined;
  /** Of a page; 50 by default. */
  readonly limit?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TranslationPage {
  /** Latest first. */
  readonly translations: readonly TranslationSummary[];
  /** Undefined on the last page. */
  readonly next: string | undefined;
}

/** Past translations on this device. */
export interface Translations {
  /** A star stays as it is. */
  put(draft: TranslationDraft): Promise<void>;
  get(id: string): Promise<TranslationRecord | undefined>;
  list(query: TranslationQuery): Promise<TranslationPage>;
  pairs(): Promise<readonly Pair[]>;
  count(): Promise<number>;
  star(id: string, starred: boolean): Promise<void>;
  /** Gives what brings it back. */
  delete(id: string): Promise<() => Promise<void>>;
  clear(): Promise<void>;
}

const stores = ['translations', 'details'] as const;
const shownLength = 400;
const batch = 200;

/** Over IndexedDB. */
export function createTranslations({ use }: Connection): Translations {
  return {
    put: ({ translation, ...texts }) =>
      use(async (database) => {
        const transaction = database.transaction(stores, 'readwrite');
        const store = transaction.objectStore('translations');
        const before = readFields(await store.get(texts.id));
        const starred = before?.['starred'] === true;
        await Promise.all([
          store.put({ ...texts, starred, order: -texts.changedAt }),
          transaction.objectStore('details').put({ id: texts.id, translation }),
          transaction.done,
        ]);
      }),
    get: (id) =>
      use(async (database) => {
        const transaction = database.transaction(stores);
        const [texts, details] = await Promise.all([
          transaction.objectStore('translations').get(id),
          transaction.objectStore('details').get(id),
        ]);
        const record = readTexts(texts);
        const translation = readTranslation(readFields(details)?.['translation']);
        return record && { ...record, translation };
      }),
    list: ({ text = '', pair, starred, after, limit = 50, signal }) =>
      use(async (database) => {
        const matches = searcher(text);
        const isWanted = (one: Texts) =>
          (pair === undefined || (one.from === pair.from && one.to === pair.to)) &&
          (starred !== true || one.starred) &&
          matches(one.source, one.target);
        const found: TranslationSummary[] = [];
        let last = after === undefined ? undefined : (JSON.parse(after) as [number, string]);
        for (;;) {
          signal?.throwIfAborted();
          const range = last && IDBKeyRange.lowerBound(last, true);
          const stored = await database.getAllFromIndex('translations', 'latest', range, batch);
          for (const value of stored) {
            const { order, id } = value as { readonly order: number; readonly id: string };
            last = [order, id];
            const one = readTexts(value);
            if (one === undefined || !isWanted(one)) continue;
            found.push(summaryOf(one));
            if (found.length === limit) return { translations: found, next: JSON.stringify(last) };
          }
          if (stored.length < batch) return { translations: found, next: undefined };
        }
      }),
    pairs: () =>
      use(async (database) => {
        const transaction = database.transaction(['translations']);
        return pairsOf(transaction.objectStore('translations').index('pair'));
      }),
    count: () => use((database) => database.count('translations')),
    star: (id, starred) =>
      use(async (database) => {
        const { store, done } = database.transaction('translations', 'readwrite');
        const before = await store.get(id);
        await Promise.all([before && store.put({ ...before, starred }), done]);
      }),
    delete: (id) =>
      use(async (database) => {
        const transaction = database.transaction(stores, 'readwrite');
        const removed = await Promise.all(
          stores.map(async (name) => {
            const store = transaction.objectStore(name);
            const value = await store.get(id);
            await store.delete(id);
            return [name, value] as const;
          }),
        );
        await transaction.done;
        return () =>
          use(async (again) => {
            const undoing = again.transaction(stores, 'readwrite');
            const puts = removed.map(
              ([name, value]) => value && undoing.objectStore(name).put(value),
            );
            await Promise.all([...puts, undoing.done]);
          });
      }),
    clear: () =>
      use(async (database) => {
        const transaction = database.transaction(stores, 'readwrite');
        await Promise.all([
          ...stores.map((store) => transaction.objectStore(store).clear()),
          transaction.done,
        ]);
      }),
  };
}

type Texts = Omit<TranslationRecord, 'translation'>;

/** Undefined without an id. */
export const readTexts: Read<Texts> = (value) => {
  const fields = readFields(value);
  const id = readText(fields?.['id']);
  if (fields === undefined || id === undefined) return undefined;
  const text = (name: string) => readText(fields[name]) ?? '';
  return {
    id,
    ...{ from: text('from'), to: text('to'), source: text('source'), target: text('target') },
    modelId: text('modelId'),
    starred: readOneOf([true, false])(fields['starred']) ?? false,
    createdAt: readCount(fields['createdAt']) ?? 0,
    changedAt: readCount(fields['changedAt']) ?? 0,
  };
};

function summaryOf(one: Texts): TranslationSummary {
  const { source, target } = one;
  return {
    ...one,
    source: source.slice(0, shownLength),
    target: target.slice(0, shownLength),
    sizes: { source: source.length, target: target.length },
  };
}
