import { defaultModelId, type Model, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import { findLanguage, type Language } from '../core/languages';
import { renderChat, SpecialTextStream, translationInstruction } from '../core/prompts';
import { gapAfter, isTranslatable, OneLine, segmentText } from '../core/text';
import type { EngineClient } from '../engine/client';
import { segmentBudget, translationBudget } from './budget';
import { ensureLoaded } from './model';

export interface TranslationProgress {
  /** The sentence being written, from 0, and how many there are. */
  readonly index: number;
  readonly total: number;
  /** All of the translation so far. Only ever grows at its end. */
  readonly text: string;
}

export interface TranslationRequest {
  readonly text: string;
  /** FLORES code or BCP-47 tag. The model finds it out by itself; it helps to find the sentences. */
  readonly from?: string | undefined;
  /** FLORES code or BCP-47 tag. */
  readonly to: string;
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called whenever there is more to read. */
  readonly onProgress?: ((progress: TranslationProgress) => void) | undefined;
}

/** @throws AppError `unsupported-language` for what is none of the 102. */
export function requireLanguage(tagOrCode: string): Language {
  const language = findLanguage(tagOrCode);
  if (language === undefined) throw new AppError('unsupported-language', { language: tagOrCode });
  return language;
}

async function translateSentence(
  engine: EngineClient,
  model: Model,
  target: Language,
  sentence: string,
  signal: AbortSignal | undefined,
  onText: (delta: string) => void,
): Promise<void> {
  const special = new SpecialTextStream(model);
  const line = new OneLine();
  const request = {
    prompt: renderChat(model, [
      { role: 'user', text: translationInstruction(target.englishName, sentence) },
    ]),
    maxTokens: translationBudget(sentence, target),
    ...model.sampling.translate,
  };
  await engine.generate(request, {
    ...(signal && { signal }),
    onText: (delta) => onText(line.push(special.push(delta))),
  });
  onText(line.push(special.finish()));
}

/**
 * Translates a text of any length, a sentence at a time; its line breaks and spaces stay as they
 * are, and what holds no words (numbers, signs, addresses) is passed through. Loads the model when it
 * is not loaded.
 *
 * @throws AppError `unsupported-language`, `aborted`, and what the engine
 *   throws. `onProgress` has been given what was written until then.
 */
export async function translateText(
  engine: EngineClient,
  { text, from, to, model: modelId = defaultModelId, signal, onProgress }: TranslationRequest,
): Promise<string> {
  const model = engine.model(modelId);
  const target = requireLanguage(to);
  const source = from === undefined ? undefined : requireLanguage(from);
  const { lead, segments } = segmentText(text, source?.tag, segmentBudget(model, target));
  let output = lead;
  for (const [index, segment] of segments.entries()) {
    if (signal?.aborted === true) throw new AppError('aborted');
    const write = (delta: string): void => {
      if (delta === '') return;
      output += delta;
      onProgress?.({ index, total: segments.length, text: output });
    };
    if (isTranslatable(segment.text)) {
      await ensureLoaded(engine, modelId, signal && { signal });
      await translateSentence(engine, model, target, segment.text, signal, write);
    } else {
      write(segment.text);
    }
    write(gapAfter(segment, index === segments.length - 1, target.script));
  }
  return output;
}
