import type { JudgedConfidence } from '../../core/confidence';
import { gapAfter, isTranslatable, type Segment, type Segmented } from '../../core/text/index';
import type { SentenceResult } from './sentence';

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

/** A sentence that the model translated, once all of it is in the text. */
export interface TranslatedSegment {
  /** The sentence, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  readonly source: string;
  /** Where its translation begins in that of the text. */
  readonly start: number;
  readonly text: string;
  /** Undefined where the engine did not tell. */
  readonly confidence: JudgedConfidence | undefined;
  /** Its translation may not be shown: `text` is empty. */
  readonly withheld: boolean;
  /** Where several ways were weighed: all of them, best first. */
  readonly alternatives: readonly string[];
}

export interface GrowingTextPorts {
  /** Called whenever there is more to read. */
  readonly onProgress: (progress: TranslationProgress) => void;
  /** Called in the order of the text; not for what holds no words. */
  readonly onSegment: (segment: TranslatedSegment) => void;
}

/** The translation of one sentence. */
interface Part {
  text: string;
  /** Absent while it is being written. */
  result?: SentenceResult;
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

  finish(sentence: string, result: SentenceResult): void {
    const part = this.#parts.get(sentence);
    if (part !== undefined) part.result = result;
    this.flow();
  }

  /** Gives out all that can be read by now. */
  flow(): void {
    const total = this.#segments.length;
    const before = this.#text.length;
    const passed: TranslatedSegment[] = [];
    let index = this.#front;
    while (this.#front < this.#taken) {
      const segment = this.#segments[this.#front];
      if (segment === undefined) break;
      const part = this.#parts.get(segment.text);
      // What holds no words stays as it is.
      const text = part?.text ?? segment.text;
      if (text.length > this.#written) index = this.#front;
      this.#text += text.slice(this.#written);
      this.#written = text.length;
      if (part !== undefined) {
        if (part.result === undefined) break;
        passed.push(this.#describe(segment.text, text, part.result));
      }
      this.#text += gapAfter(segment, this.#front === total - 1, this.#script);
      this.#front++;
      this.#written = 0;
    }
    if (this.#text.length > before) {
      this.#ports.onProgress({ index, total, text: this.#text });
    }
    for (const one of passed) this.#ports.onSegment(one);
  }

  /** What the text ends with now. */
  #describe(source: string, text: string, result: SentenceResult): TranslatedSegment {
    const { texts: alternatives, confidence, withheld = false } = result;
    const start = this.#text.length - text.length;
    const place = { index: this.#front, total: this.#segments.length };
    return { ...place, source, start, text, confidence, withheld, alternatives };
  }
}
