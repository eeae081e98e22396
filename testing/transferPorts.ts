import type { TransferPorts } from '../src/transfer/request';

/** Longer than any pause, so that the two kinds of timers differ. */
export const STALL_MS = 60_000;

/** Ports with a real network and a fake clock. Pauses end at once. */
export class TestTransfer implements TransferPorts {
  /** Pauses so far, in milliseconds. */
  readonly pauses: number[] = [];
  /** Runs when a pause begins. */
  onPause: (() => void) | undefined;
  /** Waits for a silent connection that have begun. */
  silences = 0;
  readonly #silences = new Set<() => void>();
  readonly #pauses = new Set<NodeJS.Timeout>();

  readonly fetch: typeof globalThis.fetch;

  constructor(fetch = globalThis.fetch) {
    this.fetch = fetch;
  }

  readonly now = (): number => Date.UTC(2026, 0, 1);
  /** Gives the longest pauses, because jitter only shortens them. */
  readonly random = (): number => 1;

  readonly setTimer = (run: () => void, ms: number): (() => void) => {
    if (ms >= STALL_MS) return this.#awaitSilence(run);
    this.pauses.push(ms);
    const timer = setTimeout(() => {
      this.#pauses.delete(timer);
      run();
    });
    this.#pauses.add(timer);
    queueMicrotask(() => this.onPause?.());
    return () => {
      clearTimeout(timer);
      this.#pauses.delete(timer);
    };
  };

  /** Timers that have not been cancelled. */
  get pending(): number {
    return this.#silences.size + this.#pauses.size;
  }

  /** Makes the open connections count as silent for too long. */
  stall(): void {
    for (const run of this.#silences) run();
  }

  #awaitSilence(run: () => void): () => void {
    this.silences++;
    this.#silences.add(run);
    return () => this.#silences.delete(run);
  }
}
