import type { SetTimer } from '../timer';

/*
 * Texts that come in pieces. What changes such a text on its way takes deltas and gives deltas, so that
 * several can be put in a row; none depends on where the pieces were cut.
 */

/** Changes a text that comes in pieces. The output, joined, is the same wherever the input is cut. */
export interface TextTransform {
  /** @returns What can be shown now; the rest is held back until more follows. */
  push(delta: string): string;
  /** Ends the text. @returns What was held back and is shown after all. */
  flush(): string;
}

/** One transform after the other, the first on the input. */
export function compose(...transforms: readonly TextTransform[]): TextTransform {
  return {
    push: (delta) => transforms.reduce((text, transform) => transform.push(text), delta),
    flush: () =>
      transforms.reduce((text, transform) => transform.push(text) + transform.flush(), ''),
  };
}

/** The output for a text that is there as a whole. */
export function transformWhole(transform: TextTransform, text: string): string {
  return transform.push(text) + transform.flush();
}

/** Leaves the beginning out. */
export class SkipFirst implements TextTransform {
  #left: number;

  /** @param length UTF-16 code units to leave out. */
  constructor(length: number) {
    this.#left = length;
  }

  push(delta: string): string {
    const rest = delta.slice(this.#left);
    this.#left -= delta.length - rest.length;
    return rest;
  }

  flush(): string {
    return '';
  }
}

/**
 * Turns a model's answer into one line while it streams: line breaks become spaces, as in BayLing's own
 * scripts, and space at both ends is dropped.
 */
export class OneLine implements TextTransform {
  #text = '';
  #space = '';

  /** All that was given out so far. */
  get text(): string {
    return this.#text;
  }

  push(delta: string): string {
    const pending = this.#space + delta;
    const content = pending.trimEnd();
    this.#space = pending.slice(content.length);
    const line = content.replace(/\s*[\n\r]\s*/g, ' ');
    const next = this.#text === '' ? line.trimStart() : line;
    this.#text += next;
    return next;
  }

  flush(): string {
    return '';
  }
}

/** Ends a text before the first of some stop strings. */
export class StopStrings implements TextTransform {
  readonly #stops: readonly string[];
  /** Perhaps the beginning of a stop string. */
  #held = '';
  #stopped = false;

  constructor(stops: readonly string[]) {
    this.#stops = stops;
  }

  /** Whether a stop string has come; then nothing is added. */
  get stopped(): boolean {
    return this.#stopped;
  }

  push(delta: string): string {
    if (this.#stopped) return '';
    const text = this.#held + delta;
    const visible = untilStop(text, this.#stops);
    this.#stopped = visible.length < text.length;
    const held = this.#stopped
      ? 0
      : Math.max(0, ...this.#stops.map((stop) => beginningLength(text, stop)));
    this.#held = visible.slice(visible.length - held);
    return visible.slice(0, visible.length - held);
  }

  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** The text before the stop string that is complete first, or all of it. */
export function untilStop(text: string, stops: readonly string[]): string {
  let [start, end] = [text.length, Infinity];
  for (const stop of stops) {
    const at = text.indexOf(stop);
    const stopEnd = at + stop.length;
    if (at < 0 || stopEnd > end || (stopEnd === end && at > start)) continue;
    [start, end] = [at, stopEnd];
  }
  return text.slice(0, start);
}

/** Length of the longest ending of the text that is a proper beginning of the stop string. */
function beginningLength(text: string, stop: string): number {
  for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}

/** Where an answer begins, and where it must end. */
export interface AnswerTextOptions {
  readonly decode: (tokens: readonly number[]) => string;
  readonly stops: readonly string[];
  /** What precedes the answer, if the answer continues a word or a sentence. */
  readonly before?: readonly number[] | undefined;
}

/**
 * More tokens than any character, or any cluster that a tokenizer decodes as one, consists of. What is still
 * half a character after this many never becomes one.
 */
const LONGEST_CHARACTER = 12;

/**
 * The text of an answer, token by token: never half a character, and no part of a stop string. A token is
 * decoded together with the few before it that its spelling depends on, not with all of them.
 *
 * The offsets work as in vLLM's `detokenize_incrementally` and in text-generation-inference.
 */
export class AnswerText {
  readonly #decode: (tokens: readonly number[]) => string;
  readonly #stops: StopStrings;
  /** The tokens that are still needed; those before `#read` have been decoded. */
  #window: number[];
  #read: number;
  #text = '';

  constructor({ decode, stops, before = [] }: AnswerTextOptions) {
    this.#decode = decode;
    this.#stops = new StopStrings(stops);
    this.#window = [...before];
    this.#read = this.#window.length;
  }

  /** All that may be shown so far. */
  get text(): string {
    return this.#text;
  }

  /** Whether a stop string has come; then nothing is added. */
  get stopped(): boolean {
    return this.#stops.stopped;
  }

  /** @returns What the token adds to the text. */
  push(token: number): string {
    this.#window.push(token);
    return this.#add(this.#stops.push(this.#decoded(false)));
  }

  /** Ends the text: no stop string can come any more. @returns What that adds to the text. */
  flush(): string {
    return this.#add(this.#stops.push(this.#decoded(true)) + this.#stops.flush());
  }

  #add(delta: string): string {
    this.#text += delta;
    return delta;
  }

  /** The spelling of the tokens that have not been decoded, once it ends with a whole character. */
  #decoded(all: boolean): string {
    const waiting = this.#window.length - this.#read;
    if (this.stopped || waiting === 0) return '';
    const before = this.#decode(this.#window.slice(0, this.#read));
    const after = this.#decode(this.#window);
    const whole = all || waiting > LONGEST_CHARACTER || !after.endsWith('\ufffd');
    if (!whole) return '';
    this.#window = this.#window.slice(this.#read);
    this.#read = this.#window.length;
    return after.slice(before.length);
  }
}

/** Nobody can see more than one message per frame. */
const FRAME_MS = 16;

/** Where paced text goes, and the clock that paces it. */
export interface TextStreamPorts<Token> {
  readonly send: (delta: string, written: readonly Token[]) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: SetTimer;
}

/** Paces a growing text and the tokens it is made of: the first piece at once, then at most one per frame. */
export class TextStream<Token> {
  readonly #ports: TextStreamPorts<Token>;
  #waiting = '';
  #written: Token[] = [];
  #lastSent = -Infinity;
  #cancelTimer: (() => void) | undefined;

  constructor(ports: TextStreamPorts<Token>) {
    this.#ports = ports;
  }

  /** @param token What this text belongs to, if the answer continues after it. */
  push(delta: string, token?: Token): void {
    this.#waiting += delta;
    if (token !== undefined) this.#written.push(token);
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
