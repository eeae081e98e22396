import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { setTimer } from '../core/timer';
import { connect } from './database';
import { createHistory, type Conversation } from './history';

const history = createHistory(connect({ setTimer }));

function conversation(id: string, changedAt: number): Conversation {
  return {
    id,
    title: `Chat ${id}`,
    changedAt,
    messages: [
      { id: '1', role: 'user', text: 'in 3 days' },
      { id: '2', role: 'assistant', text: 'dans 3', end: 'stopped' },
    ],
  };
}

describe('history', () => {
  beforeEach(() => history.clear());

  it('gives back what it was given', async () => {
    await history.put(conversation('a', 1));
    expect(await history.get('a')).toEqual({ ...conversation('a', 1), damaged: false });
    expect(await history.get('b')).toBeUndefined();
  });

  it('lists the latest first and without messages', async () => {
    await history.put(conversation('old', 1));
    await history.put(conversation('new', 3));
    await history.put(conversation('middle', 2));
    const { conversations: list } = await history.list();
    expect(list.map(({ id }) => id)).toEqual(['new', 'middle', 'old']);
    expect(list[0]).not.toHaveProperty('messages');
  });

  it('replaces a conversation that goes on', async () => {
    await history.put(conversation('a', 1));
    await history.put({ ...conversation('a', 2), messages: [] });
    expect((await history.get('a'))?.messages).toEqual([]);
    expect((await history.list()).conversations).toHaveLength(1);
  });

  it('forgets what is deleted', async () => {
    await history.put(conversation('a', 1));
    await history.put(conversation('b', 2));
    await history.delete('a');
    expect(await history.get('a')).toBeUndefined();
    expect((await history.list()).conversations.map(({ id }) => id)).toEqual(['b']);
  });
});
