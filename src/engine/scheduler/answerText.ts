import { heldLength, untilStop } from './stopStrings';

export interface AnswerTextOptions {
  readonly decode: (tokens: readonly number[]) => string;
  readonly stops: readonly string[];
  /** What precedes the answer, if the answer continues a word or a sentence. */
  readonly before?: readonly number[];
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
  readonly #options: AnswerTextOptions;
  /** The tokens that are still needed; those before `#read` have been decoded. */
  #window: number[];
  #read: number;
  /** Decoded, but perhaps the beginning of a stop string. */
  #held = '';
  #text = '';
  #stopped = false;

  constructor(options: AnswerTextOptions) {
    this.#options = options;
    this.#window = [...(options.before ?? [])];
    this.#read = this.#window.length;
  }

  /** All that may be shown so far. */
  get text(): string {
    return this.#text;
  }

  /** Whether a stop string has come; then nothing is added. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** @returns What it adds to the text. */
  push(token: number): string {
    this.#window.push(token);
    return this.#take(false);
  }

  /** Ends the text: no stop string can come any more. @returns What that adds to the text. */
  end(): string {
    const added = this.#take(true) + (this.#stopped ? '' : this.#held);
    this.#text += this.#stopped ? '' : this.#held;
    this.#held = '';
    return added;
  }

  #take(all: boolean): string {
    if (this.#stopped) return '';
    const { decode, stops } = this.#options;
    const before = decode(this.#window.slice(0, this.#read));
    const after = decode(this.#window);
    const waiting = this.#window.length - this.#read;
    const whole = all || waiting > LONGEST_CHARACTER || !after.endsWith('\ufffd');
    if (waiting === 0 || !whole) return '';
    this.#window = this.#window.slice(this.#read);
    this.#read = this.#window.length;
    this.#held += after.slice(before.length);
    const visible = untilStop(this.#held, stops);
    if (visible.length < this.#held.length) {
      this.#stopped = true;
      this.#held = '';
      this.#text += visible;
      return visible;
    }
    const kept = Math.max(0, ...stops.map((stop) => heldLength(this.#held, stop)));
    const shown = this.#held.slice(0, this.#held.length - kept);
    this.#held = this.#held.slice(shown.length);
    this.#text += shown;
    return shown;
  }
}
