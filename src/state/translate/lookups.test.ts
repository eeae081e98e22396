import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors';
import { newSegment } from '../../core/translation/match';
import { createLookupStore, lookupKey } from './lookups';

const segment = { ...newSegment('s', { text: 'Hi.', after: '' }), target: 'Salut.' };

function open() {
  const asked: {
    resolve: (text: string) => void;
    reject: (e: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const store = createLookupStore({
    prompt: () => Promise.reject(new AppError('gpu-lost')),
    words: () => Promise.resolve([]),
    back: (_segment, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new AppError('aborted')));
        asked.push({ resolve, reject, signal });
      }),
  });
  return { asked, store, back: () => store.getState().back.get('s') };
}

describe('what is found out about a segment', () => {
  it('says what it is about, and what was found', async () => {
    const { store, asked, back } = open();
    const done = store.getState().lookUp('back', segment);
    expect(back()).toEqual({ of: lookupKey(segment) });
    asked[0]!.resolve('Hello.');
    await done;
    expect(back()).toEqual({ of: lookupKey(segment), found: { value: 'Hello.' } });
    expect(lookupKey({ ...segment, target: 'Hé.' })).not.toBe(lookupKey(segment));
    expect(lookupKey({ ...segment, language: 'deu' })).not.toBe(lookupKey(segment));
  });

  it('says why nothing was found', async () => {
    const { store } = open();
    await store.getState().lookUp('prompt', segment);
    expect(store.getState().prompt.get('s')?.error?.code).toBe('gpu-lost');
  });

  it('is given up when it is asked for again, or not wanted any more', async () => {
    const { store, asked, back } = open();
    const first = store.getState().lookUp('back', segment);
    const second = store.getState().lookUp('back', { ...segment, target: 'Hé.' });
    expect(asked[0]!.signal.aborted).toBe(true);
    await first;
    expect(back()?.error).toBeUndefined();
    store.getState().cancel('back', 's');
    await second;
    expect(back()).toBeUndefined();
  });

  it('does not outlast what it was found by', async () => {
    const { store, asked, back } = open();
    await store.getState().lookUp('words', segment);
    const late = store.getState().lookUp('back', segment);
    store.getState().clear();
    asked[0]!.resolve('late');
    await late;
    expect([back(), store.getState().words.size]).toEqual([undefined, 0]);
  });
});
