import type { ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import type { LoadOptions, LoadPhase, LoadProgress } from './types';

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

/** Rates for dividing the bar between the phases; only their ratios matter. */
const DOWNLOAD_BYTES_PER_SECOND = 10e6;
const UPLOAD_BYTES_PER_SECOND = 400e6;
const COMPILE_SECONDS = 3;

const order: readonly LoadPhase[] = ['download', 'upload', 'compile'];

/** Before anything is known. */
export const noProgress: LoadProgress = {
  phase: 'download',
  fraction: 0,
  loadedBytes: 0,
  totalBytes: 0,
};

/**
 * One bar over a whole load. Each phase gets a share of the bar in proportion to the time it is expected to
 * take, so a package that is already stored does not leave half the bar for a download.
 */
export class ProgressBar {
  readonly #storedBytes: number;
  readonly #totalBytes: number;
  readonly #seconds: Readonly<Record<LoadPhase, number>>;
  #current: LoadProgress;

  /** @param storedBytes Bytes of the package already on this device when the load began. */
  constructor(storedBytes: number, totalBytes: number) {
    this.#storedBytes = storedBytes;
    this.#totalBytes = totalBytes;
    this.#seconds = {
      download: (totalBytes - storedBytes) / DOWNLOAD_BYTES_PER_SECOND,
      upload: totalBytes / UPLOAD_BYTES_PER_SECOND,
      compile: COMPILE_SECONDS,
    };
    this.#current = { phase: 'download', fraction: 0, loadedBytes: storedBytes, totalBytes };
  }

  /** @param loadedBytes Bytes of the package now on this device. */
  download(loadedBytes: number): LoadProgress {
    const missing = this.#totalBytes - this.#storedBytes;
    const within = missing === 0 ? 1 : (loadedBytes - this.#storedBytes) / missing;
    return this.#advance('download', within, loadedBytes);
  }

  /** @param within 0 to 1 inside the phase. */
  runtime(phase: 'upload' | 'compile', within: number): LoadProgress {
    return this.#advance(phase, within, this.#totalBytes);
  }

  #advance(phase: LoadPhase, within: number, loadedBytes: number): LoadProgress {
    const seconds = (phases: readonly LoadPhase[]) =>
      phases.reduce((sum, name) => sum + this.#seconds[name], 0);
    const done = Math.min(1, Math.max(0, within)) * this.#seconds[phase];
    const fraction = (seconds(order.slice(0, order.indexOf(phase))) + done) / seconds(order);
    // A late report of an earlier phase, or a file fetched again, must not move the bar back.
    if (fraction >= this.#current.fraction) {
      this.#current = { phase, fraction, loadedBytes, totalBytes: this.#totalBytes };
    }
    return this.#current;
  }
}
