import { AppError } from '../../src/core/errors';
import { segmentText } from '../../src/core/text/index';
import { readTarget } from '../../src/core/translation/read';
import type { TranslationSegment } from '../../src/core/translation/types';
import {
  createTranslateStore,
  type TranslatePorts,
  type TranslateStore,
} from '../../src/state/translate';
import type { SegmentsRequest } from '../../src/tasks/translate/segments';
import type { SegmentResult } from '../../src/tasks/translate/types';
import { memoryKeyValue } from './keyValue';

/** A translation that the test writes and ends itself. */
interface Pending {
  readonly request: SegmentsRequest;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export const settle = () => new Promise((resolve) => setTimeout(resolve));

export const sources = ({ request }: Pending) => request.segments.map(({ text }) => text);

export const result = (text: string, more: Partial<SegmentResult> = {}): SegmentResult => ({
  ...{ text, verbatim: false, confidence: undefined, withheld: false },
  ...{ finishReason: 'stop', isPlaced: false, alternatives: [], ...more },
});

/** The store of the translation, with time, frames and answers in the hands of a test. */
export class PendingTranslate {
  readonly draft = memoryKeyValue();
  pending: Pending[] = [];
  timers: (() => void)[] = [];
  frames: (() => void)[] = [];
  time = 0;
  speed: number | undefined;
  modelId = 'demo';
  store: TranslateStore = this.#open();
  #ids = 0;

  /** As it was at first. */
  readonly reset = (): void => {
    [this.pending, this.timers, this.frames] = [[], [], []];
    [this.time, this.#ids, this.speed, this.modelId] = [0, 0, undefined, 'demo'];
    this.draft.clear();
    this.create();
  };

  /** Another store over the same draft, as after a reload. */
  readonly create = (initial?: TranslatePorts['initial']): TranslateStore =>
    (this.store = this.#open(initial));

  readonly state = () => this.store.getState();
  readonly output = () => readTarget(this.state().translation, this.state().to);
  readonly segments = (): readonly TranslationSegment[] => this.state().translation.segments;
  readonly last = () => this.pending.at(-1)!;

  readonly paint = () => flush(this.frames);

  /** A pause in typing, and what comes of it. */
  readonly pause = async (): Promise<void> => {
    flush(this.timers);
    await settle();
  };

  readonly write = (text: string, index = 0): void => {
    this.last().request.onText?.(index, text);
    this.last().request.onAdvance?.();
  };

  readonly finish = async (...texts: (string | SegmentResult)[]): Promise<void> => {
    const { request, resolve } = this.last();
    texts.forEach((text, index) =>
      request.onSegment?.(index, typeof text === 'string' ? result(text) : text),
    );
    request.onAdvance?.();
    resolve();
    await settle();
  };

  /** A text that is translated. */
  readonly translated = async (source: string, ...targets: string[]): Promise<void> => {
    this.state().setSource(source);
    await this.pause();
    await this.finish(...targets);
  };

  #open(initial: TranslatePorts['initial'] = { to: 'fra' }): TranslateStore {
    return createTranslateStore({
      cut: async ({ text }) => segmentText(text, 'en'),
      translate: (request) =>
        new Promise((resolve, reject) => {
          this.pending.push({ request, resolve, reject });
          request.signal?.addEventListener('abort', () => reject(new AppError('aborted')));
        }),
      detect: async (text) => (text.includes('ü') ? 'deu' : text === '' ? undefined : 'eng'),
      modelId: () => this.modelId,
      otherTarget: (than) => (than === 'eng' ? 'zho_simpl' : 'eng'),
      draft: this.draft,
      speed: { get: () => this.speed, set: (value) => (this.speed = value) },
      onFrame: (callback) => this.frames.push(callback),
      setTimer: (run) => {
        this.timers.push(run);
        return () => {
          this.timers = this.timers.filter((timer) => timer !== run);
        };
      },
      now: () => this.time,
      newId: () => `id ${this.#ids++}`,
      initial,
    });
  }
}

const flush = (callbacks: (() => void)[]) => callbacks.splice(0).forEach((callback) => callback());
