import { segmentText } from '../../src/core/text/index';
import { createTranslateStore, type TranslateStore } from '../../src/state/translate';
import {
  contextOptions,
  noContext,
  surroundings,
  withContext,
  type Context,
} from '../../src/state/translate/context';
import { translateSegments } from '../../src/tasks/translate/segments';
import type { SentenceAnswer } from '../../src/tasks/translate/types';
import { ScriptedEngine } from '../engine/scriptedEngine';
import { memoryKeyValue } from './keyValue';

/** The store of the translation, over the real tasks and an engine that a test scripts. */
export class TranslateBench {
  readonly engine: ScriptedEngine;
  readonly store: TranslateStore;
  context: Context = noContext;
  mayShow: ((answer: SentenceAnswer) => boolean) | undefined;
  #ids = 0;
  #timers: (() => void)[] = [];

  constructor(answer: (prompt: string) => string, initial = { from: 'eng', to: 'fra' }) {
    this.engine = new ScriptedEngine(answer);
    this.store = createTranslateStore({
      cut: ({ text }) => Promise.resolve(segmentText(text, 'en', 100)),
      translate: ({ ids, neighbours, ...request }) => {
        const usual = contextOptions(this.context);
        const { translation } = this.store.getState();
        const around =
          (neighbours ?? this.context.neighbours)
            ? surroundings(translation, ids, request.to)
            : undefined;
        const optionsOf = (index: number) => withContext(usual, request.optionsOf?.(index));
        return translateSegments(this.engine, {
          ...{ ...request, around, optionsOf, mayShow: this.mayShow },
        });
      },
      modelId: () => 'demo',
      detect: () => Promise.resolve(undefined),
      otherTarget: () => 'eng',
      draft: memoryKeyValue(),
      speed: { get: () => undefined, set: () => undefined },
      onFrame: (callback) => void setTimeout(callback, 0),
      setTimer: (run) => {
        this.#timers.push(run);
        return () => (this.#timers = this.#timers.filter((timer) => timer !== run));
      },
      now: () => 0,
      newId: () => `s${this.#ids++}`,
      initial,
    });
  }

  /** Translates a text, and waits for the end. */
  async translate(text: string): Promise<void> {
    this.store.getState().setSource(text);
    await this.store.getState().run();
  }

  /** Makes the pause in typing, or between two savings, that is waited for. */
  pause(): void {
    for (const run of this.#timers.splice(0)) run();
  }

  get targets(): readonly string[] {
    return this.store.getState().translation.segments.map(({ target }) => target);
  }

  /** What the last turn of each request asks for, after its heading. */
  get asked(): readonly string[] {
    return this.engine.requests.map(({ prompt }) => {
      const turn = prompt.split('### Instruction:\n').at(-1) ?? '';
      return turn.replace('\n### Response:\n', '');
    });
  }
}
