import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { TranslationRequest } from '../tasks/translate/types';
import { AppError } from '../core/errors';
import { memoryKeyValue } from '../../testing/state/keyValue';
import {
  createTranslateStore,
  maxSourceLength,
  readDraft,
  type TranslatePorts,
  type TranslateStore,
} from './translate';

/** A translation that the test writes and ends itself. */
interface Pending {
  readonly request: TranslationRequest;
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
}

let pending: Pending[];
let timers: (() => void)[];
let frames: (() => void)[];
const draft = memoryKeyValue();

function create(initial: TranslatePorts['initial'] = { to: 'fra' }) {
  return createTranslateStore({
    translate: (request) =>
      new Promise((resolve, reject) => {
        pending.push({ request, resolve, reject });
        request.signal?.addEventListener('abort', () => reject(new AppError('aborted')));
      }),
    detect: async (text) => (text.includes('ü') ? 'deu' : text === '' ? undefined : 'eng'),
    otherTarget: (than) => (than === 'eng' ? 'zho_simpl' : 'eng'),
    draft,
    onFrame: (callback) => frames.push(callback),
    setTimer: (run) => {
      timers.push(run);
      return () => {
        timers = timers.filter((timer) => timer !== run);
      };
    },
    initial,
  });
}

const flush = (callbacks: (() => void)[]) => callbacks.splice(0).forEach((callback) => callback());
const pause = () => flush(timers);
const paint = () => flush(frames);
const last = () => pending.at(-1)!;
const write = (text: string, index = 0, total = 1) =>
  last().request.onProgress?.({ index, total, text });

let store: TranslateStore;
beforeEach(() => {
  pending = [];
  timers = [];
  frames = [];
  draft.clear();
  store = create();
});

describe('translate', () => {
  it('begins after a pause in typing, once', async () => {
    store.getState().setSource('in 3');
    store.getState().setSource('in 3 days');
    expect(pending).toHaveLength(0);
    pause();
    expect(pending).toHaveLength(1);
    expect(last().request).toMatchObject({ text: 'in 3 days', to: 'fra' });
    expect(last().request.from).toBeUndefined();
    last().resolve('dans 3 jours');
    await vi.waitFor(() => expect(store.getState().phase).toBe('done'));
    expect(store.getState().output).toBe('dans 3 jours');
  });

  it('paints what comes at most once a frame, and keeps the old text until then', () => {
    const paints = vi.fn();
    store.setState({ source: 'in 3 days', output: 'old' });
    void store.getState().run();
    expect(store.getState()).toMatchObject({ phase: 'waiting', output: 'old' });
    store.subscribe(paints);
    write('dans');
    write('dans 3');
    write('dans 3 jours');
    expect(paints).not.toHaveBeenCalled();
    paint();
    expect(paints).toHaveBeenCalledTimes(1);
    expect(store.getState()).toMatchObject({ phase: 'running', output: 'dans 3 jours' });
  });

  it('gives up the former request when a new one begins', async () => {
    store.getState().setSource('one');
    pause();
    const first = last();
    store.getState().setSource('two');
    expect(first.request.signal?.aborted).toBe(true);
    pause();
    first.request.onProgress?.({ index: 0, total: 1, text: 'late' });
    paint();
    expect(store.getState().output).toBe('');
    last().resolve('deux');
    await vi.waitFor(() => expect(store.getState().output).toBe('deux'));
  });

  it('stops where it is', async () => {
    store.getState().setSource('one. two.');
    pause();
    write('un.', 0, 2);
    paint();
    expect(store.getState().segment).toEqual({ index: 0, total: 2 });
    store.getState().stop();
    expect(last().request.signal?.aborted).toBe(true);
    await Promise.resolve();
    expect(store.getState()).toMatchObject({ phase: 'stopped', output: 'un.', error: undefined });
  });

  it('does not go on with a word that waited for its frame when it was stopped', () => {
    store.getState().setSource('in 3 days');
    pause();
    write('dans');
    store.getState().stop();
    paint();
    expect(store.getState()).toMatchObject({ phase: 'stopped', segment: undefined });
  });

  it('keeps a guessed target only once something is written', () => {
    draft.clear();
    const guessing = create({ to: 'fra', guessed: true });
    expect(readDraft(draft).to).toBeUndefined();
    guessing.getState().setSource('in 3 days');
    expect(readDraft(draft).to).toBe('fra');
  });

  it('keeps text and partial translation after a failure, and tries again', async () => {
    store.getState().setSource('in 3 days');
    pause();
    write('dans');
    paint();
    last().reject(new AppError('gpu-lost'));
    await vi.waitFor(() => expect(store.getState().phase).toBe('failed'));
    expect(store.getState()).toMatchObject({ source: 'in 3 days', output: 'dans' });
    expect(store.getState().error?.code).toBe('gpu-lost');
    void store.getState().run();
    expect(store.getState().error).toBeUndefined();
  });

  it('names what nobody foresaw', async () => {
    store.getState().setSource('x');
    pause();
    last().reject(new Error('boom'));
    await vi.waitFor(() => expect(store.getState().error?.code).toBe('internal'));
  });

  it('waits to be asked for a long text', () => {
    store.getState().setSource('word '.repeat(1000));
    expect(timers).toHaveLength(0);
    void store.getState().run();
    expect(pending).toHaveLength(1);
  });

  it('takes no more than it can hold, and says so', () => {
    const length = 10_000_000;
    store.getState().setSource('x'.repeat(length));
    expect(store.getState().source).toHaveLength(maxSourceLength);
    expect(store.getState().cutFrom).toBe(length);
    store.getState().setSource('short');
    expect(store.getState().cutFrom).toBeUndefined();
  });

  it.each([
    ['😀', ''],
    ['👨‍👩‍👧', ''],
    ['e\u0301', ''],
    ['漢字', '漢'],
  ])('cuts a text between characters, not within %j', (last, kept) => {
    const begin = 'x'.repeat(maxSourceLength - 1);
    store.getState().setSource(`${begin}${last} tail`);
    expect(store.getState().source).toBe(begin + kept);
  });

  it('translates nothing when there is nothing', async () => {
    store.getState().setSource(' \n ');
    pause();
    await store.getState().run();
    expect(pending).toHaveLength(0);
    expect(store.getState().output).toBe('');
  });
});

describe('other translations', () => {
  const one = { index: 0, total: 1, start: 1, texts: ['dans 3 jours', 'en 3 jours'] };
  const translated = async (alternatives = one) => {
    store.getState().setSource(' in 3 days ');
    pause();
    last().request.onAlternatives?.(alternatives);
    last().resolve(' dans 3 jours ');
    await vi.waitFor(() => expect(store.getState().phase).toBe('done'));
  };

  it('of one sentence are whole texts, one of which can be chosen', async () => {
    await translated();
    const alternatives = [' dans 3 jours ', ' en 3 jours '];
    expect(store.getState().alternatives).toEqual(alternatives);
    store.getState().choose(' en 3 jours ');
    expect(store.getState()).toMatchObject({ output: ' en 3 jours ', alternatives });
  });

  it('go with the translation that they are of', async () => {
    await translated();
    void store.getState().run();
    expect(store.getState()).toMatchObject({ output: ' dans 3 jours ', alternatives: [] });
    await translated();
    store.getState().clear();
    expect(store.getState().alternatives).toEqual([]);
  });

  it('are not offered for one sentence of many', async () => {
    await translated({ ...one, total: 2 });
    expect(store.getState().alternatives).toEqual([]);
  });
});

describe('how sure the model was', () => {
  const segment = (index: number, text: string) => ({
    ...{ index, total: 2, source: text, start: 0, text, withheld: false, alternatives: [] },
    confidence: { mean: -0.1, lowest: -0.3, trusted: true },
  });
  const [first, second] = [segment(0, 'un.'), segment(1, 'deux.')];
  const begin = () => {
    store.getState().setSource('one. two.');
    pause();
    write('un. d', 1, 2);
    last().request.onSegment?.(first);
  };
  const finish = async () => {
    last().request.onSegment?.(second);
    last().resolve('un. deux.');
    await vi.waitFor(() => expect(store.getState().phase).toBe('done'));
  };

  it('comes with each segment, with the text that it is of', async () => {
    begin();
    expect(store.getState().segments).toEqual([]);
    paint();
    expect(store.getState()).toMatchObject({ output: 'un. d', segments: [first] });
    const before = store.getState().segments;
    await finish();
    expect(store.getState().segments).toEqual([first, second]);
    expect(before).toEqual([first]);
  });

  it('stays with what was written when it is stopped', () => {
    begin();
    paint();
    store.getState().stop();
    expect(store.getState().segments).toEqual([first]);
  });

  it('goes with the translation, and with a choice of the user', async () => {
    begin();
    await finish();
    store.getState().choose('un. trois.');
    expect(store.getState().segments).toEqual([]);
    begin();
    await finish();
    void store.getState().run();
    expect(store.getState().segments).toEqual([]);
    await finish();
    store.getState().clear();
    expect(store.getState().segments).toEqual([]);
  });
});

describe('again', () => {
  it('translates a short text anew', () => {
    store.getState().setSource('in 3 days');
    pause();
    const first = last();
    store.getState().again();
    expect(first.request.signal?.aborted).toBe(true);
    pause();
    expect(pending).toHaveLength(2);
  });

  it('leaves a long text alone, and an empty one', () => {
    store.getState().again();
    store.getState().setSource('word '.repeat(1000));
    void store.getState().run();
    store.getState().again();
    pause();
    expect(pending).toHaveLength(1);
    expect(last().request.signal?.aborted).toBe(false);
  });
});

describe('languages', () => {
  it('are detected from the text', async () => {
    store.getState().setSource('fünf');
    await vi.waitFor(() => expect(store.getState().detected).toBe('deu'));
    store.getState().clear();
    expect(store.getState().detected).toBeUndefined();
  });

  it('swap, and the translation becomes the source', async () => {
    store = create({ from: 'eng', to: 'fra', text: 'in 3 days' });
    store.setState({ output: 'dans 3 jours' });
    store.getState().swap();
    expect(store.getState()).toMatchObject({
      from: 'fra',
      to: 'eng',
      source: 'dans 3 jours',
      output: '',
    });
    pause();
    expect(last().request).toMatchObject({ text: 'dans 3 jours', from: 'fra', to: 'eng' });
  });

  it('swap with the detected one', async () => {
    store.getState().setSource('fünf');
    await vi.waitFor(() => expect(store.getState().detected).toBe('deu'));
    store.getState().swap();
    expect(store.getState()).toMatchObject({ from: 'fra', to: 'deu', source: 'fünf' });
  });

  it('do not swap while the source is unknown', () => {
    store.getState().swap();
    expect(store.getState()).toMatchObject({ from: undefined, to: 'fra' });
  });

  it('never become the same by choosing', () => {
    store = create({ from: 'eng', to: 'fra' });
    store.getState().setTo('eng');
    expect(store.getState()).toMatchObject({ from: 'fra', to: 'eng' });
    store.getState().setFrom('eng');
    expect(store.getState()).toMatchObject({ from: 'eng', to: 'fra' });
  });

  it('never become the same by choosing what is detected', async () => {
    store = create({ to: 'fra', text: 'fünf' });
    await vi.waitFor(() => expect(store.getState().detected).toBe('deu'));
    store.getState().setFrom('fra');
    expect(store.getState()).toMatchObject({ from: 'fra', to: 'deu' });
    store = create({ to: 'eng' });
    store.getState().setFrom('eng');
    expect(store.getState()).toMatchObject({ from: 'eng', to: 'zho_simpl' });
  });

  it('differ when a text is in the target: another one is proposed until it is not', async () => {
    store = create({ to: 'deu' });
    store.getState().setSource('fünf');
    await vi.waitFor(() => expect(store.getState()).toMatchObject({ detected: 'deu', to: 'eng' }));
    pause();
    expect(last().request).toMatchObject({ text: 'fünf', to: 'eng' });
    store.getState().setSource('five');
    await vi.waitFor(() => expect(store.getState()).toMatchObject({ detected: 'eng', to: 'deu' }));
    store.getState().setSource('fünf');
    await vi.waitFor(() => expect(store.getState().to).toBe('eng'));
    store.getState().clear();
    expect(store.getState().to).toBe('deu');
  });

  it('differ for what began before the text was recognised', async () => {
    store = create({ to: 'deu', text: 'fünf' });
    void store.getState().run();
    const echo = last();
    expect(echo.request.to).toBe('deu');
    await vi.waitFor(() => expect(last().request.to).toBe('eng'));
    expect(echo.request.signal?.aborted).toBe(true);
  });

  it('differ in an echo that is done, which is translated again', async () => {
    store = create({ to: 'deu', text: 'five' });
    await vi.waitFor(() => expect(store.getState().detected).toBe('eng'));
    store.setState({ source: 'fünf', phase: 'done', output: 'fünf' });
    store.getState().setFrom('fra');
    store.setState({ detected: 'deu' });
    store.getState().setFrom(undefined);
    expect(store.getState().to).toBe('eng');
    pause();
    expect(last().request).toMatchObject({ text: 'fünf', to: 'eng' });
  });

  it('may be the same if the user insists', async () => {
    store = create({ to: 'fra', text: 'fünf' });
    await vi.waitFor(() => expect(store.getState().detected).toBe('deu'));
    store.getState().setTo('deu');
    store.getState().setSource('fünf!');
    await new Promise((resolve) => setTimeout(resolve));
    expect(store.getState().to).toBe('deu');
  });

  it('a new target translates again', () => {
    store.getState().setSource('in 3 days');
    pause();
    store.getState().setTo('deu');
    pause();
    expect(last().request).toMatchObject({ text: 'in 3 days', to: 'deu' });
  });
});

describe('the draft', () => {
  it('holds what a reload must not lose', () => {
    store = create({ from: 'eng', to: 'fra', text: 'hello' });
    expect(readDraft(draft)).toEqual({ source: 'hello', from: 'eng', to: 'fra' });
    store.getState().setFrom(undefined);
    store.getState().setTo('deu');
    store.getState().setSource('hello there');
    expect(readDraft(draft)).toEqual({ source: 'hello there', to: 'deu' });
  });

  it('is empty at first, and ignores languages that it does not know', () => {
    expect(readDraft(memoryKeyValue())).toEqual({ source: '' });
    expect(readDraft(memoryKeyValue({ 'translate.to': 'klingon' }))).toEqual({ source: '' });
  });
});
