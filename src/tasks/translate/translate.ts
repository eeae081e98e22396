import { defaultModelId, type ModelId } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { findLanguage, type Language } from '../../core/languages/index';
import type { EngineClient } from '../../engine/client';
import { segmentBudget } from '../budget';
import {
  GrowingText,
  type SentenceAlternatives,
  type TranslatedSegment,
  type TranslationProgress,
} from './growingText';
import { ensureLoaded } from '../ensureLoaded';
import { segmentInBlocks } from './segmentInBlocks';
import { translateSentence, type Quality, type SentenceResult } from './sentence';

export type { Quality, SentenceAlternatives, TranslatedSegment, TranslationProgress };

export interface TranslationRequest {
  readonly text: string;
  /** FLORES code or BCP-47 tag. The model finds it out by itself; it helps to find the sentences. */
  readonly from?: string | undefined;
  /** FLORES code or BCP-47 tag. */
  readonly to: string;
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  /** Fast, unless said otherwise. */
  readonly quality?: Quality | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called whenever there is more to read. */
  readonly onProgress?: ((progress: TranslationProgress) => void) | undefined;
  /** With `best`: called in the order of the text for sentences that could be said in other ways. */
  readonly onAlternatives?: ((alternatives: SentenceAlternatives) => void) | undefined;
  /**
   * Whether a sentence's translation may be in the text: one that may not leaves nothing, and none is
   * shown before all of it is known. Left out, all may.
   */
  readonly mayShow?: ((answer: SentenceAnswer) => boolean) | undefined;
  /** Called in the order of the text for every sentence that was translated. */
  readonly onSegment?: ((segment: TranslatedSegment) => void) | undefined;
}

/** What a model made of one sentence. */
export type SentenceAnswer = Pick<TranslatedSegment, 'text' | 'confidence'>;

/** Requests under way: what the engine runs at once, and as many that it need not wait for. */
const WINDOW = 16;

/**
 * Sentences that somebody waits for: the engine takes so many at once, and what comes meanwhile waits for
 * one sentence at most. A longer text is read while it is being written, so others may go before it.
 */
const WAITED_FOR = 8;

/** @throws AppError `unsupported-language` for what is none of the 102. */
export function requireLanguage(tagOrCode: string): Language {
  const language = findLanguage(tagOrCode);
  if (language === undefined) throw new AppError('unsupported-language', { language: tagOrCode });
  return language;
}

/**
 * Translates a text of any length, several sentences at a time; its line breaks and spaces stay as they
 * are, and what holds no words (numbers, signs, addresses) is passed through. Loads the model when it
 * is not loaded.
 *
 * @throws AppError `unsupported-language`, `aborted`, and what the engine throws, as soon as one sentence
 *   fails. `onProgress` has been given what was written until then.
 */
export async function translateText(
  engine: EngineClient,
  {
    text,
    from,
    to,
    model: modelId = defaultModelId,
    quality = 'fast',
    ...rest
  }: TranslationRequest,
): Promise<string> {
  const model = engine.model(modelId);
  const target = requireLanguage(to);
  const source = from === undefined ? undefined : requireLanguage(from);
  const failed = new AbortController();
  const signal =
    rest.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, rest.signal]);

  const segmented = await segmentInBlocks(text, source?.tag, segmentBudget(model, target), signal);
  const priority = segmented.segments.length > WAITED_FOR ? 'background' : 'interactive';
  const growing = new GrowingText(segmented, target.script, {
    onProgress: (progress) => signal.aborted || rest.onProgress?.(progress),
    onSegment: (segment) => signal.aborted || tell(segment, rest),
  });
  const partOf = {};
  // In turn, so that the engine is asked in the order of the text.
  let loaded = Promise.resolve();
  const work = async (): Promise<void> => {
    for (;;) {
      if (signal.aborted) throw new AppError('aborted');
      const sentence = growing.take();
      growing.flow();
      if (sentence === undefined) return;
      loaded = loaded.then(() => ensureLoaded(engine, modelId, { signal }));
      await loaded;
      const held = new HeldText(rest.mayShow, (delta) => growing.write(sentence, delta));
      const request = {
        sentence,
        model,
        target,
        quality,
        priority,
        signal,
        partOf,
        onText: (delta: string) => held.push(delta),
      } as const;
      growing.finish(sentence, held.finish(await translateSentence(engine, request)));
    }
  };
  try {
    await Promise.all(Array.from({ length: WINDOW }, work));
  } catch (error) {
    failed.abort();
    throw error;
  }
  return growing.text;
}

/** Holds a sentence's translation back until it is known whether it may be shown, if that is asked. */
class HeldText {
  readonly #mayShow: TranslationRequest['mayShow'];
  readonly #write: (delta: string) => void;
  #text = '';

  constructor(mayShow: TranslationRequest['mayShow'], write: (delta: string) => void) {
    this.#mayShow = mayShow;
    this.#write = write;
  }

  push(delta: string): void {
    if (this.#mayShow === undefined) this.#write(delta);
    else this.#text += delta;
  }

  finish(result: SentenceResult): SentenceResult {
    if (this.#mayShow === undefined) return result;
    const shown = this.#mayShow({ text: this.#text, confidence: result.confidence });
    if (shown) this.#write(this.#text);
    return shown ? result : { ...result, texts: [], withheld: true };
  }
}

function tell(
  segment: TranslatedSegment,
  { onSegment, onAlternatives }: Pick<TranslationRequest, 'onSegment' | 'onAlternatives'>,
): void {
  onSegment?.(segment);
  const { index, total, start, alternatives: texts } = segment;
  if (texts.length > 1) onAlternatives?.({ index, total, start, texts });
}
