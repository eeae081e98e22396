import { describe, expect, it } from 'vitest';
import { memoryGlossaries } from '../../testing/terms/memoryGlossaries';
import type { GlossaryEntry } from '../core/terms/types';
import { createGlossariesStore } from './glossaries';

const term = (source: string, target: string): GlossaryEntry => ({ source, target, kind: 'term' });

function open() {
  const memory = memoryGlossaries();
  let count = 0;
  const store = createGlossariesStore({
    stored: memory.store,
    newId: () => `g${++count}`,
    now: () => ++count,
  });
  const get = () => store.getState();
  const one = (id: string) => get().glossaries.find((each) => each.id === id);
  return { ...memory, get, one };
}

describe('glossaries', () => {
  it('keeps each change', async () => {
    const { get, kept } = open();
    const id = get().create({ name: 'B', from: 'eng', to: 'deu' });
    get().addEntry(id, term('cat', 'Katze'));
    get().addEntry(id, term('dog', 'Hund'));
    get().changeEntry(id, 1, term('cat', 'Kater'));
    get().rename(id, 'A');
    get().setActive(id, false);
    await Promise.resolve();
    expect(kept.get(id)).toMatchObject({
      ...{ name: 'A', from: 'eng', to: 'deu', active: false },
      entries: [term('dog', 'Hund'), term('cat', 'Kater')],
    });
  });

  it('is ordered by name', () => {
    const { get } = open();
    for (const name of ['b', 'C', 'a']) get().create({ name, from: 'eng', to: 'deu' });
    expect(get().glossaries.map(({ name }) => name)).toEqual(['a', 'b', 'C']);
  });

  it('brings back a glossary that was deleted', async () => {
    const { get, one, kept } = open();
    const id = get().create({ name: 'A', from: 'eng', to: 'deu' });
    get().addEntry(id, term('cat', 'Katze'));
    const before = one(id);
    get().remove(id);
    await Promise.resolve();
    expect([get().glossaries, kept.size, get().removed?.kind]).toEqual([[], 0, 'glossary']);
    get().undo();
    await Promise.resolve();
    expect([one(id), kept.get(id), get().removed]).toEqual([before, before, undefined]);
  });

  it('brings back an entry in its place, as long as nothing else was changed', () => {
    const { get, one } = open();
    const id = get().create({ name: 'A', from: 'eng', to: 'deu' });
    get().addEntries(id, [term('a', '1'), term('b', '2'), term('c', '3')]);
    get().removeEntry(id, 1);
    expect(one(id)?.entries.map(({ source }) => source)).toEqual(['a', 'c']);
    get().undo();
    expect(one(id)?.entries.map(({ source }) => source)).toEqual(['a', 'b', 'c']);
    get().removeEntry(id, 1);
    get().addEntry(id, term('d', '4'));
    get().undo();
    expect(one(id)?.entries.map(({ source }) => source)).toEqual(['d', 'a', 'c']);
  });

  it('adds none twice', () => {
    const { get, one } = open();
    const id = get().create({ name: 'A', from: 'eng', to: 'deu' });
    get().addEntry(id, term('a', '1'));
    const fresh = [term('a', '1'), term('a', '2'), term('b', '1'), term('b', '1')];
    expect(get().addEntries(id, fresh)).toBe(2);
    expect(one(id)?.entries).toHaveLength(3);
  });

  it('says what was not kept, and goes on', async () => {
    const { get, one, fail } = open();
    fail(new Error('full'));
    const id = get().create({ name: 'A', from: 'eng', to: 'deu' });
    await get().refresh();
    expect([get().failed, one(id)?.name]).toEqual([true, 'A']);
    fail(undefined);
    get().rename(id, 'B');
    await new Promise((resolve) => setTimeout(resolve));
    expect(get().failed).toBe(false);
  });
});
