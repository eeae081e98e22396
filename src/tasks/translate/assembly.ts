import { AppError } from '../../core/errors';
import {
  gapAfter,
  isTranslatable,
  segmentText,
  type Segment,
  type Segmented,
} from '../../core/text/index';
import type { SentenceEnd, TranslatedSegment, TranslationProgress } from './types';

/** Who listens to a translation that grows. */
export interface AssemblyPorts {
  /** Called whenever there is more to read. */
  readonly onProgress: (progress: TranslationProgress) => void;
  /** Called in the order of the text; not for what holds no words. */
  readonly onSegment: (segment: TranslatedSegment) => void;
}

/** The translation of one sentence. */
interface Part {
  text: string;
  /** Absent while it is being written. */
  end?: SentenceEnd;
}

/**
 * Puts the translations of sentences, which are written side by side, together in the order of the text: what
 * is done early waits for what comes before it. A sentence that comes again is translated once.
 */
export class TranslationAssembly {
  readonly #segments: readonly Segment[];
  /** ISO 15924, of the translation. */
  readonly #script: string;
  readonly #ports: AssemblyPorts;
  readonly #parts = new Map<string, Part>();
  #text: string;
  /** Segments that were looked at by `take`. */
  #taken = 0;
  /** The segment at the end of the text, and how much of its translation is there. */
  #front = 0;
  #written = 0;

  constructor({ lead, segments }: Segmented, script: string, ports: AssemblyPorts) {
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
    this.advance();
  }

  finish(sentence: string, end: SentenceEnd): void {
    const part = this.#parts.get(sentence);
    if (part !== undefined) part.end = end;
    this.advance();
  }

  /** Gives out all that can be read by now. */
  advance(): void {
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
        if (part.end === undefined) break;
        passed.push(this.#describe(segment.text, text, part.end));
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
  #describe(source: string, text: string, end: SentenceEnd): TranslatedSegment {
    const start = this.#text.length - text.length;
    return { index: this.#front, total: this.#segments.length, source, start, text, ...end };
  }
}

/** Characters that are cut at a time: some milliseconds of work. */
const BLOCK = 8_192;

/**
 * Cuts a text into sentences as `segmentText` does, and lets the page go on meanwhile: a book takes
 * seconds. Only a line that is longer than a block is cut at once.
 *
 * @throws AppError `aborted` after the signal.
 */
export async function segmentInBlocks(
  text: string,
  languageTag: string | undefined,
  maxTokens: number,
  signal: AbortSignal,
  block = BLOCK,
): Promise<Segmented> {
  const segments: Segment[] = [];
  let lead = '';
  let start = 0;
  while (start < text.length) {
    if (signal.aborted) throw new AppError('aborted');
    if (start > 0) await breathe();
    const end = blockEnd(text, start + block);
    const piece = segmentText(text.slice(start, end), languageTag, maxTokens);
    const last = segments.pop();
    if (last === undefined) lead += piece.lead;
    else segments.push({ text: last.text, after: last.after + piece.lead });
    for (const segment of piece.segments) segments.push(segment);
    start = end;
  }
  return { lead, segments };
}

/** No sentence goes on after a line break. */
function blockEnd(text: string, from: number): number {
  const lineBreak = text.indexOf('\n', from);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}

/** Lets what waits run first. A timer would take seconds in a tab that nobody looks at. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
