import { AppError, fromWire } from '../core/errors';
import { SkipFirst } from '../core/text/stream';
import type { SetTimer } from '../core/timer';
import { type Client, connect } from '../rpc/connect';
import type { WorkerPort } from '../rpc/protocol';
import type {
  EngineCommands,
  EngineNotifications,
  RuntimeModel,
  RuntimeProgress,
  SeededRequest,
  TextDelta,
} from './protocol';
import type { SampledToken } from './scheduler/executor';
import type { GenerateRequest, GenerateResult, TextToken } from './types';
import { type Activity, Watchdog } from './watchdog';

/** A request as the page keeps it, so that another worker can continue it if its worker is lost. */
export class OpenRequest {
  readonly request: SeededRequest;
  readonly #written: SampledToken[] = [];
  /** Length of the text that has been shown. */
  #shown = 0;
  #unseen = new SkipFirst(0);

  constructor(request: GenerateRequest, newSeed: () => number) {
    this.request = { ...request, seed: request.seed ?? newSeed() };
  }

  /** Starts over with the next worker. @returns The tokens of the answer that are already chosen. */
  begin(): readonly SampledToken[] {
    this.#unseen = new SkipFirst(this.#shown);
    return [...this.#written];
  }

  /** @returns The part of the text that has not been shown. */
  take(delta: string, written: readonly SampledToken[]): string {
    this.#written.push(...written);
    const fresh = this.#unseen.push(delta);
    this.#shown += fresh.length;
    return fresh;
  }
}

export interface ConnectionPorts {
  readonly worker: WorkerPort;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** The worker is lost, with all its open requests; called at most once, after they were failed. */
  readonly onLost: (error: AppError) => void;
}

/** One open request. */
interface Open {
  /** Whether any of it has been computed here. */
  writing: boolean;
}

/** The page's end of one worker's life: what is asked of it, and is it still alive. */
export class Connection {
  readonly #client: Client<EngineCommands>;
  readonly #watchdog: Watchdog;
  readonly #open = new Set<Open>();
  /** Whether the worker has made a pass: until then, it may be compiling shaders. */
  #passed = false;

  constructor({ worker, onLost, ...clock }: ConnectionPorts) {
    const client = connect<EngineCommands, EngineNotifications>(worker, {
      crash: (detail) => new AppError('engine-crashed', { detail }),
      onLost,
      on: {
        pulse: () => {
          this.#passed = true;
          this.#watch();
        },
        fatal: (error) => client.lose(fromWire(error)),
      },
    });
    this.#client = client;
    this.#watchdog = new Watchdog({
      ...clock,
      onStall: (silentMs) =>
        client.lose(new AppError('engine-stalled', { seconds: Math.round(silentMs / 1000) })),
    });
  }

  /** Rejects with the worker's error, or when the worker is lost or closed. */
  load(model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void> {
    const onEvent = (progress: RuntimeProgress) => {
      this.#watch();
      onProgress(progress);
    };
    return this.#await({ writing: false }, this.#client.call('load', model, { onEvent }));
  }

  /**
   * Goes on with what is written of it. Rejects as {@link load} does, and with `aborted` after the signal.
   *
   * @param onDelta Not called with what has been shown before.
   */
  generate(
    open: OpenRequest,
    onDelta: (delta: string, tokensPerSecond: number) => void,
    signal?: AbortSignal,
  ): Promise<GenerateResult> {
    const state = { writing: false };
    const onEvent = ({ delta, written, tokensPerSecond }: TextDelta) => {
      state.writing ||= written.length > 0;
      this.#watch();
      const fresh = open.take(delta, written);
      if (fresh !== '') onDelta(fresh, tokensPerSecond);
    };
    const params = { request: open.request, written: open.begin() };
    return this.#await(state, this.#client.call('generate', params, { signal, onEvent }));
  }

  /** Tokens of a text. Rejects as {@link load} does, and with `aborted` after the signal. */
  count(text: string, signal?: AbortSignal): Promise<number> {
    return this.#await({ writing: false }, this.#client.call('count', text, { signal }));
  }

  /** The tokens of a text. Rejects as {@link count} does. */
  tokenize(text: string, signal?: AbortSignal): Promise<readonly TextToken[]> {
    return this.#await({ writing: false }, this.#client.call('tokenize', text, { signal }));
  }

  /** Ends the worker at once; whatever is open is rejected with the error. */
  close(error: AppError): void {
    this.#client.close(error);
  }

  async #await<T>(request: Open, answer: Promise<T>): Promise<T> {
    this.#open.add(request);
    // Others beside it do not make a silent worker younger.
    if (this.#open.size === 1) this.#watch();
    try {
      return await answer;
    } finally {
      this.#open.delete(request);
      this.#watch();
    }
  }

  /** The worker gave a sign, or what is awaited of it has changed. */
  #watch(): void {
    this.#watchdog.watch(this.#activity);
  }

  get #activity(): Activity | undefined {
    if (this.#open.size === 0) return undefined;
    if (!this.#passed) return 'loading';
    return [...this.#open].some(({ writing }) => writing) ? 'writing' : 'reading';
  }
}
