import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { sampled, seed } from '../../tools/test/cases';
import { setTimer } from '../core/timer';
import { connect } from './database';
import { createHistory } from './history';

const history = createHistory(connect({ setTimer }));

/** Puts records past every check, as another program on this origin could. */
async function tamper(summary: object, messages: object) {
  const database = await openDB('bayling');
  await database.put('summaries', summary);
  await database.put('messages', messages);
  database.close();
}

async function rawMessages(id: string): Promise<unknown> {
  const database = await openDB('bayling');
  const found: unknown = await database.get('messages', id);
  database.close();
  return found;
}

const sound = {
  id: 'a',
  title: 'A',
  changedAt: 1,
  messages: [
    { id: '1', role: 'user', text: 'hello' },
    { id: '2', role: 'assistant', text: 'Hello.' },
  ],
} as const;

beforeEach(() => history.clear());

describe('a stored conversation', () => {
  it.each([
    ['a title that is an object', { id: 'a', title: { x: 1 }, changedAt: 1 }],
    ['no title', { id: 'a', changedAt: 1 }],
    ['a date that is a text', { id: 'a', title: 7, changedAt: 'yesterday' }],
    ['no date', { id: 'a', title: null }],
    ['a date that is no number', { id: 'a', title: [], changedAt: NaN }],
  ])('with %s is listed and opened', async (_, summary) => {
    await tamper(summary, sound);
    const { conversations, unreadable } = await history.list();
    expect(conversations).toEqual([
      { id: 'a', title: '', changedAt: expect.any(Number) as number },
    ]);
    expect(unreadable).toBe(0);
    expect((await history.get('a'))?.messages).toEqual(sound.messages);
  });

  it('without a name is left where it is, and counted', async () => {
    await history.put(sound);
    await tamper({ id: 7, title: 'seven' }, { id: 7, messages: [] });
    await tamper({ id: ['a'], title: 'list' }, { id: ['a'], messages: [] });
    expect(await history.list()).toMatchObject({ conversations: [{ id: 'a' }], unreadable: 2 });
    expect((await history.list()).unreadable).toBe(2);
  });

  it.each([
    ['no list', undefined, 0],
    ['a text for the list', 'hello', 0],
    ['an object for the list', { 0: sound.messages[0] }, 0],
    ['a message that is null', [null, sound.messages[1]], 1],
    ['a message that is a text', ['hello', sound.messages[1]], 1],
    ['a text that is an object', [{ id: '1', role: 'user', text: {} }, sound.messages[1]], 1],
    ['a role that does not exist', [{ id: '1', role: 'system', text: 'x' }], 0],
    ['no role', [{ id: '1', text: 'x' }, sound.messages[0]], 1],
  ])('with %s is opened as far as it goes, and said to be damaged', async (_, messages, count) => {
    await tamper(sound, { id: 'a', messages });
    const found = await history.get('a');
    expect(found?.damaged).toBe(true);
    expect(found?.messages).toHaveLength(count);
    await history.rename('a', 'B');
    expect(await rawMessages('a')).toEqual({ id: 'a', messages });
    expect((await history.get('a'))?.title).toBe('B');
  });

  it('with messages of the same id, or of none, tells them apart', async () => {
    const messages = [sound.messages[0], sound.messages[0], { role: 'user', text: 'x', end: 7 }];
    await tamper(sound, { id: 'a', messages });
    const found = await history.get('a');
    expect(new Set(found?.messages.map(({ id }) => id)).size).toBe(3);
    expect(found?.damaged).toBe(false);
    expect(found?.messages[2]).not.toHaveProperty('end');
  });
});

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(undefined, NaN, Infinity, -1, new Date(NaN), new Map([[1, 2]]), /x/, 10n),
  fc.uint8Array({ maxLength: 4 }),
);
const message = fc.oneof(
  anything,
  fc.record(
    {
      id: fc.oneof(fc.string(), anything),
      role: fc.oneof(fc.constantFrom('user', 'assistant'), anything),
      text: fc.oneof(fc.string(), anything),
      end: anything,
    },
    { requiredKeys: [] },
  ),
);

it('whatever is stored, a list and its conversations have the right types', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ title: anything, changedAt: anything }, { requiredKeys: [] }),
      fc.oneof(anything, fc.array(message, { maxLength: 5 })),
      async (summary, messages) => {
        await history.clear();
        await tamper({ ...summary, id: 'a' }, { id: 'a', messages });
        const { conversations } = await history.list();
        expect(conversations).toHaveLength(1);
        expect(typeof conversations[0]!.title).toBe('string');
        expect(conversations[0]!.changedAt).toBeGreaterThanOrEqual(0);
        const found = await history.get('a');
        for (const { id, role, text } of found!.messages) {
          expect([typeof id, typeof text]).toEqual(['string', 'string']);
          expect(['user', 'assistant']).toContain(role);
        }
      },
    ),
    { seed, numRuns: sampled(2_000, 100) },
  );
});
