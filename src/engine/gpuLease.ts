import { AppError } from '../core/errors';
import type { SetTimer } from '../core/timer';

/** A lock across the browser that is held by this tab. It is freed when the tab ends. */
export interface HeldLock {
  release(): void;
  /** Resolves when another tab has taken it by force. */
  readonly stolen: Promise<void>;
}

export type LeaseMessage =
  /** Who holds the GPU? */
  | 'who'
  /** The holder must release it. */
  | 'give'
  | { readonly holder: string };

export interface GpuLeasePorts {
  /** @returns undefined if it is not free, which happens only with `if-free`. Rejects after the signal. */
  readonly lock: (
    how: 'if-free' | 'wait' | 'steal',
    signal?: AbortSignal,
  ) => Promise<HeldLock | undefined>;
  /** To all other tabs, and from them. */
  readonly post: (message: LeaseMessage) => void;
  readonly listen: (onMessage: (message: LeaseMessage) => void) => void;
  /** What this tab is called, for the others. */
  readonly title: () => string;
  readonly setTimer: SetTimer;
}

export interface TakeOptions {
  /** Asks another tab to release it. */
  readonly takeOver: boolean;
  readonly signal: AbortSignal;
  /** Another tab wants the GPU: this tab has lost it, or loses it when this returns. */
  readonly onTaken: () => void;
}

/** A tab answers at once, unless the browser has frozen it. */
const ANSWER_MS = 1_000;
/** It takes a moment to end a worker, which frees its memory on the GPU. */
const GIVE_MS = 5_000;

/**
 * Only one tab at a time has a large model on the GPU: two would not fit, and the browser would end either of
 * them.
 */
export class GpuLease {
  readonly #ports: GpuLeasePorts;
  #held: { readonly lock: HeldLock; readonly onTaken: () => void } | undefined;
  #last: Promise<void> = Promise.resolve();
  #onHolder: ((holder: string) => void) | undefined;

  constructor(ports: GpuLeasePorts) {
    this.#ports = ports;
    ports.listen((message) => this.#receive(message));
  }

  /**
   * Takes the GPU for this tab, unless it has it already.
   *
   * @throws AppError `gpu-in-use` with the name of the other tab in `data.holder`, or what the signal says.
   */
  async take(options: TakeOptions): Promise<void> {
    // One after the other: an earlier call that was cancelled may be about to give it back.
    const before = this.#last;
    const taken = before.then(() => this.#take(options));
    this.#last = taken.catch(() => undefined);
    await taken;
  }

  async #take({ takeOver, signal, onTaken }: TakeOptions): Promise<void> {
    signal.throwIfAborted();
    if (this.#held !== undefined) return;
    const lock = (await this.#ports.lock('if-free')) ?? (await this.#fromOther(takeOver, signal));
    if (signal.aborted) {
      lock.release();
      signal.throwIfAborted();
    }
    this.#held = { lock, onTaken };
    void lock.stolen.then(() => {
      if (this.#held?.lock === lock) this.#give();
    });
  }

  release(): void {
    this.#held?.lock.release();
    this.#held = undefined;
  }

  async #fromOther(takeOver: boolean, signal: AbortSignal): Promise<HeldLock> {
    const given = takeOver ? await this.#takeOver(signal) : undefined;
    if (given !== undefined) return given;
    const holder = await this.#askHolder();
    // A tab that was just closed keeps the lock a moment longer.
    const left = holder === undefined ? await this.#ports.lock('if-free') : undefined;
    if (left !== undefined) return left;
    throw new AppError('gpu-in-use', holder === undefined ? {} : { holder });
  }

  /** By force if the other tab does not answer; the browser will free what that tab has on the GPU. */
  async #takeOver(signal: AbortSignal): Promise<HeldLock | undefined> {
    const { lock, post, setTimer } = this.#ports;
    const late = new AbortController();
    const stopTimer = setTimer(() => late.abort(), GIVE_MS);
    post('give');
    try {
      return await lock('wait', AbortSignal.any([signal, late.signal]));
    } catch (error) {
      if (signal.aborted || !late.signal.aborted) throw error;
      return await lock('steal');
    } finally {
      stopTimer();
    }
  }

  async #askHolder(): Promise<string | undefined> {
    const { post, setTimer } = this.#ports;
    let stopTimer: (() => void) | undefined;
    const holder = await new Promise<string | undefined>((resolve) => {
      this.#onHolder = resolve;
      stopTimer = setTimer(() => resolve(undefined), ANSWER_MS);
      post('who');
    });
    stopTimer?.();
    return holder;
  }

  #receive(message: LeaseMessage): void {
    if (typeof message === 'object') this.#onHolder?.(message.holder);
    else if (this.#held === undefined) return;
    else if (message === 'who') this.#ports.post({ holder: this.#ports.title() });
    else this.#give();
  }

  #give(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.onTaken();
    held?.lock.release();
  }
}
