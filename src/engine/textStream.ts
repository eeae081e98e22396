import { untilStop, visiblePart } from './stopStrings';

/** One message a frame is as much as anyone can see. */
const FRAME_MS = 16;

export interface TextStreamPorts {
  readonly stops: readonly string[];
  readonly send: (delta: string) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  /** Runs a function later; returns the way to prevent it. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** Paces a growing text: the first piece at once, then at most one a frame; stop strings held back. */
export class TextStream {
  readonly #ports: TextStreamPorts;
  #text = '';
  #sent = 0;
  #lastSent = -Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(ports: TextStreamPorts) {
    this.#ports = ports;
  }

  push(delta: string): void {
    this.#text += delta;
    if (this.#cancelTimer !== undefined) return;
    const wait = this.#lastSent + FRAME_MS - this.#ports.now();
    if (wait <= 0) this.#flush();
    else this.#cancelTimer = this.#ports.setTimer(() => this.#flush(), wait);
  }

  /** Sends what is left. @param text The whole text as it ended. @returns What was shown in all. */
  end(text: string): string {
    const ended = untilStop(text, this.#ports.stops);
    this.#send(ended);
    return ended;
  }

  /** Sends nothing any more. */
  close(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #flush(): void {
    this.#send(visiblePart(this.#text, this.#ports.stops));
  }

  #send(visible: string): void {
    this.close();
    if (visible.length <= this.#sent) return;
    this.#ports.send(visible.slice(this.#sent));
    this.#sent = visible.length;
    this.#lastSent = this.#ports.now();
  }
}
