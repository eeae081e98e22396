import type { SampledToken } from './scheduler/executor';

/** Nobody can see more than one message per frame. */
const FRAME_MS = 16;

export interface TextStreamPorts {
  readonly send: (delta: string, written: readonly SampledToken[]) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Runs a function later; returns a function that prevents it. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Paces a growing text: the first piece at once, then at most one per frame. */
export class TextStream {
  readonly #ports: TextStreamPorts;
  #waiting = '';
  #written: SampledToken[] = [];
  #lastSent = -Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(ports: TextStreamPorts) {
    this.#ports = ports;
  }

  /** @param chosen The token that this text belongs to, if the answer continues after it. */
  push(delta: string, chosen?: SampledToken): void {
    this.#waiting += delta;
    if (chosen !== undefined) this.#written.push(chosen);
    // A token that shows nothing yet can wait: losing it costs one step.
    if (this.#waiting === '' || this.#cancelTimer !== undefined) return;
    const wait = this.#lastSent + FRAME_MS - this.#ports.now();
    if (wait <= 0) this.flush();
    else this.#cancelTimer = this.#ports.setTimer(() => this.flush(), wait);
  }

  /** Sends what is left. */
  flush(): void {
    this.close();
    if (this.#waiting === '') return;
    this.#ports.send(this.#waiting, this.#written);
    this.#waiting = '';
    this.#written = [];
    this.#lastSent = this.#ports.now();
  }

  /** Stops sending. */
  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
