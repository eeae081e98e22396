import { describe, expect, it } from 'vitest';
import type { SetTimer } from '../core/timer';
import { createFailing } from '../../testing/state/failingHistory';
import type { Conversation } from './history';
import { keepOnPage } from './pageHistory';

const conversation = (id: string, changedAt = 1): Conversation => ({
  id,
  title: `Chat ${id}`,
  changedAt,
  messages: [{ id: '1', role: 'user', text: id }],
});

const error = (name: string) => new DOMException('no', name);

const never: SetTimer = () => () => undefined;
const atOnce: SetTimer = (run) => {
  queueMicrotask(run);
  return () => undefined;
};

describe.each([
  ['no storage at all', 'SecurityError', 'refused'],
  ['a private window', 'InvalidStateError', 'refused'],
  ['no room', 'QuotaExceededError', 'full'],
  ['a transaction that is aborted', 'AbortError', 'refused'],
  ['a connection that the browser closed', 'TransactionInactiveError', 'refused'],
  ['a database of a later version', 'VersionError', 'refused'],
  ['a database that was deleted', 'NotFoundError', 'refused'],
  ['what cannot be copied', 'DataCloneError', 'refused'],
  ['a disk that fails', 'UnknownError', 'refused'],
] as const)('with %s', (_, name, notKept) => {
  it('everything is on the page, and it is said', async () => {
    const { history, state } = createFailing();
    state.failure = () => Promise.reject(error(name));
    const page = keepOnPage(history, never);
    await page.put(conversation('a', 1));
    await page.put(conversation('b', 2));
    expect(page.notKept()).toBe(notKept);
    expect((await page.list()).conversations.map(({ id }) => id)).toEqual(['b', 'a']);
    expect(await page.get('a')).toMatchObject({ title: 'Chat a', damaged: false });
    await page.rename('a', 'Another');
    expect(await page.get('a')).toMatchObject({ title: 'Another' });
    await page.delete('b');
    expect((await page.list()).conversations.map(({ id }) => id)).toEqual(['a']);
    expect(await page.get('c')).toBeUndefined();
  });

  it('it is stored once that works again', async () => {
    const { history, kept, state } = createFailing();
    const page = keepOnPage(history, never);
    await page.put(conversation('a'));
    state.failure = () => Promise.reject(error(name));
    await page.put({ ...conversation('a', 2), title: 'later' });
    await page.put(conversation('b'));
    expect(kept.get('a')?.title).toBe('Chat a');
    expect((await page.get('a'))?.title).toBe('later');
    state.failure = undefined;
    await page.put(conversation('c'));
    expect([...kept.values()].map(({ title }) => title)).toEqual(['later', 'Chat c', 'Chat b']);
    expect(page.notKept()).toBeUndefined();
  });
});

it('does not wait for a storage that another tab blocks', async () => {
  const { history, state } = createFailing();
  state.failure = () => new Promise(() => undefined);
  const page = keepOnPage(history, atOnce);
  await page.put(conversation('a'));
  expect((await page.list()).conversations.map(({ id }) => id)).toEqual(['a']);
  expect(page.notKept()).toBe('refused');
});

it('stores what was written first first', async () => {
  const { history, kept, state } = createFailing();
  const page = keepOnPage(history, never);
  let release: (() => void) | undefined;
  state.failure = () => new Promise<never>((resolve) => (release = resolve as () => void));
  const first = page.put({ ...conversation('a'), title: 'question' });
  const second = page.put({ ...conversation('a'), title: 'answer' });
  await Promise.resolve();
  await Promise.resolve();
  state.failure = undefined;
  release?.();
  await Promise.all([first, second]);
  expect(kept.get('a')?.title).toBe('answer');
});

it('in private stores nothing, then or later, and changes nothing that is stored', async () => {
  const { history, kept } = createFailing();
  let isPrivate = false;
  const page = keepOnPage(history, never, () => isPrivate);
  await page.put(conversation('a'));
  isPrivate = true;
  await page.put({ ...conversation('a', 2), title: 'secret' });
  await page.put(conversation('b', 3));
  expect(page.notKept()).toBe('private');
  expect((await page.list()).conversations.map(({ title }) => title)).toEqual(['Chat b', 'secret']);
  isPrivate = false;
  await page.put(conversation('c', 4));
  await page.put({ ...conversation('b', 5), title: 'still secret' });
  expect([...kept.values()].map(({ title }) => title)).toEqual(['Chat a', 'Chat c']);
});
