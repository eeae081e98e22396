import { readCount, readFields, readList, readOneOf, readText, type Read } from '../core/stored';
import type { Glossary, GlossaryEntry, GlossaryStore } from '../core/terms/types';
import type { Connection } from './database';

/** Over IndexedDB. A glossary that cannot be read is left where it is. */
export function createGlossaries({ use }: Connection): GlossaryStore {
  return {
    list: () =>
      use(async (database) => {
        const glossaries = readList(await database.getAll('glossaries'), readGlossary) ?? [];
        return glossaries.sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
      }),
    put: (glossary) =>
      use(async (database) => {
        await database.put('glossaries', glossary);
      }),
    delete: (id) => use((database) => database.delete('glossaries', id)),
  };
}

const readKind = readOneOf(['term', 'keep', 'forbidden']);
const readFlag = readOneOf([true, false]);

const readEntry: Read<GlossaryEntry> = (value) => {
  const fields = readFields(value);
  const source = readText(fields?.['source']);
  const target = readText(fields?.['target']);
  const kind = readKind(fields?.['kind']);
  if (source === undefined || target === undefined || kind === undefined) return undefined;
  const note = readText(fields?.['note']);
  return { source, target, kind, ...(note !== undefined && { note }) };
};

/** Undefined without an id and both languages; of its entries, those that can be read. */
export const readGlossary: Read<Glossary> = (value) => {
  const fields = readFields(value);
  const [id, from, to] = ['id', 'from', 'to'].map((name) => readText(fields?.[name]));
  if (fields === undefined || id === undefined || from === undefined || to === undefined) {
    return undefined;
  }
  return {
    ...{ id, from, to },
    name: readText(fields['name']) ?? '',
    active: readFlag(fields['active']) ?? false,
    entries: readList(fields['entries'], readEntry) ?? [],
    changedAt: readCount(fields['changedAt']) ?? 0,
  };
};
