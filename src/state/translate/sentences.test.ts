import { expect, test, vi } from 'vitest';
import { segmentText } from '../../core/text/index';
import { newSegment } from '../../core/translation/match';
import { readSource, readTarget } from '../../core/translation/read';
import { memoryKeyValue } from '../../../testing/state/keyValue';
import type { SegmentResult } from '../../tasks/translate/types';
import { keepSegments, keepTexts, maxKeptLength } from './draft';
import { createTranslateStore, maxDocumentLength, maxSourceLength } from './store';
import type { TranslatePorts } from './types';

type Translate = TranslatePorts['translate'];

const result = (text: string): SegmentResult => ({
  ...{ text, verbatim: false, confidence: undefined, withheld: false },
  ...{ finishReason: 'stop', isPlaced: false, alternatives: [] },
});

const shout: Translate = async ({ segments, onSegment, onAdvance }) => {
  segments.forEach(({ text }, index) => onSegment?.(index, result(text.toUpperCase())));
  onAdvance?.();
};

function open(text: string, translate: Translate = shout) {
  const timers: (() => void)[] = [];
  let ids = 0;
  const ports = { translate: vi.fn(translate) };
  const store = createTranslateStore({
    ...ports,
    cut: async (request) => segmentText(request.text, 'en', 200, {}),
    modelId: () => 'demo',
    detect: async () => 'eng',
    otherTarget: () => 'deu',
    draft: memoryKeyValue(),
    speed: { get: () => undefined, set: () => undefined },
    onFrame: (callback) => callback(),
    setTimer: (run) => {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
    now: () => 0,
    newId: () => `s${ids++}`,
    initial: { from: 'eng', to: 'fra', text },
  });
  const pass = async () => {
    for (const run of timers.splice(0)) run();
    await vi.waitFor(() => expect(['waiting', 'running']).not.toContain(store.getState().phase));
    await Promise.resolve();
  };
  return { store, ports, pass };
}

const targets = ({ store }: ReturnType<typeof open>) =>
  store.getState().translation.segments.map(({ target }) => target);

test('a source sentence that is edited in the list changes the text, and is translated alone', async () => {
  const opened = open('One. Two. Three.');
  const { store, ports, pass } = opened;
  await store.getState().run();
  const second = store.getState().translation.segments[1]?.id ?? '';

  store.getState().editSource(second, 'Two and a half.');
  expect(store.getState().source).toBe('One. Two and a half. Three.');
  expect(readSource(store.getState().translation)).toBe(store.getState().source);
  expect(store.getState().translation.segments[1]).toMatchObject({
    state: 'outdated',
    target: 'TWO.',
  });
  await pass();
  await vi.waitFor(() => expect(targets(opened)).toEqual(['ONE.', 'TWO AND A HALF.', 'THREE.']));
  expect(ports.translate.mock.lastCall?.[0].segments.map(({ text }) => text)).toEqual([
    'Two and a half.',
  ]);

  store.getState().undo();
  expect(store.getState().source).toBe('One. Two. Three.');
  expect(targets(opened)).toEqual(['ONE.', 'TWO.', 'THREE.']);
});

test('while a typed text is not cut yet, its sentences are not edited in the list', async () => {
  const { store } = open('One. Two.');
  await store.getState().run();
  const first = store.getState().translation.segments[0]?.id ?? '';
  store.getState().setSource('Zero. One. Two.');
  store.getState().editSource(first, 'Else.');
  expect(store.getState().source).toBe('Zero. One. Two.');
});

test('a text is written word by word where nothing stands, at once where something does', async () => {
  const seen: string[] = [];
  const opened = open('One. Two. Three.', async (request) => {
    await shout({
      ...request,
      onSegment: (index, end) => {
        request.onText?.(index, '…');
        request.onAdvance?.();
        seen.push(readTarget(opened.store.getState().translation, 'fra'));
        request.onSegment?.(index, end);
      },
    });
  });
  const { store, pass } = opened;
  await store.getState().run();
  expect(seen).toEqual(['…', 'ONE. …', 'ONE. TWO. …']);
  seen.length = 0;
  store.getState().editSource(store.getState().translation.segments[1]?.id ?? '', 'Too.');
  await pass();
  expect(seen).toEqual(['ONE. TWO. THREE.']);
});

test('a document is cut before anybody asks for its translation, and says how long it is', async () => {
  const { store, ports, pass } = open('');
  const text = 'A sentence of a book. '.repeat(Math.ceil((maxSourceLength + 1) / 22));
  store.getState().setSource(text);
  await pass();
  await vi.waitFor(() => expect(store.getState().awaiting).toBeGreaterThan(40_000));
  expect(readSource(store.getState().translation)).toBe(text);
  expect(ports.translate).not.toHaveBeenCalled();
});

test('long texts leave fewer steps to undo, and at least one', () => {
  const { store } = open('');
  const book = (sign: string) => sign.repeat(9_000_000);
  for (const sign of 'abcde') store.getState().setSource(book(sign), true);
  const { past } = store.getState().changes;
  expect(past.length).toBeLessThanOrEqual(3);
  expect(past.at(-1)?.source).toBe(book('d'));
});

test('a step of its own is undone without what was typed before', () => {
  const { store } = open('');
  store.getState().setSource('a');
  store.getState().setSource('ab');
  store.getState().setSource('joined', true);
  store.getState().undo();
  expect(store.getState().source).toBe('ab');
  store.getState().undo();
  expect(store.getState().source).toBe('');
});

test('what is kept after a prefix of the user stays; a translation that may not be shown replaces none', async () => {
  const opened = open('One.', async (request) => {
    const { prefix } = request.optionsOf?.(0) ?? {};
    if (prefix === 'hide') request.onSegment?.(0, { ...result(''), withheld: true });
    else request.onSegment?.(0, result(`${prefix ?? ''}!`));
    request.onAdvance?.();
  });
  const { store } = opened;
  await store.getState().run();
  const id = store.getState().translation.segments[0]?.id ?? '';
  await store.getState().translateAgain(id, { prefix: 'Mine' });
  expect(store.getState().translation.segments[0]).toMatchObject({
    target: 'Mine!',
    origin: 'edited',
  });
  await store.getState().translateAgain(id, { prefix: 'hide' });
  expect(store.getState().translation.segments[0]).toMatchObject({
    target: 'Mine!',
    state: 'done',
  });
});

test('a text that is cut ends with a whole character', () => {
  const { store } = open('');
  store.getState().setSource(`${'x'.repeat(maxDocumentLength - 1)}😀 tail`);
  expect(store.getState().source).toBe('x'.repeat(maxDocumentLength - 1));
  expect(store.getState().cutFrom).toBe(maxDocumentLength + 6);
});

test('what is too long to be kept is not kept in part, nor is what was kept before', () => {
  const kept = memoryKeyValue();
  const keep = (source: string) => {
    const segments = [newSegment('a', { text: source, after: '\n' })];
    keepTexts(kept, { source, from: 'eng', to: 'fra' });
    keepSegments(kept, { lead: '', segments });
    return ['source', 'segments'].map((name) => kept.get(`translate.${name}`) !== undefined);
  };
  expect(keep('x'.repeat(maxKeptLength - 1))).toEqual([true, true]);
  expect(keep('x'.repeat(maxKeptLength + 1))).toEqual([false, false]);
});
