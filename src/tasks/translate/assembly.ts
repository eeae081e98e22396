import {
  fillIn,
  isTranslatable,
  isUnchanged,
  markSpans,
  type Marked,
  type Segment,
  type Template,
} from '../../core/text/index';
import type { SegmentResult, SentenceEnd } from './types';

/** Who listens to segments that are translated. */
export interface SegmentListeners {
  /** All that can be read so far of a segment; the segments come in order, and each only grows. */
  readonly onText?: ((index: number, text: string) => void) | undefined;
  /** A segment is finished. */
  readonly onSegment?: ((index: number, result: SegmentResult) => void) | undefined;
  /** After one or several of these calls, when nothing more can be read yet. */
  readonly onAdvance?: (() => void) | undefined;
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
 * Tells of the translations of sentences, which are written side by side, in the order of the text: what is done
 * early waits for what comes before it. Sentences that look the same to the model are translated once.
 */
export class TranslationAssembly {
  readonly #segments: readonly Segment[];
  readonly #listeners: SegmentListeners;
  readonly #parts = new Map<string, Part>();
  /** Segments that were looked at by `take` and are not finished, by their index. */
  readonly #waiting = new Map<number, Taken>();
  #taken = 0;
  /** The segment that is being written, and how much of it was told. */
  #front = 0;
  #written = 0;

  constructor(segments: readonly Segment[], listeners: SegmentListeners) {
    this.#segments = segments;
    this.#listeners = listeners;
  }

  /** The next sentence to translate, and the first segment that it is; undefined when none is left. */
  take():
    { readonly sentence: Marked; readonly segment: Segment; readonly index: number } | undefined {
    for (;;) {
      const index = this.#taken;
      const segment = this.#segments[index];
      if (segment === undefined) return undefined;
      const hasWords = isTranslatable(segment.text, segment.spans ?? []);
      const sentence = hasWords ? markSpans(segment) : undefined;
      this.#waiting.set(this.#taken++, { segment, marked: sentence });
      if (sentence === undefined || this.#parts.has(sentence.key)) continue;
      this.#parts.set(sentence.key, { text: '' });
      return { sentence, segment, index };
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

  /** Tells of all that can be read by now. */
  advance(): void {
    const { onText, onSegment, onAdvance } = this.#listeners;
    let changed = false;
    for (;;) {
      const taken = this.#waiting.get(this.#front);
      if (taken === undefined) break;
      const part = taken.marked && this.#parts.get(taken.marked.key);
      const text = textOf(taken, part);
      if (text.length > this.#written) onText?.(this.#front, text);
      changed ||= text.length > this.#written;
      this.#written = text.length;
      if (part !== undefined && part.end === undefined) break;
      const index = this.#front++;
      this.#waiting.delete(index);
      this.#written = 0;
      changed = true;
      onSegment?.(index, describe(taken, text, part?.end));
    }
    if (changed) onAdvance?.();
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

function describe(taken: Taken, text: string, end: SentenceEnd | undefined): SegmentResult {
  const { confidence, withheld = false, finishReason = 'stop', alternatives = [] } = end ?? {};
  const isPlaced = end?.isPlaced === true;
  const others = new Map<string, number | undefined>();
  for (const { template, score } of alternatives) {
    const one = filled(taken, template);
    if (!others.has(one)) others.set(one, score);
  }
  return {
    ...{ text, verbatim: end === undefined, confidence, withheld, finishReason, isPlaced },
    alternatives: [...others].map(([one, score]) => ({ text: one, score })),
  };
}

function filled({ segment, marked }: Taken, template: Template): string {
  if (marked === undefined || isUnchanged(template, marked)) return segment.text;
  return fillIn(template, segment, marked);
}
