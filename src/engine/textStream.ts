import type { SetTimer } from '../core/timer';
import type { SampledToken } from './scheduler/executor';

/** One message a frame is as much as anyone can see. */
const FRAME_MS = 16;

export interface TextStreamPorts {
  readonly send: (delta: string, written: readonly SampledToken[]) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
}

/** Paces a growing text: the first piece at once, then at most one a frame. */
export class TextStream {
  readonly #ports: TextStreamPorts;
  #waiting = '';
  #written: SampledToken[] = [];
  #lastSent = -Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(ports: TextStreamPorts) {
    this.#ports = ports;
  }

  /** @param chosen The token that it is the text of, if the answer goes on after it. */
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

  /** Sends nothing any more. */
  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }
}
