import type { ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import { noProgress } from './progress';
import type { LoadOptions, LoadProgress } from './types';

/** One load under way, shared by everyone who waits for it. */
export class Flight {
  readonly modelId: ModelId;
  readonly #abort = new AbortController();
  readonly #listeners = new Set<(progress: LoadProgress) => void>();
  #done: Promise<void> = Promise.resolve();
  #waiters = 0;
  #progress = noProgress;

  constructor(modelId: ModelId) {
    this.modelId = modelId;
  }

  /** Aborted once the load is cancelled. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  begin(done: Promise<void>): void {
    this.#done = done;
    // Everyone who waits gets the error; if nobody waits, the engine's status shows it.
    done.catch(() => undefined);
  }

  /** Keeps the load running even when everyone who joined has left. */
  keep(): void {
    this.#waiters++;
  }

  /** @param error What those who wait for it get. */
  cancel(error = new AppError('aborted')): void {
    this.#abort.abort(error);
  }

  report(progress: LoadProgress): void {
    this.#progress = progress;
    for (const listener of this.#listeners) listener(progress);
  }

  /**
   * Waits together with others; when the last of them leaves, the load is cancelled.
   *
   * @throws AppError that ended the load, or `aborted` after the signal.
   */
  async join({ signal, onProgress }: LoadOptions): Promise<void> {
    this.#waiters++;
    if (onProgress !== undefined) {
      this.#listeners.add(onProgress);
      onProgress(this.#progress);
    }
    let leave!: () => void;
    const left = new Promise<never>((_, reject) => {
      leave = () => reject(new AppError('aborted'));
    });
    signal?.addEventListener('abort', leave);
    try {
      await Promise.race([this.#done, left]);
    } finally {
      signal?.removeEventListener('abort', leave);
      if (onProgress !== undefined) this.#listeners.delete(onProgress);
      this.#waiters--;
      if (signal?.aborted === true && this.#waiters === 0) this.cancel();
    }
  }
}
