import { defaultModelId, type ModelId } from '../../core/catalog';
import { gapAfter, joinLines, type Segmented, type SpanOptions } from '../../core/text/index';
import type { EngineClient } from '../../engine/client';
import { segmentInBlocks } from './blocks';
import { segmentBudget } from './budget';
import { requireLanguage, translateSegments } from './segments';
import { detectTag } from './sourceTag';
import type { SegmentResult, TranslationRequest } from './types';

/** A text to cut into sentences, for a translation into `to` by a model. */
export interface CutRequest extends Pick<TranslationRequest, 'text' | 'from' | 'to'>, SpanOptions {
  readonly model: ModelId;
  readonly signal: AbortSignal;
}

/**
 * Cuts a text into sentences that fit into a model's requests. Half a character becomes U+FFFD.
 *
 * @throws AppError `unsupported-language`, and `aborted` after the signal.
 */
export async function cutText(engine: EngineClient, request: CutRequest): Promise<Segmented> {
  const { text, from, to, model, signal, ...options } = request;
  const target = requireLanguage(to);
  const source = from === undefined ? undefined : requireLanguage(from);
  const whole = text.toWellFormed();
  const tag = source?.tag ?? (await detectTag(whole));
  return segmentInBlocks(whole, tag, segmentBudget(engine.model(model), target), signal, options);
}

/**
 * Translates a text of any length, several sentences at a time; its line breaks and spaces stay as they
 * are, and so does what is no language (addresses, tags, placeholders, emoji, list signs). Half a character
 * becomes U+FFFD. Loads the model when it is not loaded.
 *
 * @throws AppError `unsupported-language`, `aborted`, and what the engine throws, as soon as one sentence
 *   fails. `onProgress` has been given what was written until then.
 */
export async function translateText(
  engine: EngineClient,
  request: TranslationRequest,
): Promise<string> {
  const { text, from, to, model = defaultModelId } = request;
  const { script } = requireLanguage(to);
  const signal = request.signal ?? new AbortController().signal;
  const whole = request.joinLines === true ? joinLines(text) : text;
  const segmented = await cutText(engine, {
    ...{ text: whole, from, to, model, signal },
    numbers: request.keepNumbers,
  });
  const growing = new GrowingText(segmented, script, request);
  await translateSegments(engine, {
    ...request,
    segments: segmented.segments,
    onText: (index, now) => growing.write(index, now),
    onSegment: (index, result) => growing.finish(index, result),
    onAdvance: () => growing.tell(),
  });
  return growing.text;
}

type TextListeners = Pick<TranslationRequest, 'onProgress' | 'onSegment' | 'onAlternatives'>;

/** Segments that are translated in order, as one text. */
class GrowingText {
  readonly #segmented: Segmented;
  /** ISO 15924, of the translation. */
  readonly #script: string;
  readonly #listeners: TextListeners;
  #finished: string;
  /** Of the segment that is being written. */
  #open = '';
  #index = 0;
  #told: number;
  #untold: (() => void)[] = [];

  constructor(segmented: Segmented, script: string, listeners: TextListeners) {
    this.#segmented = segmented;
    this.#script = script;
    this.#listeners = listeners;
    this.#finished = segmented.lead;
    this.#told = segmented.lead.length;
  }

  get text(): string {
    return this.#finished + this.#open;
  }

  write(index: number, text: string): void {
    this.#index = index;
    this.#open = text;
  }

  finish(index: number, result: SegmentResult): void {
    const { segments } = this.#segmented;
    const segment = segments[index];
    if (segment === undefined) return;
    const start = this.#finished.length;
    const isLast = index === segments.length - 1;
    this.#finished += result.text + gapAfter(segment, isLast, this.#script);
    this.#open = '';
    if (!result.verbatim) this.#untold.push(() => this.#tellSegment(index, start, result));
  }

  /** Tells what is new: first the text, then the segments that are whole in it. */
  tell(): void {
    const { text } = this;
    const total = this.#segmented.segments.length;
    if (text.length > this.#told) {
      this.#listeners.onProgress?.({ index: this.#index, total, text });
    }
    this.#told = text.length;
    for (const tell of this.#untold.splice(0)) tell();
  }

  #tellSegment(index: number, start: number, result: SegmentResult): void {
    const { onSegment, onAlternatives } = this.#listeners;
    const { text, confidence, withheld } = result;
    const total = this.#segmented.segments.length;
    const source = this.#segmented.segments[index]?.text ?? '';
    const texts = result.alternatives.map((one) => one.text);
    onSegment?.({ index, total, source, start, text, confidence, withheld, alternatives: texts });
    if (texts.length > 1) onAlternatives?.({ index, total, start, texts });
  }
}
