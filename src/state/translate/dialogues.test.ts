import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors';
import type { RefineAnswer } from '../../tasks/translate/refine';
import { createDialogueStore, type DialoguePorts, type DialogueStore } from './dialogues';

type Asked = Parameters<DialoguePorts['refine']>[1] & {
  readonly resolve: (answer: Partial<RefineAnswer>) => void;
  readonly reject: (error: Error) => void;
};

let asked: Asked[];
let frames: (() => void)[];
let store: DialogueStore;
beforeEach(() => {
  asked = [];
  frames = [];
  let ids = 0;
  store = createDialogueStore({
    refine: (_subject, request) =>
      new Promise((resolve, reject) => {
        request.signal?.addEventListener('abort', () => reject(new AppError('aborted')));
        const done = (answer: Partial<RefineAnswer>) =>
          resolve({ text: '', withheld: false, finishReason: 'stop', ...answer });
        asked.push({ ...request, resolve: done, reject });
      }),
    onFrame: (callback) => frames.push(callback),
    newId: () => `t${ids++}`,
  });
});

const subject = { id: 's', source: 'Hello.', target: 'Salut.', to: 'fra' };
const turns = () => store.getState().dialogues.get('s')?.turns ?? [];
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const paint = () => frames.splice(0).forEach((frame) => frame());

async function say(wish: string, text: string, about = subject) {
  const done = store.getState().ask(about, wish, 'change');
  asked.at(-1)!.resolve({ text });
  await done;
}

describe('a dialogue about a translation', () => {
  it('shows the answer as it is written, at most once a frame', async () => {
    const done = store.getState().ask(subject, ' More formal. ', 'change');
    expect(turns()).toMatchObject([{ wish: 'More formal.', answer: '', state: 'running' }]);
    asked[0]!.onText('Bon');
    asked[0]!.onText('Bonjour');
    expect(turns()[0]?.answer).toBe('');
    paint();
    expect(turns()[0]?.answer).toBe('Bonjour');
    asked[0]!.resolve({ text: 'Bonjour.' });
    await done;
    expect(turns()).toMatchObject([{ answer: 'Bonjour.', state: 'done' }]);
    expect(asked[0]).toMatchObject({ target: 'Salut.', isTranslation: true });
  });

  it('goes on with what was said, also after an answer was taken', async () => {
    await say('More formal.', 'Bonjour.');
    await say('Shorter.', 'B.', { ...subject, target: 'Bonjour.' });
    expect(asked[1]).toMatchObject({ target: 'Salut.' });
    expect(asked[1]!.messages.map(({ text }) => text)).toEqual([
      ...['More formal.', 'Bonjour.', 'Shorter.'],
    ]);
  });

  it('begins anew where the sentence or its translation is another one', async () => {
    await say('More formal.', 'Bonjour.');
    await say('Shorter.', 'B.', { ...subject, target: 'Hé.' });
    expect(turns().map(({ wish }) => wish)).toEqual(['Shorter.']);
    expect(asked[1]).toMatchObject({ target: 'Hé.', messages: [{ text: 'Shorter.' }] });
    await say('Again.', 'C.', { ...subject, source: 'Hi.', target: 'Hé.' });
    expect(turns().map(({ wish }) => wish)).toEqual(['Again.']);
  });

  it('forgets an answer that was left', async () => {
    await say('More formal.', 'Bonjour.');
    await say('Shorter.', 'B.');
    store.getState().leave('s', turns()[0]!.id);
    await say('Simpler.', 'C.');
    expect(asked[2]!.messages.map(({ text }) => text)).toEqual(['Shorter.', 'B.', 'Simpler.']);
    store.getState().close('s');
    expect(turns()).toEqual([]);
  });

  it('keeps what was written when it is stopped, and shows nothing late', async () => {
    const done = store.getState().ask(subject, 'More formal.', 'change');
    asked[0]!.onText('Bon');
    paint();
    asked[0]!.onText('Bonjour');
    store.getState().stop('s');
    paint();
    await done;
    expect(turns()).toMatchObject([{ answer: 'Bon', state: 'stopped' }]);
    expect(store.getState().failures.size).toBe(0);
    await say('Shorter.', 'B.');
    expect(asked[1]!.messages.map(({ text }) => text)).toEqual(['Shorter.']);
  });

  it('keeps what was written when it fails, says why, and can be asked again', async () => {
    const done = store.getState().ask(subject, 'More formal.', 'change');
    asked[0]!.onText('Bon');
    asked[0]!.reject(new AppError('gpu-lost'));
    await done;
    expect(turns()).toMatchObject([{ answer: 'Bon', state: 'failed' }]);
    const failure = store.getState().failures.get('s');
    expect(failure?.error.code).toBe('gpu-lost');
    const again = store.getState().retry(subject, failure!.turn);
    expect(store.getState().failures.size).toBe(0);
    expect(asked[1]!.messages).toEqual(asked[0]!.messages);
    asked[1]!.resolve({ text: 'Bonjour.' });
    await again;
    expect(turns()).toMatchObject([{ answer: 'Bonjour.', state: 'done' }]);
  });

  it('stops what is being written for what is asked next', async () => {
    void store.getState().ask(subject, 'More formal.', 'change');
    void store.getState().ask(subject, 'Shorter.', 'question');
    expect(asked[0]!.signal?.aborted).toBe(true);
    expect(asked[1]!.isTranslation).toBe(false);
    await settle();
    expect(turns().map(({ state }) => state)).toEqual(['stopped', 'running']);
  });

  it('says that the model does not know', async () => {
    const done = store.getState().ask(subject, 'More formal.', 'change');
    asked[0]!.resolve({ withheld: true });
    await done;
    expect(turns()).toMatchObject([{ answer: '', state: 'withheld' }]);
  });

  it('is not begun with nothing', async () => {
    await store.getState().ask(subject, '  ', 'change');
    expect([asked, turns()]).toEqual([[], []]);
  });
});
