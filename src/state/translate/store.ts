import { createStore } from 'zustand/vanilla';
import { cutText } from '../../core/text/cut';
import { noChanges, remember, stepBack, stepForward } from '../../core/translation/changes';
import {
  forTarget,
  matchSegments,
  needsTranslation,
  outdated,
  settled,
} from '../../core/translation/match';
import { readSource, readTarget } from '../../core/translation/read';
import type { Translation, TranslationSegment } from '../../core/translation/types';
import { toAppError } from '../../core/errors';
import { resultPatch } from '../../tasks/translate/resultPatch';
import { keepSegments, keepTexts, readSegments } from './draft';
import { segmentActions } from './segmentActions';
import { createSegmentIndex } from './segmentIndex';
import type { Snapshot, TranslatePorts, TranslateState, TranslateStore } from './types';
import { Workers } from './work';

/** Most characters of a source that is edited as one text; a longer one is a document, sentence by sentence. */
export const maxSourceLength = 50_000;

/** Most characters of a document: 20 books. */
export const maxDocumentLength = 10_000_000;

/** With more to translate than this, a pause in typing starts nothing: it is done only on request. */
const maxLiveLength = 2_000;

/** A pause this long means that a thought is complete. */
const pauseMilliseconds = 700;

/** Typing without a longer pause is one step of the undo. */
const burstMilliseconds = 1_000;

/** Characters of the texts that can be undone to. */
const maxRemembered = 20_000_000;

/** What is written is kept this often; a long text, which takes longer to write, less often. */
const keepMilliseconds = 1_000;
const keepLongMilliseconds = 10_000;

/** Fewer characters say little about the speed. */
const measuredLength = 300;

const empty: Translation = { lead: '', segments: [] };

const nothing = {
  phase: 'idle',
  position: undefined,
  error: undefined,
  awaiting: 0,
} as const satisfies Partial<TranslateState>;

function cut(text: string): Pick<TranslateState, 'source' | 'cutFrom'> {
  return text.length > maxDocumentLength
    ? { source: cutText(text, maxDocumentLength), cutFrom: text.length }
    : { source: text, cutFrom: undefined };
}

const lengthOf = (segments: readonly TranslationSegment[]): number =>
  segments.reduce((sum, { source }) => sum + source.length, 0);

/** The source, and its translation sentence by sentence. */
export function createTranslateStore(ports: TranslatePorts): TranslateStore {
  const { detect, draft, initial, otherTarget, now } = ports;
  // The target as chosen, and the detected language that it was chosen in spite of.
  let chosen = initial.to;
  let despite: string | undefined;
  let cancelPause: (() => void) | undefined;
  let cancelKeep: (() => void) | undefined;
  /** Cutting and translating the text as a whole. */
  let whole: AbortController | undefined;
  /** What `translation` was cut from. */
  let cutSource = '';
  let lastTyped = -Infinity;
  const workers = new Workers(ports);
  const index = createSegmentIndex(() => store.getState().translation);

  const halt = () => {
    cancelPause?.();
    cancelPause = undefined;
    whole?.abort();
    whole = undefined;
    workers.stop();
    const { translation } = store.getState();
    const still = settled(translation);
    if (still.segments.some((segment, i) => segment !== translation.segments[i])) {
      store.setState({ translation: still });
    }
  };

  /** Nothing depends on knowing the language, so a failure is not an error. */
  const recognise = async () => {
    const { source } = store.getState();
    const detected = await detect(source).catch(() => undefined);
    if (store.getState().source !== source) return;
    store.setState({ detected });
    settleTarget();
  };

  /** Another target as long as the text is in the chosen one, which comes back afterwards. */
  const settleTarget = () => {
    const { from, detected, to, phase, translation } = store.getState();
    const isEcho = from === undefined && detected === chosen && detected !== despite;
    const target = isEcho ? otherTarget(chosen) : chosen;
    if (target === to) return;
    const busy = whole !== undefined;
    const soon = phase === 'done' || cancelPause !== undefined;
    halt();
    store.setState({ to: target, translation: forTarget(translation, target) });
    if (busy) void store.getState().run();
    else if (soon) runSoon();
  };

  const snapshot = (): Snapshot => {
    const { source, from, to, translation } = store.getState();
    return { source, from, to, translation };
  };

  /** Remembers what is there, to be undone to. */
  const record = () => {
    lastTyped = -Infinity;
    const { source, changes } = store.getState();
    const most = Math.max(1, Math.floor(maxRemembered / (source.length + 1)));
    store.setState({ changes: remember(changes, snapshot(), most) });
  };
  const recordTyping = () => {
    const at = now();
    if (at - lastTyped > burstMilliseconds) record();
    lastTyped = at;
  };

  const take = (text: string) => {
    store.setState(cut(text));
    void recognise();
  };

  /** Starts a translation after a pause, unless something else happens first. */
  const runSoon = () => {
    halt();
    const { source, phase } = store.getState();
    if (source.trim() === '') {
      cutSource = '';
      store.setState({ ...nothing, translation: empty, selected: undefined });
      return;
    }
    if (phase === 'running' || phase === 'waiting') {
      store.setState({ phase: 'stopped', position: undefined });
    }
    cancelPause = ports.setTimer(() => {
      cancelPause = undefined;
      void runIfShort();
    }, pauseMilliseconds);
  };

  const runIfShort = async () => {
    const controller = begin();
    if (!(await cutAgain(controller))) return;
    const { translation, to } = store.getState();
    const missing = translation.segments.filter((one) => needsTranslation(one, to));
    const length = lengthOf(missing);
    if (length <= maxLiveLength) await translate(controller, missing);
    else {
      whole = undefined;
      store.setState({ awaiting: length, phase: 'idle', speed: ports.speed.get() });
    }
  };

  const begin = (): AbortController => {
    halt();
    whole = new AbortController();
    store.setState({ error: undefined, awaiting: 0, position: undefined });
    return whole;
  };

  /** @returns Whether the segments are those of the source now. */
  const cutAgain = async (controller: AbortController): Promise<boolean> => {
    const { source, from, to } = store.getState();
    const { signal } = controller;
    try {
      const segmented = await ports.cut({ text: source, from, to, signal });
      if (signal.aborted) return false;
      const { translation } = store.getState();
      const matched = matchSegments(translation, segmented, ports.newId);
      cutSource = source;
      store.setState({ translation: matched });
      return true;
    } catch (cause) {
      if (!signal.aborted) fail(cause);
      return false;
    }
  };

  const fail = (cause: unknown) => {
    whole = undefined;
    store.setState({ phase: 'failed', position: undefined, error: toAppError(cause) });
  };

  const translate = async (
    controller: AbortController,
    segments: readonly TranslationSegment[],
  ): Promise<void> => {
    const { to } = store.getState();
    const total = segments.length;
    const length = lengthOf(segments);
    if (total === 0) {
      whole = undefined;
      store.setState({ phase: 'done' });
      return;
    }
    store.setState({ phase: 'waiting' });
    let began: number | undefined;
    // A text that is written where another stood would move what follows with every word.
    const last = store.getState().translation.segments.at(-1)?.id;
    const streams = ({ id, target }: TranslationSegment) => target === '' || id === last;
    const ended = await workers.start({
      ...{ segments, to, streams, onResult: (result) => resultPatch(to, result) },
      onPaint: (patches, done) => {
        began ??= now();
        store.setState({
          ...{ translation: index.patch(patches), phase: 'running' },
          position: { done, total },
        });
      },
    });
    if (controller.signal.aborted || ended === undefined) return;
    if (ended.error !== undefined) {
      store.setState({ translation: settled(store.getState().translation) });
      // Where another model was taken meanwhile, that one goes on.
      if (ended.isOfFormerModel === true) await store.getState().run(false);
      else fail(ended.error);
      return;
    }
    whole = undefined;
    const seconds = began === undefined ? 0 : (now() - began) / 1_000;
    const measured = length >= measuredLength && seconds > 0;
    if (measured) ports.speed.set(length / seconds);
    store.setState({ ...nothing, phase: 'done' });
  };

  const restore = ({ source, from, to, translation }: Snapshot) => {
    halt();
    lastTyped = -Infinity;
    chosen = to;
    despite = undefined;
    store.setState({
      ...nothing,
      from,
      to,
      translation: settled(translation),
      selected: undefined,
    });
    take(source);
    runSoon();
  };

  const store: TranslateStore = createStore((set, get) => ({
    ...cut(initial.text ?? ''),
    ...nothing,
    translation: empty,
    detected: undefined,
    from: initial.from,
    to: initial.to,
    speed: undefined,
    selected: undefined,
    changes: noChanges,

    setSource: (text, isStep = false) => {
      if (text === get().source) return;
      if (isStep) record();
      else recordTyping();
      take(text);
      runSoon();
    },
    setFrom: (from) => {
      record();
      const { to, from: before, detected, translation } = get();
      if (from !== undefined) {
        const other = before ?? detected ?? from;
        const swapped = other === from ? otherTarget(from) : other;
        chosen = from === to ? swapped : to;
      }
      // Sentences end otherwise in another language, and fit otherwise.
      cutSource = '';
      set({ from, to: chosen, translation: forTarget(translation, chosen) });
      settleTarget();
      runSoon();
    },
    setTo: (to) => {
      record();
      const { from, to: before, detected, translation } = get();
      chosen = to;
      despite = from === undefined ? detected : undefined;
      cutSource = '';
      const isEcho = from === to;
      set({ to, translation: forTarget(translation, to), ...(isEcho && { from: before }) });
      runSoon();
    },
    swap: () => {
      const { from, detected, to, source, translation } = get();
      const target = from ?? detected;
      if (target === undefined || target === to) return;
      record();
      halt();
      chosen = target;
      const output = readTarget(translation, to);
      set({ ...nothing, from: to, to: target, translation: empty, selected: undefined });
      take(output === '' ? source : output);
      runSoon();
    },
    clear: () => {
      if (get().source === '') return;
      record();
      halt();
      despite = undefined;
      cutSource = '';
      set({
        ...{ ...nothing, source: '', cutFrom: undefined, detected: undefined, to: chosen },
        ...{ translation: empty, selected: undefined },
      });
    },
    open: ({ translation, ...texts }) => {
      record();
      cutSource = translation === undefined ? '' : texts.source;
      restore({ ...texts, translation: translation ?? empty });
    },
    undo: () => {
      const back = stepBack(get().changes, snapshot());
      if (back === undefined) return;
      set({ changes: back.changes });
      restore(back.state);
    },
    redo: () => {
      const next = stepForward(get().changes, snapshot());
      if (next === undefined) return;
      set({ changes: next.changes });
      restore(next.state);
    },
    again: () => {
      const { translation, to } = get();
      if (lengthOf(translation.segments) > maxLiveLength) return;
      set({ translation: outdated(translation, to) });
      runSoon();
    },
    askAnew: () => {
      record();
      const { translation, to } = get();
      set({ translation: outdated(translation, to) });
      runSoon();
    },
    run: async (anew = true) => {
      if (get().source.trim() === '') return;
      const controller = begin();
      set({ phase: 'waiting' });
      if (get().source !== cutSource && !(await cutAgain(controller))) return;
      const { to } = get();
      let missing = get().translation.segments.filter((one) => needsTranslation(one, to));
      if (missing.length === 0 && anew) {
        // Whoever asks for what is there wants it anew.
        set({ translation: outdated(get().translation, to) });
        missing = get().translation.segments.filter((one) => needsTranslation(one, to));
      }
      await translate(controller, missing);
    },
    stop: () => {
      halt();
      set({ phase: 'stopped', position: undefined });
    },
    select: (selected) => set({ selected }),
    ...segmentActions({
      ...{ get, set, index, workers, record },
      takeSource: (text) => {
        take(text);
        runSoon();
      },
    }),
    keep: () => {
      cancelKeep?.();
      cancelKeep = undefined;
      keepSegments(draft, settled(get().translation));
    },
  }));

  const restored = readSegments(draft, store.getState().source);
  if (restored !== undefined) {
    const { to, source } = store.getState();
    // A reload may have come before the text was cut again.
    const isCut = readSource(restored) === source;
    if (isCut) cutSource = source;
    const translation = forTarget(restored, to);
    const isWhole = isCut && !translation.segments.some((one) => needsTranslation(one, to));
    store.setState({ translation, phase: isWhole ? 'done' : 'idle' });
  }
  void recognise();
  keepTexts(draft, { ...store.getState(), ...(initial.guessed === true && { to: '' }) });
  store.subscribe((state, before) => {
    const changed = (['source', 'from', 'to'] as const).some((key) => state[key] !== before[key]);
    if (changed) keepTexts(draft, state);
    if (state.translation === before.translation || cancelKeep !== undefined) return;
    const isLong = state.source.length > maxSourceLength;
    const wait = isLong ? keepLongMilliseconds : keepMilliseconds;
    cancelKeep = ports.setTimer(() => store.getState().keep(), wait);
  });
  return store;
}
