import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PendingTranslate, result, settle, sources } from '../../../testing/state/pendingTranslate';
import { AppError } from '../../core/errors';
import { maxDocumentLength, readDraft } from './index';

const bench = new PendingTranslate();
const { create, draft, finish, last, output, paint, pause, segments, state, translated, write } =
  bench;

beforeEach(() => bench.reset());

describe('translate', () => {
  it('begins after a pause in typing, once', async () => {
    state().setSource('in 3');
    state().setSource('in 3 days');
    expect(bench.pending).toHaveLength(0);
    await pause();
    expect(bench.pending).toHaveLength(1);
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
    bench.store.subscribe(paints);
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
    bench.modelId = 'bayling-3-8b';
    last().reject(new AppError('model-not-loaded'));
    await settle();
    expect(state()).toMatchObject({ phase: 'waiting', error: undefined });
    expect(sources(last())).toEqual(['Two.']);
    await finish('Deux.');
    expect(output()).toBe('Un.\nDeux.');
    expect(state().phase).toBe('done');
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
    expect(bench.pending).toHaveLength(0);
    expect(state()).toMatchObject({ phase: 'idle', awaiting: 4988 });
    void state().run();
    await settle();
    expect(bench.pending).toHaveLength(1);
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
    expect(bench.pending).toHaveLength(0);
    expect(output()).toBe('');
  });

  it('measures its speed on longer texts', async () => {
    await translated('short.', 'court.');
    expect(bench.speed).toBeUndefined();
    const text = 'A sentence of some length. '.repeat(20).trim();
    state().setSource(text);
    await pause();
    bench.time = 1_000;
    write('Une');
    paint();
    bench.time = 3_000;
    await finish(...Array.from({ length: 20 }, () => 'Une phrase.'));
    expect(bench.speed).toBeCloseTo((text.length - 19) / 2);
    state().setSource('word '.repeat(1000));
    await pause();
    expect(state().speed).toBe(bench.speed);
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
    expect(bench.pending).toHaveLength(1);
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

describe('undo', () => {
  it('takes back and brings again every change', async () => {
    await translated('One.', 'Un.');
    bench.time += 5_000;
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
    bench.time += 500;
    state().setSource('ab');
    bench.time += 5_000;
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
    bench.time += 5_000;
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
    expect(bench.pending).toHaveLength(2);
  });

  it('leaves a long text alone, and an empty one', async () => {
    state().again();
    state().setSource('word '.repeat(1000));
    void state().run();
    await settle();
    state().again();
    await pause();
    expect(bench.pending).toHaveLength(1);
    expect(last().request.signal?.aborted).toBe(false);
  });
});
