import type { SetTimer } from '../core/timer';

/** What a worker is at. */
export type Activity = 'loading' | 'reading' | 'writing';

/**
 * How long it may always be silent. While loading, and until the first pass, shaders are compiled, which
 * takes many seconds each on a software renderer. While reading, one pass takes a thousand tokens of a
 * prompt: for the largest model that is 27 Tflop, a minute on a slow GPU. While answers are written, a pass
 * has one token for each, and no more of a prompt than fits in a fraction of a second.
 */
const PATIENCE_MS: Readonly<Record<Activity, number>> = {
  loading: 120_000,
  reading: 90_000,
  writing: 20_000,
};

/** What once took long may take longer the next time, with more sequences or a longer context. */
const TIMES_LONGEST = 10;
const LONGEST_MS = 120_000;

/** A timer this late was asleep, together with the worker. */
const ASLEEP_MS = 5_000;

export interface WatchdogPorts {
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
  readonly onStall: (silentMs: number) => void;
}

/** Notices when a worker gives no sign of life for too long. More patient with one that was slow before. */
export class Watchdog {
  readonly #ports: WatchdogPorts;
  #activity: Activity | undefined;
  #since = 0;
  #longest = 0;
  #stop: (() => void) | undefined;

  constructor(ports: WatchdogPorts) {
    this.#ports = ports;
  }

  /** The worker gave a sign of life. @param activity What is awaited now; nothing if left out. */
  watch(activity?: Activity): void {
    const now = this.#ports.now();
    if (this.#activity !== undefined && this.#activity !== 'loading') {
      this.#longest = Math.max(this.#longest, now - this.#since);
    }
    this.#wait(activity, now);
  }

  #wait(activity: Activity | undefined, now: number): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#activity = activity;
    this.#since = now;
    if (activity === undefined) return;
    const slow = Math.min(LONGEST_MS, this.#longest * TIMES_LONGEST);
    const patience = Math.max(PATIENCE_MS[activity], slow);
    this.#stop = this.#ports.setTimer(() => this.#bark(activity, patience), patience);
  }

  #bark(activity: Activity, patience: number): void {
    const now = this.#ports.now();
    const silent = now - this.#since;
    if (silent > patience + ASLEEP_MS) this.#wait(activity, now);
    else this.#ports.onStall(silent);
  }
}
