import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, AnswerRequest } from '../tasks/chat/answer';
import { AppError } from '../core/errors';
import { setTimer } from '../core/timer';
import { connect } from '../storage/database';
import { createHistory } from '../storage/history';
import { keepOnPage, type PageHistory } from '../storage/pageHistory';
import type { KeyValue } from '../storage/keyValue';
import { completeTurns, createChatStore, type ChatStore } from './chat';
import { createFailing } from '../../testing/state/failingHistory';
import { memoryKeyValue } from '../../testing/state/keyValue';

interface Pending {
  readonly request: AnswerRequest;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const history = keepOnPage(createHistory(connect({ setTimer })), setTimer);
let pending: Pending[];
let session: KeyValue;
let ids: number;

function create(kept: PageHistory | Promise<never> = history): ChatStore {
  return createChatStore({
    reply: (request) =>
      new Promise((resolve, reject) => {
        pending.push({ request, resolve, reject });
        request.signal?.addEventListener('abort', () => reject(new AppError('aborted')));
      }),
    history: async () => kept,
    draft: session,
    onFrame: (callback) => callback(),
    newId: () => String(ids++),
    now: () => ids,
  });
}

const texts = (store: ChatStore) => store.getState().messages.map(({ role, text }) => [role, text]);
const asked = async (count: number) => {
  await vi.waitFor(() => expect(pending).toHaveLength(count));
  return pending[count - 1]!;
};
const stop = { finishReason: 'stop', forgot: 0 } as const;

let store: ChatStore;
beforeEach(async () => {
  pending = [];
  ids = 1;
  session = memoryKeyValue();
  await history.clear();
  store = create();
});

/** One question with its whole answer. */
async function exchange(question: string, answer: string) {
  const count = pending.length + 1;
  const done = store.getState().send(question);
  (await asked(count)).resolve({ text: answer, ...stop });
  await done;
}

describe('chat', () => {
  it('streams an answer and sends all turns with the next question', async () => {
    const done = store.getState().send('in French: in 3 days');
    const { request, resolve } = await asked(1);
    expect(request.messages).toEqual([{ role: 'user', text: 'in French: in 3 days' }]);
    request.onText?.('dans 3');
    expect(store.getState().phase).toBe('running');
    expect(texts(store)).toEqual([
      ['user', 'in French: in 3 days'],
      ['assistant', 'dans 3'],
    ]);
    resolve({ text: 'dans 3 jours', ...stop });
    await done;
    expect(store.getState().phase).toBe('idle');

    void store.getState().send('Now in German.');
    expect((await asked(2)).request.messages.map(({ text }) => text)).toEqual([
      'in French: in 3 days',
      'dans 3 jours',
      'Now in German.',
    ]);
  });

  it('survives a reload', async () => {
    await exchange('hello', 'Hello.');
    store.getState().setDraft('half a thou');
    const again = create();
    await again.getState().restore();
    expect(texts(again)).toEqual(texts(store));
    expect(again.getState()).toMatchObject({ id: store.getState().id, draft: 'half a thou' });
    expect(again.getState().conversations).toHaveLength(1);
  });

  it('keeps what was written when it is stopped', async () => {
    const done = store.getState().send('count');
    const { request } = await asked(1);
    request.onText?.('one two');
    store.getState().stop();
    await done;
    expect(request.signal?.aborted).toBe(true);
    expect(store.getState()).toMatchObject({ phase: 'idle', error: undefined });
    expect(store.getState().messages.at(-1)).toMatchObject({ text: 'one two', end: 'stopped' });
    await vi.waitFor(async () => {
      const kept = await history.get(store.getState().id!);
      expect(kept?.messages.at(-1)).toMatchObject({ text: 'one two', end: 'stopped' });
    });
  });

  it('shows a failure, and asks the same again', async () => {
    const done = store.getState().send('hello');
    const { request, reject } = await asked(1);
    request.onText?.('Hel');
    reject(new AppError('gpu-lost'));
    await done;
    expect(store.getState()).toMatchObject({ phase: 'failed' });
    expect(store.getState().error?.code).toBe('gpu-lost');
    const retried = store.getState().retry();
    const second = await asked(2);
    expect(second.request.messages).toEqual([{ role: 'user', text: 'hello' }]);
    second.resolve({ text: 'Hello.', ...stop });
    await retried;
    expect(texts(store)).toEqual([
      ['user', 'hello'],
      ['assistant', 'Hello.'],
    ]);
    expect(store.getState().error).toBeUndefined();
  });

  it('says when an answer was cut, and when old turns were left out', async () => {
    const done = store.getState().send('long');
    (await asked(1)).resolve({ text: 'very long', finishReason: 'length', forgot: 2 });
    await done;
    expect(store.getState().messages.at(-1)?.end).toBe('length');
    expect(store.getState().forgot).toBe(true);
  });

  it('sends nothing for nothing', async () => {
    await store.getState().send('  \n');
    expect(pending).toHaveLength(0);
    expect(store.getState().id).toBeUndefined();
  });
});

describe('conversations', () => {
  it.each([
    [`${'a'.repeat(59)}😀 party`, `${'a'.repeat(59)}…`],
    [`${'a'.repeat(59)}🇨🇳 party`, `${'a'.repeat(59)}…`],
    [`${'a'.repeat(59)}e\u0301`, `${'a'.repeat(59)}…`],
    ['half \ud83d', 'half \ufffd'],
  ])('are named by whole characters: %j', async (first, title) => {
    await exchange(first, 'one');
    expect(store.getState().conversations.map((one) => one.title)).toEqual([title]);
  });

  it('are listed latest first, opened, renamed and deleted', async () => {
    await exchange('first\nwith a second line', 'one');
    const firstId = store.getState().id!;
    store.getState().newChat();
    expect(store.getState()).toMatchObject({ id: undefined, messages: [] });
    await exchange('second', 'two');
    const titles = () => store.getState().conversations.map(({ title }) => title);
    expect(titles()).toEqual(['second', 'first']);

    await store.getState().open(firstId);
    expect(texts(store).at(-1)).toEqual(['assistant', 'one']);
    await store.getState().rename(firstId, ' Numbers ');
    expect(titles()).toContain('Numbers');

    await exchange('third', 'three');
    expect(titles()).toEqual(['Numbers', 'second']);
    await store.getState().remove(firstId);
    expect(store.getState()).toMatchObject({ id: undefined, messages: [] });
    expect(titles()).toEqual(['second']);
  });

  it('a new chat ends the answer of the old one, which is kept', async () => {
    const done = store.getState().send('hello');
    (await asked(1)).request.onText?.('Hel');
    const id = store.getState().id!;
    store.getState().newChat();
    await done;
    expect(store.getState().messages).toEqual([]);
    await vi.waitFor(async () => {
      expect((await history.get(id))?.messages.at(-1)?.text).toBe('Hel');
    });
  });
});

describe.each([
  ['SecurityError', 'refused'],
  ['QuotaExceededError', 'full'],
  ['InvalidStateError', 'refused'],
] as const)('where storage fails with %s', (name, notKept) => {
  const refuse = () => Promise.reject(new DOMException('no', name));

  it('an answer is there without alarm, and no retry takes it away', async () => {
    const failing = createFailing();
    failing.state.failure = refuse;
    store = create(keepOnPage(failing.history, setTimer));
    await store.getState().restore();
    expect(store.getState().error).toBeUndefined();
    await exchange('hello', 'Hello.');
    expect(store.getState()).toMatchObject({ phase: 'idle', error: undefined, notKept });
    await store.getState().retry();
    expect(pending).toHaveLength(1);
    expect(texts(store)).toEqual([
      ['user', 'hello'],
      ['assistant', 'Hello.'],
    ]);
  });

  it('several conversations are listed, opened, renamed and deleted until the page is closed', async () => {
    const failing = createFailing();
    failing.state.failure = refuse;
    store = create(keepOnPage(failing.history, setTimer));
    await exchange('first', 'one');
    const first = store.getState().id!;
    store.getState().newChat();
    await exchange('second', 'two');
    await store.getState().open(first);
    expect(texts(store).at(-1)).toEqual(['assistant', 'one']);
    await store.getState().rename(first, 'Numbers');
    expect(store.getState().conversations.map(({ title }) => title)).toContain('Numbers');
    await store.getState().remove(first);
    expect(store.getState().conversations.map(({ title }) => title)).toEqual(['second']);
    expect(store.getState().error).toBeUndefined();
  });

  it('later, in the middle of a conversation, nothing of it is lost', async () => {
    const failing = createFailing();
    store = create(keepOnPage(failing.history, setTimer));
    await exchange('first', 'one');
    failing.state.failure = refuse;
    await exchange('second', 'two');
    expect(store.getState()).toMatchObject({ notKept, error: undefined });
    const { id } = store.getState();
    store.getState().newChat();
    await store.getState().open(id!);
    expect(texts(store)).toHaveLength(4);
    failing.state.failure = undefined;
    await exchange('third', 'three');
    expect(failing.kept.get(id!)?.messages).toHaveLength(6);
    expect(store.getState().notKept).toBeUndefined();
  });
});

it('a history that cannot be loaded is told like one that is refused', async () => {
  store = create(Promise.reject(new Error('the chunk is gone')));
  await store.getState().restore();
  await exchange('hello', 'Hello.');
  expect(store.getState()).toMatchObject({ phase: 'idle', error: undefined, notKept: 'refused' });
  expect(texts(store)).toHaveLength(2);
});

it('an answer does not wait for a storage that does not answer', async () => {
  const failing = createFailing();
  failing.state.failure = () => new Promise(() => undefined);
  store = create(keepOnPage(failing.history, () => () => undefined));
  const done = store.getState().send('hello');
  (await asked(1)).resolve({ text: 'Hello.', ...stop });
  await vi.waitFor(() => expect(store.getState().phase).toBe('idle'));
  expect(texts(store)).toHaveLength(2);
  void done;
});

it('a retry that fails too leaves what the first brought', async () => {
  const done = store.getState().send('hello');
  const { request, reject } = await asked(1);
  request.onText?.('Hel');
  reject(new AppError('gpu-lost'));
  await done;
  const retried = store.getState().retry();
  (await asked(2)).reject(new AppError('gpu-lost'));
  await retried;
  expect(texts(store)).toEqual([
    ['user', 'hello'],
    ['assistant', 'Hel'],
  ]);
  const again = create();
  await again.getState().restore();
  expect(texts(again)).toEqual(texts(store));
});

it('a retry that is stopped at once leaves what the first brought', async () => {
  const done = store.getState().send('hello');
  const { request, reject } = await asked(1);
  request.onText?.('Hel');
  reject(new AppError('gpu-lost'));
  await done;
  const retried = store.getState().retry();
  await asked(2);
  store.getState().stop();
  await retried;
  expect(texts(store).at(-1)).toEqual(['assistant', 'Hel']);
});

it('a damaged conversation goes on as another one', async () => {
  const failing = createFailing();
  const page = keepOnPage(failing.history, setTimer);
  store = create({
    ...page,
    get: async (id) => {
      const found = await page.get(id);
      return found && { ...found, damaged: id === 'old' };
    },
  });
  const old = { id: 'old', title: 'Old', changedAt: 0, messages: [] };
  failing.kept.set('old', old);
  await store.getState().open('old');
  expect(store.getState().damaged).toBe(true);
  await exchange('hello', 'Hello.');
  expect(store.getState()).toMatchObject({ damaged: false });
  expect(store.getState().id).not.toBe('old');
  expect(failing.kept.get('old')).toBe(old);
});

describe('completeTurns', () => {
  it('leaves out questions that were never answered', () => {
    const message = (role: 'user' | 'assistant', text: string) => ({ id: text, role, text });
    expect(
      completeTurns([
        message('user', 'stopped at once'),
        message('user', 'hello'),
        message('assistant', 'Hello.'),
        message('user', 'again'),
      ]),
    ).toEqual([
      { role: 'user', text: 'hello' },
      { role: 'assistant', text: 'Hello.' },
      { role: 'user', text: 'again' },
    ]);
  });
});
