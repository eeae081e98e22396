import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryKeyValue } from '../../../testing/state/keyValue';
import { AppError } from '../../core/errors';
import { segmentText } from '../../core/text/index';
import { readTarget } from '../../core/translation/read';
import type { SegmentsRequest } from '../../tasks/translate/segments';
import type { SegmentResult } from '../../tasks/translate/types';
import {
  createTranslateStore,
  maxDocumentLength,
  readDraft,
  type TranslatePorts,
  type TranslateStore,
} from './index';

/** A translation that the test writes and ends itself. */
interface Pending {
  readonly request: SegmentsRequest;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

let pending: Pending[];
let timers: (() => void)[];
let frames: (() => void)[];
let time: number;
let ids: number;
let speed: number | undefined;
let modelId: string;
const draft = memoryKeyValue();

function create(initial: TranslatePorts['initial'] = { to: 'fra' }) {
  return createTranslateStore({
    cut: async ({ text }) => segmentText(text, 'en'),
    translate: (request) =>
      new Promise((resolve, reject) => {
        pending.push({ request, resolve, reject });
        request.signal?.addEventListener('abort', () => reject(new AppError('aborted')));
      }),
    detect: async (text) => (text.includes('ü') ? 'deu' : text === '' ? undefined : 'eng'),
    modelId: () => modelId,
    otherTarget: (than) => (than === 'eng' ? 'zho_simpl' : 'eng'),
    draft,
    speed: { get: () => speed, set: (value) => (speed = value) },
    onFrame: (callback) => frames.push(callback),
    setTimer: (run) => {
      timers.push(run);
      return () => {
        timers = timers.filter((timer) => timer !== run);
      };
    },
    now: () => time,
    newId: () => `id ${ids++}`,
    initial,
  });
}

const settle = () => new Promise((resolve) => setTimeout(resolve));
const flush = (callbacks: (() => void)[]) => callbacks.splice(0).forEach((callback) => callback());
/** A pause in typing, and what comes of it. */
const pause = async () => {
  flush(timers);
  await settle();
};
const paint = () => flush(frames);
const last = () => pending.at(-1)!;
const sources = ({ request }: Pending) => request.segments.map(({ text }) => text);
const write = (text: string, index = 0) => {
  last().request.onText?.(index, text);
  last().request.onAdvance?.();
};
const result = (text: string, more: Partial<SegmentResult> = {}): SegmentResult => ({
  ...{ text, verbatim: false, confidence: undefined, withheld: false },
  ...{ finishReason: 'stop', alternatives: [], ...more },
});
const finish = async (...texts: (string | SegmentResult)[]) => {
  texts.forEach((text, index) =>
    last().request.onSegment?.(index, typeof text === 'string' ? result(text) : text),
  );
  last().request.onAdvance?.();
  last().resolve();
  await settle();
};

let store: TranslateStore;
const state = () => store.getState();
const output = () => readTarget(state().translation, state().to);
const segments = () => state().translation.segments;
/** A text that is translated. */
const translated = async (source: string, ...targets: string[]) => {
  state().setSource(source);
  await pause();
  await finish(...targets);
};

beforeEach(() => {
  pending = [];
  modelId = 'demo';
  timers = [];
  frames = [];
  [time, ids, speed] = [0, 0, undefined];
  draft.clear();
  store = create();
});

describe('translate', () => {
  it('begins after a pause in typing, once', async () => {
    state().setSource('in 3');
    state().setSource('in 3 days');
    expect(pending).toHaveLength(0);
    await pause();
    expect(pending).toHaveLength(1);
    expect(sources(last())).toEqual(['in 3 days']);
    expect(last().request.to).toBe('fra');
    await finish('dans 3 jours');
    expect(state().phase).toBe('done');
    expect(output()).toBe('dans 3 jours');
  });

  it('paints what comes at most once a frame, and keeps the old text until then', async () => {
    await translated('in 3 days', 'old');
    const paints = vi.fn();
    void state().run();
    await settle();
    expect(state().phase).toBe('waiting');
    expect(output()).toBe('old');
    store.subscribe(paints);
    write('dans');
    write('dans 3');
    write('dans 3 jours');
    expect(paints).not.toHaveBeenCalled();
    paint();
    expect(paints).toHaveBeenCalledTimes(1);
    expect(state().phase).toBe('running');
    expect(output()).toBe('dans 3 jours');
  });

  it('gives up the former request when a new one begins', async () => {
    state().setSource('one');
    await pause();
    const first = last();
    state().setSource('two');
    expect(first.request.signal?.aborted).toBe(true);
    await pause();
    first.request.onText?.(0, 'late');
    first.request.onAdvance?.();
    paint();
    expect(output()).toBe('');
    await finish('deux');
    expect(output()).toBe('deux');
  });

  it('stops where it is, and goes on with what is missing', async () => {
    state().setSource('One. Two.');
    await pause();
    last().request.onSegment?.(0, result('un.'));
    write('de', 1);
    paint();
    expect(state().position).toEqual({ done: 1, total: 2 });
    state().stop();
    expect(last().request.signal?.aborted).toBe(true);
    await settle();
    expect(state()).toMatchObject({ phase: 'stopped', error: undefined, position: undefined });
    expect(output()).toBe('un. de');
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Two.']);
    await finish('deux.');
    expect(output()).toBe('un. deux.');
  });

  it('does not go on with a word that waited for its frame when it was stopped', async () => {
    state().setSource('in 3 days');
    await pause();
    write('dans');
    state().stop();
    paint();
    expect(state()).toMatchObject({ phase: 'stopped', position: undefined });
    expect(output()).toBe('');
  });

  it('keeps a guessed target only once something is written', () => {
    draft.clear();
    const guessing = create({ to: 'fra', guessed: true });
    expect(readDraft(draft).to).toBeUndefined();
    guessing.getState().setSource('in 3 days');
    expect(readDraft(draft).to).toBe('fra');
  });

  it('goes on with another model that was taken meanwhile', async () => {
    state().setSource('One.\nTwo.');
    await pause();
    last().request.onSegment?.(0, result('Un.'));
    last().request.onAdvance?.();
    modelId = 'bayling-3-8b';
    last().reject(new AppError('model-not-loaded'));
    await settle();
    expect(state()).toMatchObject({ phase: 'waiting', error: undefined });
    expect(sources(last())).toEqual(['Two.']);
    await finish('Deux.');
    expect(output()).toBe('Un.\nDeux.');
    expect(state().phase).toBe('done');
  });

  it('gives up what was asked of a model for one sentence when another is taken', async () => {
    await translated('in 3 days', 'dans 3 jours');
    const id = state().translation.segments[0]?.id ?? '';
    const asked = state().translateAgain(id);
    await settle();
    modelId = 'bayling-3-8b';
    last().reject(new AppError('model-not-loaded'));
    await asked;
    expect(state().error).toBeUndefined();
    expect(output()).toBe('dans 3 jours');
    modelId = 'demo';
    const again = state().translateAgain(id);
    await settle();
    last().reject(new AppError('gpu-lost'));
    await again;
    expect(state().error?.code).toBe('gpu-lost');
  });

  it('keeps text and partial translation after a failure, and tries again', async () => {
    state().setSource('in 3 days');
    await pause();
    write('dans');
    last().reject(new AppError('gpu-lost'));
    await settle();
    expect(state()).toMatchObject({ source: 'in 3 days', phase: 'failed' });
    expect(output()).toBe('dans');
    expect(state().error?.code).toBe('gpu-lost');
    void state().run();
    expect(state().error).toBeUndefined();
    await settle();
    expect(sources(last())).toEqual(['in 3 days']);
  });

  it('names what nobody foresaw', async () => {
    state().setSource('x');
    await pause();
    last().reject(new Error('boom'));
    await settle();
    expect(state().error?.code).toBe('internal');
  });

  it('waits to be asked for a long text, and says how much it is', async () => {
    state().setSource('word '.repeat(1000).trim());
    await pause();
    expect(pending).toHaveLength(0);
    expect(state()).toMatchObject({ phase: 'idle', awaiting: 4988 });
    void state().run();
    await settle();
    expect(pending).toHaveLength(1);
    expect(state().awaiting).toBe(0);
  });

  it('takes no more than it can hold, and says so', () => {
    const length = 10_000_050;
    state().setSource('x'.repeat(length));
    expect(state().source).toHaveLength(maxDocumentLength);
    expect(state().cutFrom).toBe(length);
    state().setSource('short');
    expect(state().cutFrom).toBeUndefined();
  });

  it.each([
    ['😀', ''],
    ['👨‍👩‍👧', ''],
    ['e\u0301', ''],
    ['漢字', '漢'],
  ])('cuts a text between characters, not within %j', (end, kept) => {
    const begin = 'x'.repeat(maxDocumentLength - 1);
    state().setSource(`${begin}${end} tail`);
    expect(state().source === begin + kept).toBe(true);
  });

  it('translates nothing when there is nothing', async () => {
    state().setSource(' \n ');
    await pause();
    await state().run();
    expect(pending).toHaveLength(0);
    expect(output()).toBe('');
  });

  it('measures its speed on longer texts', async () => {
    await translated('short.', 'court.');
    expect(speed).toBeUndefined();
    const text = 'A sentence of some length. '.repeat(20).trim();
    state().setSource(text);
    await pause();
    time = 1_000;
    write('Une');
    paint();
    time = 3_000;
    await finish(...Array.from({ length: 20 }, () => 'Une phrase.'));
    expect(speed).toBeCloseTo((text.length - 19) / 2);
    state().setSource('word '.repeat(1000));
    await pause();
    expect(state().speed).toBe(speed);
  });
});

describe('an edit of the source', () => {
  it('translates only what changed, wherever it is', async () => {
    await translated('One. Two. Three.', 'Un. ', 'Deux.', 'Trois.');
    const before = segments();
    state().setSource('Three. One. Zwei. Two.');
    await pause();
    expect(sources(last())).toEqual(['Zwei.']);
    expect(segments().map(({ id }) => id)).toEqual([
      ...[before[2]?.id, before[0]?.id],
      ...[expect.any(String), before[1]?.id],
    ]);
    await finish('Nouveau.');
    expect(output()).toBe('Trois. Un.  Nouveau. Deux.');
  });

  it('marks what stood in the place of a new sentence as outdated', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setSource('One. Two hundred.');
    await pause();
    expect(segments()[1]).toMatchObject({ state: 'outdated', target: 'Deux.' });
    expect(output()).toBe('Un. Deux.');
    await finish('Deux cents.');
    expect(output()).toBe('Un. Deux cents.');
  });

  it('asks for nothing when only spaces and line breaks change', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setSource('One.\n\nTwo.');
    await pause();
    expect(pending).toHaveLength(1);
    expect(output()).toBe('Un.\n\nDeux.');
    expect(state().phase).toBe('done');
  });

  it('of a word in a long text is translated without being asked for', async () => {
    const long = Array.from({ length: 200 }, (_, i) => `This is sentence number ${i}.`);
    state().setSource(long.join(' '));
    await pause();
    void state().run();
    await settle();
    await finish(...long.map((_, i) => `Phrase ${i}.`));
    state().setSource(long.join(' ').replace('number 77.', 'number seven.'));
    await pause();
    expect(sources(last())).toEqual(['This is sentence number seven.']);
  });
});

describe('segments', () => {
  it('come with confidence and alternatives', async () => {
    const confidence = { mean: -0.1, lowest: -0.3, trusted: true };
    const alternatives = [{ text: 'dans 3 jours', score: -0.1 }, { text: 'en 3 jours' }];
    state().setSource('in 3 days');
    await pause();
    await finish(result('dans 3 jours', { confidence, alternatives }));
    expect(segments()[0]).toMatchObject({ confidence, alternatives, origin: 'model' });
  });

  it('that are not known leave nothing, and are not asked for again by themselves', async () => {
    state().setSource('One. Two.');
    await pause();
    await finish(result('', { withheld: true }), 'Deux.');
    expect(segments().map((one) => one.state)).toEqual(['withheld', 'done']);
    expect(output()).toBe(' Deux.');
    state().setSource('One. Two. Three.');
    await pause();
    expect(sources(last())).toEqual(['Three.']);
  });

  it('that were edited or pinned stay when the text is translated again', async () => {
    await translated('One. Two. Three.', 'Un.', 'Deux.', 'Trois.');
    const [one, two] = segments().map(({ id }) => id);
    state().setTarget(one!, 'Le premier.', 'edited');
    state().pin(two!, true);
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Three.']);
    await finish('Troisième.');
    expect(output()).toBe('Le premier. Deux. Troisième.');
    state().pin(two!, false);
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Two.', 'Three.']);
  });

  it('that are edited while the text is being written keep the edit', async () => {
    state().setSource('One. Two.');
    await pause();
    last().request.onSegment?.(0, result('Un.'));
    write('De', 1);
    paint();
    state().setTarget(segments()[1]!.id, 'Mine.', 'edited');
    await finish('Un.', 'Deux.');
    expect(output()).toBe('Un. Mine.');
    expect(state().phase).toBe('done');
  });

  it('are translated again one by one, from a beginning if one is given', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    const { id } = segments()[1]!;
    void state().translateAgain(id, { prefix: 'Une', beams: 4 });
    expect(sources(last())).toEqual(['Two.']);
    expect(last().request.optionsOf?.(0)).toEqual({ prefix: 'Une', beams: 4 });
    write('Une paire');
    paint();
    expect(output()).toBe('Un. Une paire');
    await finish('Une paire.');
    expect(output()).toBe('Un. Une paire.');
    state().undo();
    expect(output()).toBe('Un. Deux.');
  });

  it('have other translations looked for without being changed', async () => {
    await translated('One.', 'Un.');
    const alternatives = [{ text: 'Un.' }, { text: 'Une.' }];
    void state().findAlternatives(segments()[0]!.id);
    expect(last().request.quality).toBe('best');
    write('Une');
    await finish(result('Une.', { alternatives }));
    expect(segments()[0]).toMatchObject({ target: 'Un.', alternatives });
  });
});

describe('undo', () => {
  it('takes back and brings again every change', async () => {
    await translated('One.', 'Un.');
    time += 5_000;
    await translated('One. Two.', 'Deux.');
    state().setTarget(segments()[0]!.id, 'Premier.', 'edited');
    state().pin(segments()[1]!.id, true);
    state().setTo('deu');
    state().clear();
    const seen: string[] = [];
    for (let i = 0; i < 4; i++) {
      state().undo();
      seen.push(`${state().to}: ${output()}`);
    }
    expect(seen).toEqual([
      ...['deu: Premier. Deux.', 'fra: Premier. Deux.', 'fra: Premier. Deux.'],
      'fra: Un. Deux.',
    ]);
    state().undo();
    expect([state().source, output()]).toEqual(['One.', 'Un.']);
    for (let i = 0; i < 5; i++) state().redo();
    expect(state().source).toBe('');
  });

  it('takes typing without a pause as one step', () => {
    state().setSource('a');
    time += 500;
    state().setSource('ab');
    time += 5_000;
    state().setSource('abc');
    state().undo();
    expect(state().source).toBe('ab');
    state().undo();
    expect(state().source).toBe('');
    state().undo();
    expect(state().source).toBe('');
  });

  it('forgets what was undone when something else changes', () => {
    state().setSource('a');
    state().undo();
    state().setSource('b');
    state().redo();
    expect(state().source).toBe('b');
  });

  it('stops what is being written, and later goes on with it', async () => {
    await translated('One.', 'Un.');
    time += 5_000;
    state().setSource('One. Two.');
    await pause();
    write('De');
    paint();
    const running = last();
    state().setTo('deu');
    state().undo();
    expect(running.request.signal?.aborted).toBe(true);
    await pause();
    expect(last().request.to).toBe('fra');
    expect(sources(last())).toEqual(['Two.']);
  });
});

describe('again', () => {
  it('translates a short text anew', async () => {
    await translated('in 3 days', 'dans 3 jours');
    state().again();
    await pause();
    expect(pending).toHaveLength(2);
  });

  it('leaves a long text alone, and an empty one', async () => {
    state().again();
    state().setSource('word '.repeat(1000));
    void state().run();
    await settle();
    state().again();
    await pause();
    expect(pending).toHaveLength(1);
    expect(last().request.signal?.aborted).toBe(false);
  });
});

describe('languages', () => {
  it('are detected from the text', async () => {
    state().setSource('fünf');
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().clear();
    expect(state().detected).toBeUndefined();
  });

  it('swap, and the translation becomes the source', async () => {
    store = create({ from: 'eng', to: 'fra' });
    await translated('in 3 days', 'dans 3 jours');
    state().swap();
    expect(state()).toMatchObject({ from: 'fra', to: 'eng', source: 'dans 3 jours' });
    expect(output()).toBe('');
    await pause();
    expect(sources(last())).toEqual(['dans 3 jours']);
    expect(last().request.to).toBe('eng');
  });

  it('swap with the detected one', async () => {
    state().setSource('fünf');
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().swap();
    expect(state()).toMatchObject({ from: 'fra', to: 'deu', source: 'fünf' });
  });

  it('do not swap while the source is unknown', () => {
    state().swap();
    expect(state()).toMatchObject({ from: undefined, to: 'fra' });
  });

  it('never become the same by choosing', () => {
    store = create({ from: 'eng', to: 'fra' });
    state().setTo('eng');
    expect(state()).toMatchObject({ from: 'fra', to: 'eng' });
    state().setFrom('eng');
    expect(state()).toMatchObject({ from: 'eng', to: 'fra' });
  });

  it('never become the same by choosing what is detected', async () => {
    store = create({ to: 'fra', text: 'fünf' });
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().setFrom('fra');
    expect(state()).toMatchObject({ from: 'fra', to: 'deu' });
    store = create({ to: 'eng' });
    state().setFrom('eng');
    expect(state()).toMatchObject({ from: 'eng', to: 'zho_simpl' });
  });

  it('differ when a text is in the target: another one is proposed until it is not', async () => {
    store = create({ to: 'deu' });
    state().setSource('fünf');
    await vi.waitFor(() => expect(state()).toMatchObject({ detected: 'deu', to: 'eng' }));
    await pause();
    expect(last().request.to).toBe('eng');
    expect(sources(last())).toEqual(['fünf']);
    state().setSource('five');
    await vi.waitFor(() => expect(state()).toMatchObject({ detected: 'eng', to: 'deu' }));
    state().setSource('fünf');
    await vi.waitFor(() => expect(state().to).toBe('eng'));
    state().clear();
    expect(state().to).toBe('deu');
  });

  it('differ for what began before the text was recognised', async () => {
    store = create({ to: 'deu', text: 'fünf' });
    void state().run();
    await vi.waitFor(() => expect(last().request.to).toBe('eng'));
    expect(pending.filter(({ request }) => request.to === 'deu')).toEqual([]);
  });

  it('differ in an echo that is done, which is translated again', async () => {
    store = create({ to: 'deu', text: 'five' });
    await vi.waitFor(() => expect(state().detected).toBe('eng'));
    await pause();
    store.setState({ source: 'fünf', phase: 'done' });
    state().setFrom('fra');
    store.setState({ detected: 'deu' });
    state().setFrom(undefined);
    expect(state().to).toBe('eng');
    await pause();
    expect(last().request.to).toBe('eng');
    expect(sources(last())).toEqual(['fünf']);
  });

  it('may be the same if the user insists', async () => {
    store = create({ to: 'fra', text: 'fünf' });
    await vi.waitFor(() => expect(state().detected).toBe('deu'));
    state().setTo('deu');
    state().setSource('fünf!');
    await settle();
    expect(state().to).toBe('deu');
  });

  it('a new target translates again, and marks what is in the former one until then', async () => {
    await translated('in 3 days', 'dans 3 jours');
    state().setTo('deu');
    expect(segments()[0]).toMatchObject({ state: 'outdated', language: 'fra' });
    await pause();
    expect(last().request.to).toBe('deu');
    await finish('in 3 Tagen');
    expect(segments()[0]).toMatchObject({ state: 'done', language: 'deu' });
    expect(output()).toBe('in 3 Tagen');
  });

  it('a new target of a long text is translated only on request', async () => {
    const long = Array.from({ length: 200 }, (_, i) => `This is sentence number ${i}.`);
    state().setSource(long.join(' '));
    await pause();
    void state().run();
    await settle();
    await finish(...long.map((_, i) => `Phrase ${i}.`));
    state().setTo('deu');
    await pause();
    expect(pending).toHaveLength(1);
    expect(state()).toMatchObject({ phase: 'idle', awaiting: expect.any(Number) as number });
    expect(segments().every((one) => one.state === 'outdated')).toBe(true);
  });
});

describe('the draft', () => {
  it('holds what a reload must not lose', () => {
    store = create({ from: 'eng', to: 'fra', text: 'hello' });
    expect(readDraft(draft)).toEqual({ source: 'hello', from: 'eng', to: 'fra' });
    state().setFrom(undefined);
    state().setTo('deu');
    state().setSource('hello there');
    expect(readDraft(draft)).toEqual({ source: 'hello there', to: 'deu' });
  });

  it('is empty at first, and ignores languages that it does not know', () => {
    expect(readDraft(memoryKeyValue())).toEqual({ source: '' });
    expect(readDraft(memoryKeyValue({ 'translate.to': 'klingon' }))).toEqual({ source: '' });
  });

  it('brings back both sides', async () => {
    store = create({ from: 'eng', to: 'fra' });
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setTarget(segments()[1]!.id, 'Mine.', 'edited');
    const before = segments();
    state().keep();
    store = create({ from: 'eng', to: 'fra', text: 'One. Two.' });
    expect(state().phase).toBe('done');
    expect(segments()).toEqual(before.map((one) => ({ ...one, spans: [] })));
  });

  it('goes on after a reload in the middle', async () => {
    state().setSource('One. Two.');
    await pause();
    last().request.onSegment?.(0, result('Un.'));
    write('De', 1);
    paint();
    state().keep();
    store = create({ to: 'fra', text: 'One. Two.' });
    expect(output()).toBe('Un. De');
    expect(state().phase).toBe('idle');
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Two.']);
  });

  it('brings back what was translated of a text that was being edited', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setSource('One. Two. Three.');
    state().keep();
    store = create({ to: 'fra', text: 'One. Two. Three.' });
    expect(output()).toBe('Un. Deux.');
    void state().run();
    await settle();
    expect(sources(last())).toEqual(['Three.']);
  });

  it('asks for nothing again after a reload where nothing is missing', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().setSource('One.  Two.');
    state().keep();
    store = create({ to: 'fra', text: 'One.  Two.' });
    const before = pending.length;
    await state().run(false);
    expect(pending).toHaveLength(before);
    expect(state().phase).toBe('done');
    expect(segments().every((one) => one.state === 'done')).toBe(true);
  });

  it('is not used for another text', async () => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().keep();
    store = create({ to: 'fra', text: 'One.' });
    expect(segments()).toEqual([]);
  });

  it('marks what was translated into another language', async () => {
    await translated('One.', 'Un.');
    state().keep();
    store = create({ to: 'deu', text: 'One.' });
    expect(segments()[0]).toMatchObject({ state: 'outdated', target: 'Un.' });
  });

  it.each([
    ['no JSON', () => '{"segments"'],
    ['two segments with one id', (json: string) => json.replaceAll('id 1', 'id 0')],
    ['what is no list', () => '{"lead":"","segments":{"0":1}}'],
  ])('is not used when it is of %s', async (_, spoil) => {
    await translated('One. Two.', 'Un.', 'Deux.');
    state().keep();
    draft.set('translate.segments', spoil(draft.get('translate.segments')!));
    store = create({ to: 'fra', text: 'One. Two.' });
    expect(segments()).toEqual([]);
  });

  it('is kept a while after something was written, and at most once meanwhile', async () => {
    await translated('One.', 'Un.');
    const set = vi.spyOn(draft, 'set');
    await pause();
    expect(set.mock.calls.filter(([key]) => key === 'translate.segments')).toHaveLength(1);
    expect(draft.get('translate.segments')).toContain('Un.');
  });
});
