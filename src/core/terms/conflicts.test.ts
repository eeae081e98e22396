import { expect, it } from 'vitest';
import { conflictsOf } from './conflicts';
import type { Glossary, GlossaryEntry } from './types';

const term = (source: string, target: string, kind: GlossaryEntry['kind'] = 'term') => ({
  ...{ source, target, kind },
});
const glossary = (id: string, changedAt: number, ...entries: GlossaryEntry[]): Glossary => ({
  ...{ id, name: id, from: 'eng', to: 'deu', active: true, entries, changedAt },
});

it('names the upper entry with the same source', () => {
  const one = glossary('A', 1, term('bank', 'Bank'), term('cat', 'Katze'), term('bank', 'Ufer'));
  expect([...conflictsOf(one, [one])]).toEqual([[2, { target: 'Bank', glossary: undefined }]]);
});

it('names an active glossary of the pair that was changed later, and no other', () => {
  const one = glossary('A', 2, term('bank', 'Ufer'));
  const late = glossary('B', 3, term('bank', 'Bank'));
  const early = glossary('C', 1, term('bank', 'Bank'));
  const off = { ...late, id: 'D', active: false };
  const other = { ...late, id: 'E', to: 'fra' };
  expect([...conflictsOf(one, [one, early, off, other])]).toEqual([]);
  expect([...conflictsOf(one, [one, late])]).toEqual([[0, { target: 'Bank', glossary: 'B' }]]);
});

it('finds none between forbidden words, nor between other capitals', () => {
  const entries = [
    ...[term('a', 'x', 'forbidden'), term('a', 'y', 'forbidden'), term('a', 'z')],
    ...[term('A', 'Z'), term('a', 'z')],
  ];
  const one = glossary('A', 1, ...entries);
  expect(conflictsOf(one, [one]).size).toBe(0);
});
