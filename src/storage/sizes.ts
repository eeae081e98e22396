import type { Connection } from './database';

/** What a backup has. */
export const backupKinds = ['chats', 'translations', 'memory', 'glossaries', 'workspace'] as const;

/** Of these, what a backup has. */
export type BackupKind = (typeof backupKinds)[number];

/** Documents are copies of files that the user has elsewhere, so they are in no backup. */
export const kinds = [...backupKinds, 'documents'] as const;

/** What the database keeps, as a user would tell it apart. */
export type Kind = (typeof kinds)[number];

export const storesOf = {
  chats: ['summaries', 'messages'],
  translations: ['translations', 'details'],
  memory: ['memory'],
  glossaries: ['glossaries'],
  workspace: ['workspace'],
  documents: ['documents', 'files', 'units'],
} as const;

export const allStores = kinds.flatMap((kind) => [...storesOf[kind]]);
export const backupStores = backupKinds.flatMap((kind) => [...storesOf[kind]]);

/** How much there is of a kind. */
export interface KindSize {
  readonly count: number;
  /** Of texts and numbers; about what the browser takes without its indexes. */
  readonly bytes: number;
}

const batch = 500;

/** How much there is of a kind. Reads all of it, some records at a time. */
export async function measureKind({ use }: Connection, kind: Kind): Promise<KindSize> {
  let count = 0;
  let bytes = 0;
  for (const store of storesOf[kind]) {
    let range: IDBKeyRange | undefined;
    for (;;) {
      const [keys, values] = await use(async (database) => {
        const { store: from } = database.transaction(store);
        return Promise.all([from.getAllKeys(range, batch), from.getAll(range, batch)]);
      });
      bytes += values.reduce<number>((sum, value) => sum + bytesOf(value), 0);
      if (store === storesOf[kind][0]) count += values.length;
      const last = keys.at(-1);
      if (last === undefined || values.length < batch) break;
      range = IDBKeyRange.lowerBound(last, true);
    }
  }
  return { count, bytes };
}

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return value.length * (isLatin(value) ? 1 : 2);
  if (typeof value !== 'object' || value === null) return 8;
  if (value instanceof Uint8Array) return value.length;
  return Object.entries(value).reduce(
    (sum, [name, field]) => sum + (Array.isArray(value) ? 0 : name.length) + bytesOf(field),
    2,
  );
}

// Browsers store such texts in one byte each.

const isLatin = (text: string) => /^[\u0000-\u00ff]*$/.test(text);
