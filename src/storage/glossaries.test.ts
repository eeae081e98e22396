import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import type { Glossary } from '../core/terms/types';
import { setTimer } from '../core/timer';
import { connect } from './database';
import { createGlossaries } from './glossaries';

const connection = connect({ setTimer });
const glossaries = createGlossaries(connection);

const glossary = (id: string, name: string): Glossary => ({
  ...{ id, name, from: 'eng', to: 'deu', active: true, changedAt: 3 },
  entries: [
    { source: 'server', target: 'Server', kind: 'term', note: 'IT' },
    { source: 'BayLing', target: 'BayLing', kind: 'keep' },
  ],
});

beforeEach(() => connection.use((database) => database.clear('glossaries')));

it('gives back what it was given, by name', async () => {
  await glossaries.put(glossary('1', 'Zoo'));
  await glossaries.put(glossary('2', 'Art'));
  await glossaries.put({ ...glossary('1', 'Zoo'), active: false });
  expect(await glossaries.list()).toEqual([
    glossary('2', 'Art'),
    { ...glossary('1', 'Zoo'), active: false },
  ]);
  await glossaries.delete('2');
  expect((await glossaries.list()).map(({ id }) => id)).toEqual(['1']);
});

it('reads each field on its own, and leaves what it cannot read', async () => {
  await connection.use(async (database) => {
    const entries = [{ source: 'a', target: 'b', kind: 'term', note: 7 }, { source: 'a' }, null];
    const odd = {
      id: 'x',
      from: 'eng',
      to: 'deu',
      name: {},
      active: 'yes',
      changedAt: -1,
      entries,
    };
    await database.put('glossaries', odd);
    await database.put('glossaries', { id: 'y', from: 'eng' });
    await database.put('glossaries', { id: 7, from: 'eng', to: 'deu' });
  });
  expect(await glossaries.list()).toEqual([
    {
      ...{ id: 'x', from: 'eng', to: 'deu', name: '', active: false, changedAt: 0 },
      entries: [{ source: 'a', target: 'b', kind: 'term' }],
    },
  ]);
  expect(await connection.use((database) => database.count('glossaries'))).toBe(3);
});
