import { gapAfter, isTranslatable, type Segment, type Segmented } from '../core/text';

export interface TranslationProgress {
  /** The last sentence that is in the text so far, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  /** All of the translation so far. Only ever grows at its end. */
  readonly text: string;
}

/** The ways that a sentence could be translated. */
export interface SentenceAlternatives {
  /** The sentence, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  /** Where it begins in the translation. */
  readonly start: number;
  /** Best first; the first is in the translation. */
  readonly texts: readonly string[];
}

export interface GrowingTextPorts {
  /** Called whenever there is more to read. */
  readonly onProgress: (progress: TranslationProgress) => void;
  /** Called for a sentence once it is in the text, where there was more than one way. */
  readonly onAlternatives: (alternatives: SentenceAlternatives) => void;
}

/** The translation of one sentence. */
interface Part {
  text: string;
  /** Absent while it is being written. */
  results?: readonly string[];
}

/**
 * A text whose sentences are translated side by side, and read one after the other: what is done early
 * waits for what stands before it. A sentence that comes again is translated once.
 */
export class GrowingText {
  readonly #segments: readonly Segment[];
  /** ISO 15924, of the translation. */
  readonly #script: string;
  readonly #ports: GrowingTextPorts;
  readonly #parts = new Map<string, Part>();
  #text: string;
  /** Segments that were looked at by `take`. */
  #taken = 0;
  /** The segment at the end of the text, and how much of its translation is there. */
  #front = 0;
  #written = 0;

  constructor({ lead, segments }: Segmented, script: string, ports: GrowingTextPorts) {
    this.#segments = segments;
    this.#script = script;
    this.#ports = ports;
    this.#text = lead;
  }

  get text(): string {
    return this.#text;
  }

  /** The next sentence to translate; undefined when none is left. */
  take(): string | undefined {
    for (;;) {
      const segment = this.#segments[this.#taken];
      if (segment !== undefined) this.#taken++;
      else return undefined;
      if (this.#parts.has(segment.text) || !isTranslatable(segment.text)) continue;
      this.#parts.set(segment.text, { text: '' });
      return segment.text;
    }
  }

  /** Adds to the translation of a sentence that was taken. */
  write(sentence: string, delta: string): void {
    const part = this.#parts.get(sentence);
    if (part === undefined || delta === '') return;
    part.text += delta;
    this.flow();
  }

  /** @param results Its translations, best first, where there are several. */
  finish(sentence: string, results: readonly string[]): void {
    const part = this.#parts.get(sentence);
    if (part !== undefined) part.results = results;
    this.flow();
  }

  /** Gives out all that can be read by now. */
  flow(): void {
    const total = this.#segments.length;
    const before = this.#text.length;
    const passed: SentenceAlternatives[] = [];
    let index = this.#front;
    while (this.#front < this.#taken) {
      const segment = this.#segments[this.#front];
      if (segment === undefined) break;
      // What holds no words stays as it is.
      const { text, results }: Part = this.#parts.get(segment.text) ?? {
        text: segment.text,
        results: [],
      };
      if (text.length > this.#written) index = this.#front;
      this.#text += text.slice(this.#written);
      this.#written = text.length;
      if (results === undefined) break;
      if (results.length > 1) {
        const start = this.#text.length - text.length;
        passed.push({ index: this.#front, total, start, texts: results });
      }
      this.#text += gapAfter(segment, this.#front === total - 1, this.#script);
      this.#front++;
      this.#written = 0;
    }
    if (this.#text.length > before) {
      this.#ports.onProgress({ index, total, text: this.#text });
    }
    for (const one of passed) this.#ports.onAlternatives(one);
  }
}
