import type { IDBPTransaction } from 'idb';
import { AppError } from '../core/errors';
import {
  readCount,
  readFields,
  readJsonFields,
  readList,
  readText,
  type Fields,
  type Read,
} from '../core/stored';
import type { Connection, Schema } from './database';
import { readGlossary } from './glossaries';
import { readConversation } from './history';
import type { KeyValue } from './keyValue';
import { enter, readEntry } from './memory';
import { readTranslation } from './readTranslation';
import { readTexts } from './translations';
import { backupKinds, backupStores, storesOf, type BackupKind } from './sizes';

/** Whether what a backup has comes beside what is here, or in its place. */
export type RestoreMode = 'merge' | 'replace';

export interface RestoreReport {
  /** How many came in, by kind; what was here already, or changed later here, is not counted. */
  readonly restored: Readonly<Record<BackupKind, number>>;
  /** What the file has and nobody can read. */
  readonly unreadable: number;
}

/** Preferences, which last, and drafts, which are kept until the tab is closed. */
export interface SmallTexts {
  readonly lasting: KeyValue;
  readonly session: KeyValue;
}

const format = 'bayling-backup';
const version = 1;
const batch = 500;
/** Characters; a small file may unpack to any size. */
const mostText = 400_000_000;
const mostDraft = 1_000_000;
const mostKey = 200;
const preferencesKey = 'preferences';

/** A file from elsewhere must not decide where models come from, what was agreed to, or what is kept. */
const notFromElsewhere = [
  ...['packageHost', 'hub', 'hubLayout', 'checkWhole', 'acceptedLicences', 'keepsNothing'],
];

/** All that the app holds, except models, as gzipped JSON. Values that nobody can read are left out. */
export async function makeBackup(
  connection: Connection,
  { lasting, session }: SmallTexts,
  now: number,
): Promise<Blob> {
  const head = {
    ...{ format, version, createdAt: now },
    preferences: allowed(readJsonFields(lasting.get(preferencesKey) ?? '{}') ?? {}),
    drafts: Object.fromEntries(session.entries()),
  };
  const parts: string[] = [JSON.stringify(head).slice(0, -1)];
  for (const kind of backupKinds) {
    parts.push(`,${JSON.stringify(kind)}:[`);
    let separator = '';
    for await (const records of recordsOf(connection, kind)) {
      for (const record of records) {
        parts.push(separator, JSON.stringify(record));
        separator = ',';
      }
    }
    parts.push(']');
  }
  parts.push('}');
  const packed = new Blob(parts).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).blob();
}

async function* recordsOf(
  { use }: Connection,
  kind: BackupKind,
): AsyncGenerator<readonly object[]> {
  const [first, second] = storesOf[kind] as readonly (typeof storesOf)[BackupKind][number][];
  if (first === undefined) return;
  let range: IDBKeyRange | undefined;
  for (;;) {
    const [keys, values] = await use(async (database) => {
      const transaction = database.transaction(storesOf[kind]);
      const store = transaction.objectStore(first);
      const [keys, values] = await Promise.all([
        store.getAllKeys(range, batch),
        store.getAll(range, batch),
      ]);
      const others = second && transaction.objectStore(second);
      const whole = keys.map(async (key, at) => {
        if (kind === 'workspace') return { key, value: values[at] };
        return { ...readFields(await others?.get(key)), ...readFields(values[at]) };
      });
      return [keys, await Promise.all(whole)] as const;
    });
    yield readList(values, readers[kind]) ?? [];
    const last = keys.at(-1);
    if (last === undefined || values.length < batch) return;
    range = IDBKeyRange.lowerBound(last, true);
  }
}

/** A record of a kind, made of those of its stores; each field is read on its own. */
const readers: Readonly<Record<BackupKind, Read<Fields>>> = {
  chats: (value) => {
    const { damaged: _, ...chat } = readConversation(value, value) ?? {};
    return 'id' in chat ? chat : undefined;
  },
  translations: (value) => {
    const texts = readTexts(value);
    return texts && { ...texts, translation: readTranslation(readFields(value)?.['translation']) };
  },
  memory: (value) => {
    const entry = readEntry(value);
    return entry && { ...entry };
  },
  glossaries: (value) => {
    const glossary = readGlossary(value);
    return glossary && { ...glossary };
  },
  workspace: (value) => {
    const { key, value: kept } = readFields(value) ?? {};
    return typeof key === 'string' && key.length <= mostKey ? { key, value: kept } : undefined;
  },
};

/**
 * All that a backup has, in one transaction: where anything fails, nothing was changed.
 *
 * @throws AppError `backup-invalid`; as IndexedDB does where there is no room.
 */
export async function restoreBackup(
  { use }: Connection,
  { lasting, session }: SmallTexts,
  file: Blob,
  mode: RestoreMode,
): Promise<RestoreReport> {
  const fields = await readBackup(file);
  const restored = { chats: 0, translations: 0, memory: 0, glossaries: 0, workspace: 0 };
  let unreadable = 0;
  const records = backupKinds.map((kind) => {
    const listed = fields[kind];
    const read = readList(listed, readers[kind]) ?? [];
    unreadable += Array.isArray(listed) ? listed.length - read.length : 0;
    return [kind, read] as const;
  });
  await use(async (database) => {
    const transaction = database.transaction(backupStores, 'readwrite');
    try {
      if (mode === 'replace') {
        await Promise.all(backupStores.map((store) => transaction.objectStore(store).clear()));
      }
      for (const [kind, all] of records) {
        for (const record of all) if (await writers[kind](transaction, record)) restored[kind]++;
      }
      await transaction.done;
    } catch (cause) {
      transaction.done.catch(() => undefined);
      abort(transaction);
      throw cause;
    }
  });
  restoreSmall({ lasting, session }, fields);
  return { restored, unreadable };
}

/** Does nothing where the browser ended it already. */
function abort(transaction: Writing): void {
  try {
    transaction.abort();
  } catch {
    // What failed was the end itself.
  }
}

type Writing = IDBPTransaction<Schema, (typeof backupStores)[number][], 'readwrite'>;

/** Whether it came in: what changed later here stays. */
const writers: Readonly<Record<BackupKind, (to: Writing, record: Fields) => Promise<boolean>>> = {
  chats: async (to, { messages, ...summary }) => {
    const store = to.objectStore('summaries');
    if (await isKept(store, summary)) return false;
    const id = summary['id'];
    await Promise.all([store.put(summary), to.objectStore('messages').put({ id, messages })]);
    return true;
  },
  translations: async (to, { translation, ...texts }) => {
    const store = to.objectStore('translations');
    if (await isKept(store, texts)) return false;
    const { id, changedAt } = texts;
    const order = -(readCount(changedAt) ?? 0);
    await Promise.all([
      store.put({ ...texts, order }),
      to.objectStore('details').put({ id, translation }),
    ]);
    return true;
  },
  memory: async (to, record) => {
    const entry = readEntry(record);
    if (entry === undefined) return false;
    const { id: _, ...news } = entry;
    return enter(to.objectStore('memory'), news, news.changedAt, 'beside');
  },
  glossaries: async (to, glossary) => {
    const store = to.objectStore('glossaries');
    if (await isKept(store, glossary)) return false;
    await store.put(glossary);
    return true;
  },
  workspace: async (to, { key, value }) => {
    const store = to.objectStore('workspace');
    const name = readText(key) ?? '';
    if (value === undefined || (await store.getKey(name)) !== undefined) return false;
    await store.put(value, name);
    return true;
  },
};

interface Keeps {
  get(id: string): Promise<object | undefined>;
}

async function isKept(store: Keeps, { id, changedAt }: Fields): Promise<boolean> {
  const here = readFields(await store.get(readText(id) ?? ''));
  return here !== undefined && (readCount(here['changedAt']) ?? 0) >= (readCount(changedAt) ?? 0);
}

function restoreSmall({ lasting, session }: SmallTexts, fields: Fields): void {
  const here = readJsonFields(lasting.get(preferencesKey) ?? '{}') ?? {};
  const preferences = { ...here, ...allowed(readFields(fields['preferences']) ?? {}) };
  lasting.set(preferencesKey, JSON.stringify(preferences));
  for (const [key, value] of Object.entries(readFields(fields['drafts']) ?? {})) {
    const text = readText(value);
    const isDraft = key.startsWith('translate.') || key.startsWith('chat.');
    if (isDraft && text !== undefined && text.length <= mostDraft) session.set(key, text);
  }
}

function allowed(preferences: Fields): Fields {
  const entries = Object.entries(preferences).filter(([name]) => !notFromElsewhere.includes(name));
  return Object.fromEntries(entries);
}

async function readBackup(file: Blob): Promise<Fields> {
  const fields = readJsonFields(await unpack(file));
  if (fields?.['format'] !== format || fields['version'] !== version) {
    throw new AppError('backup-invalid');
  }
  return fields;
}

async function unpack(file: Blob): Promise<string> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const isPacked = first === 0x1f && second === 0x8b;
  const bytes = isPacked
    ? file.stream().pipeThrough(new DecompressionStream('gzip'))
    : file.stream();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const reader = bytes.getReader();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
      if (text.length > mostText) throw new RangeError('too long');
    }
  } catch (cause) {
    await reader.cancel().catch(() => undefined);
    throw new AppError('backup-invalid', { detail: String(cause) }, { cause });
  }
}
