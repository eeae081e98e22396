import { AppError } from '../../core/errors';
import {
  codeBlocks,
  fillIn,
  firstEndingAfter,
  gapAfter,
  isTranslatable,
  isUnchanged,
  markSpans,
  segmentText,
  type Marked,
  type Range,
  type Segment,
  type Segmented,
  type SpanOptions,
  type Template,
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
  /** What was written of it so far. */
  text: string;
  /** Absent while it is being written. */
  end?: SentenceEnd;
}

/** A segment, and how the model sees it, unless it holds nothing to translate. */
interface Taken {
  readonly segment: Segment;
  readonly marked: Marked | undefined;
}

/**
 * Puts the translations of sentences, which are written side by side, together in the order of the text: what
 * is done early waits for what comes before it. Sentences that look the same to the model are translated once.
 */
export class TranslationAssembly {
  readonly #segments: readonly Segment[];
  /** ISO 15924, of the translation. */
  readonly #script: string;
  readonly #ports: AssemblyPorts;
  readonly #parts = new Map<string, Part>();
  /** Segments that were looked at by `take` and are not in the text, by their index. */
  readonly #waiting = new Map<number, Taken>();
  #text: string;
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
  take(): Marked | undefined {
    for (;;) {
      const segment = this.#segments[this.#taken];
      if (segment === undefined) return undefined;
      const hasWords = isTranslatable(segment.text, segment.spans ?? []);
      const marked = hasWords ? markSpans(segment) : undefined;
      this.#waiting.set(this.#taken++, { segment, marked });
      if (marked === undefined || this.#parts.has(marked.key)) continue;
      this.#parts.set(marked.key, { text: '' });
      return marked;
    }
  }

  /** Adds to the translation of a sentence that was taken. */
  write({ key }: Marked, delta: string): void {
    const part = this.#parts.get(key);
    if (part === undefined || delta === '') return;
    part.text += delta;
    this.advance();
  }

  finish({ key }: Marked, end: SentenceEnd): void {
    const part = this.#parts.get(key);
    if (part !== undefined) part.end = end;
    this.advance();
  }

  /** Gives out all that can be read by now. */
  advance(): void {
    const total = this.#segments.length;
    const before = this.#text.length;
    const passed: TranslatedSegment[] = [];
    let index = this.#front;
    for (;;) {
      const taken = this.#waiting.get(this.#front);
      if (taken === undefined) break;
      const { segment, marked } = taken;
      const part = marked && this.#parts.get(marked.key);
      const text = textOf(taken, part);
      if (text.length > this.#written) index = this.#front;
      this.#text += text.slice(this.#written);
      this.#written = text.length;
      if (part !== undefined) {
        if (part.end === undefined) break;
        passed.push(this.#describe(taken, text, part.end));
      }
      this.#text += gapAfter(segment, this.#front === total - 1, this.#script);
      this.#waiting.delete(this.#front++);
      this.#written = 0;
    }
    if (this.#text.length > before) {
      this.#ports.onProgress({ index, total, text: this.#text });
    }
    for (const one of passed) this.#ports.onSegment(one);
  }

  /** What the text ends with now. */
  #describe(taken: Taken, text: string, end: SentenceEnd): TranslatedSegment {
    const { confidence, withheld, alternatives } = end;
    return {
      ...{ index: this.#front, total: this.#segments.length, source: taken.segment.text },
      ...{ start: this.#text.length - text.length, text, confidence, withheld },
      alternatives: [...new Set(alternatives.map((one) => filled(taken, one)))],
    };
  }
}

/** What can be read of a segment's translation. */
function textOf(taken: Taken, part: Part | undefined): string {
  const { segment, marked } = taken;
  // What holds no words stays as it is.
  if (part === undefined) return segment.text;
  if (part.end !== undefined) return filled(taken, part.end.template);
  // If the model gives back what it got, so that the sentence stays as it is, this is known only at the end.
  return marked?.prompt === segment.text ? part.text : '';
}

function filled({ segment, marked }: Taken, template: Template): string {
  if (marked === undefined || isUnchanged(template, marked)) return segment.text;
  return fillIn(template, segment, marked);
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
  options: SpanOptions = {},
  block = BLOCK,
): Promise<Segmented> {
  const segments: Segment[] = [];
  const code = codeBlocks(text);
  let lead = '';
  let start = 0;
  while (start < text.length) {
    if (signal.aborted) throw new AppError('aborted');
    if (start > 0) await breathe();
    const end = blockEnd(text, start + block, code);
    const piece = segmentText(text.slice(start, end), languageTag, maxTokens, options);
    const last = segments.pop();
    if (last === undefined) lead += piece.lead;
    else segments.push({ ...last, after: last.after + piece.lead });
    for (const segment of piece.segments) segments.push(segment);
    start = end;
  }
  return { lead, segments };
}

/** No sentence goes on after a line break, and no block of code is cut. */
function blockEnd(text: string, from: number, code: readonly Range[]): number {
  const next = code[firstEndingAfter(code, from)];
  const lineBreak = text.indexOf('\n', next !== undefined && next.start < from ? next.end : from);
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
