import { createStore, type StoreApi } from 'zustand/vanilla';
import type {
  SentenceAlternatives,
  TranslatedSegment,
  TranslationProgress,
  TranslationRequest,
} from '../tasks/translate/types';
import { toAppError, type AppError } from '../core/errors';
import { findLanguage } from '../core/languages';
import { cutText } from '../core/text/cut';
import type { SetTimer } from '../core/timer';
import type { KeyValue } from '../storage/keyValue';
import { oncePerFrame, type OnFrame } from './frames';

/** Most characters of a source: an hour of reading, and few enough to edit without delay. */
export const maxSourceLength = 50_000;

/** Above this, a pause in typing starts nothing: a long text is translated only on request. */
const maxLiveLength = 2_000;

/** A pause this long means that a thought is complete. */
const pauseMilliseconds = 700;

export type TranslatePhase = 'idle' | 'waiting' | 'running' | 'done' | 'stopped' | 'failed';

export interface TranslateState {
  /** FLORES code; undefined means detect. */
  readonly from: string | undefined;
  readonly to: string;
  /** The language that the source seems to be in, while `from` is undefined. */
  readonly detected: string | undefined;
  readonly source: string;
  /** Original length of a text that was cut to `maxSourceLength`. */
  readonly cutFrom: number | undefined;
  readonly output: string;
  /** The language of the output, which differs from `to` after a new choice. */
  readonly outputLanguage: string;
  /** All translations of a single sentence, if several were compared, best first. */
  readonly alternatives: readonly string[];
  /**
   * The model's translations in the output, in order, with their confidence; without those that the user
   * chose.
   */
  readonly segments: readonly TranslatedSegment[];
  readonly phase: TranslatePhase;
  readonly segment: { readonly index: number; readonly total: number } | undefined;
  readonly error: AppError | undefined;
}

export interface TranslateActions {
  setSource(source: string): void;
  /** Choosing the other side's language swaps the two. */
  setFrom(code: string | undefined): void;
  setTo(code: string): void;
  /** The translation becomes the source, and vice versa. */
  swap(): void;
  clear(): void;
  /** Makes one of the alternatives the translation. */
  choose(alternative: string): void;
  /** Translates a short text again, as after an edit. A long one continues as it began. */
  again(): void;
  /** Settles when the translation is done, stopped or failed. Never rejects. */
  run(): Promise<void>;
  /** Keeps what was written so far. */
  stop(): void;
}

export type TranslateStore = StoreApi<TranslateState & TranslateActions>;

export interface TranslatePorts {
  readonly translate: (request: TranslationRequest) => Promise<string>;
  /** FLORES code of the language that a text seems to be in. */
  readonly detect: (text: string) => Promise<string | undefined>;
  /** FLORES code of the target to propose in place of one that the text is already in. */
  readonly otherTarget: (than: string) => string;
  readonly draft: KeyValue;
  readonly onFrame: OnFrame;
  readonly setTimer: SetTimer;
  readonly initial: {
    readonly from?: string;
    readonly to: string;
    readonly text?: string;
    /** Nobody chose `to`: it is not worth saving until something is written. */
    readonly guessed?: boolean;
  };
}

const keys = { source: 'translate.source', from: 'translate.from', to: 'translate.to' };

/** What this tab held before a reload. */
export function readDraft(draft: KeyValue): { source: string; from?: string; to?: string } {
  const from = findLanguage(draft.get(keys.from) ?? '')?.code;
  const to = findLanguage(draft.get(keys.to) ?? '')?.code;
  return {
    source: draft.get(keys.source) ?? '',
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function cut(text: string): Pick<TranslateState, 'source' | 'cutFrom'> {
  return text.length > maxSourceLength
    ? { source: cutText(text, maxSourceLength), cutFrom: text.length }
    : { source: text, cutFrom: undefined };
}

/** A whole translation for each alternative of its only sentence. */
function wholes(output: string, { total, start, texts }: SentenceAlternatives): readonly string[] {
  const end = start + (texts[0]?.length ?? 0);
  if (total > 1) return [];
  return texts.map((text) => output.slice(0, start) + text + output.slice(end));
}

const nothing = {
  output: '',
  alternatives: [],
  segments: [],
  phase: 'idle',
  segment: undefined,
  error: undefined,
} as const satisfies Partial<TranslateState>;

/** The source and the translation. */
export function createTranslateStore(ports: TranslatePorts): TranslateStore {
  const { detect, draft, initial, otherTarget } = ports;
  // The target as chosen, and the detected language that it was chosen in spite of.
  let chosen = initial.to;
  let despite: string | undefined;
  let request: AbortController | undefined;
  let cancelPause: (() => void) | undefined;

  const halt = () => {
    cancelPause?.();
    request?.abort();
    request = undefined;
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
    const { from, detected, to, phase } = store.getState();
    const isEcho = from === undefined && detected === chosen && detected !== despite;
    const target = isEcho ? otherTarget(chosen) : chosen;
    if (target === to) return;
    store.setState({ to: target });
    if (request !== undefined) void store.getState().run();
    else if (phase === 'done') store.getState().again();
  };

  const store: TranslateStore = createStore((set, get) => {
    const take = (text: string) => {
      set(cut(text));
      void recognise();
    };

    /** Starts a translation after a pause, unless something else happens first. */
    const runSoon = () => {
      halt();
      const { source } = get();
      if (source.trim() === '') {
        set(nothing);
        return;
      }
      if (get().phase === 'running' || get().phase === 'waiting') set({ phase: 'stopped' });
      if (source.length > maxLiveLength) return;
      cancelPause = ports.setTimer(() => void get().run(), pauseMilliseconds);
    };

    return {
      ...cut(initial.text ?? ''),
      ...nothing,
      detected: undefined,
      from: initial.from,
      to: initial.to,
      outputLanguage: initial.to,

      setSource: (text) => {
        take(text);
        runSoon();
      },
      setFrom: (from) => {
        const { to, from: before, detected } = get();
        if (from !== undefined) {
          const other = before ?? detected ?? from;
          const swapped = other === from ? otherTarget(from) : other;
          chosen = from === to ? swapped : to;
        }
        set({ from, to: chosen });
        settleTarget();
        runSoon();
      },
      setTo: (to) => {
        const { from, to: before, detected } = get();
        chosen = to;
        despite = from === undefined ? detected : undefined;
        set({ to, ...(from === to && { from: before }) });
        runSoon();
      },
      swap: () => {
        const { from, detected, to, source, output } = get();
        const target = from ?? detected;
        if (target === undefined || target === to) return;
        halt();
        chosen = target;
        set({ ...nothing, from: to, to: target });
        take(output === '' ? source : output);
        runSoon();
      },
      clear: () => {
        halt();
        despite = undefined;
        set({ ...nothing, source: '', cutFrom: undefined, detected: undefined, to: chosen });
      },
      choose: (alternative) => set({ output: alternative, segments: [] }),
      again: () => {
        if (get().source.length <= maxLiveLength) runSoon();
      },
      run: async () => {
        halt();
        const { source, from, to } = get();
        if (source.trim() === '') return;
        const controller = new AbortController();
        request = controller;
        const isCurrent = () => request === controller;
        const segments: TranslatedSegment[] = [];
        const frames = oncePerFrame<TranslationProgress>(
          ports.onFrame,
          ({ index, total, text }) =>
            // A translation stopped between a word and its frame must not seem to continue.
            isCurrent() &&
            set({
              ...{ phase: 'running', output: text, outputLanguage: to },
              ...{ segment: { index, total }, segments: [...segments] },
            }),
        );
        set({
          ...{ phase: 'waiting', alternatives: [], segments: [] },
          ...{ segment: undefined, error: undefined },
        });
        let found: SentenceAlternatives | undefined;
        try {
          const output = await ports.translate({
            text: source,
            to,
            ...(from !== undefined && { from }),
            signal: controller.signal,
            onProgress: (progress) => isCurrent() && frames.give(progress),
            onAlternatives: (alternatives) => (found = alternatives),
            onSegment: (segment) => segments.push(segment),
          });
          if (!isCurrent()) return;
          const alternatives = found === undefined ? [] : wholes(output, found);
          set({ ...nothing, output, alternatives, segments, outputLanguage: to, phase: 'done' });
        } catch (cause) {
          if (isCurrent()) set({ phase: 'failed', segment: undefined, error: toAppError(cause) });
        } finally {
          frames.stop();
          if (isCurrent()) request = undefined;
        }
      },
      stop: () => {
        halt();
        set({ phase: 'stopped', segment: undefined });
      },
    };
  });

  void recognise();
  const keep = ({ source, from, to }: Pick<TranslateState, 'source' | 'from' | 'to'>) => {
    draft.set(keys.source, source);
    draft.set(keys.from, from ?? '');
    draft.set(keys.to, to);
  };
  keep({ ...store.getState(), ...(initial.guessed === true && { to: '' }) });
  store.subscribe((state, before) => {
    const changed = (['source', 'from', 'to'] as const).some((key) => state[key] !== before[key]);
    if (changed) keep(state);
  });
  return store;
}
