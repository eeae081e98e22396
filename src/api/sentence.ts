import type { Model } from '../core/catalog';
import type { Language } from '../core/languages';
import { renderChat, SpecialTextStream, translationInstruction } from '../core/prompts';
import { OneLine } from '../core/text';
import type { BeamOptions, EngineClient, Priority } from '../engine/client';
import { translationBudget } from './budget';

/** `fast` takes the likeliest word each time; `best` weighs whole sentences, at several times the work. */
export type Quality = 'fast' | 'best';

const search: BeamOptions = { width: 5, lengthPenalty: 1, results: 3 };

export interface SentenceRequest {
  readonly sentence: string;
  readonly model: Model;
  readonly target: Language;
  readonly quality: Quality;
  readonly priority: Priority;
  readonly signal: AbortSignal;
  /** Called with what comes next of the translation. */
  readonly onText: (delta: string) => void;
}

/** @returns The translations that were weighed, best first; none where it was written at once. */
export async function translateSentence(
  engine: EngineClient,
  { sentence, model, target, quality, priority, signal, onText }: SentenceRequest,
): Promise<readonly string[]> {
  const request = {
    prompt: renderChat(model, [
      { role: 'user', text: translationInstruction(target.englishName, sentence) },
    ]),
    maxTokens: translationBudget(sentence, target),
    ...model.sampling.translate,
    priority,
  };
  if (quality === 'best') {
    // What a search has while it lasts may all change: only its end is worth showing.
    const { text, alternatives = [] } = await engine.generate(
      { ...request, beam: search },
      { signal },
    );
    const texts = [text, ...alternatives.map((one) => one.text)];
    const results = [...new Set(texts.map((one) => asLine(model, one)))];
    onText(results[0] ?? '');
    return results.filter((one) => one !== '');
  }
  const line = new LineStream(model);
  await engine.generate(request, { signal, onText: (delta) => onText(line.push(delta)) });
  onText(line.finish());
  return [];
}

/** Makes one line of what a model writes, with special text as it was. */
class LineStream {
  readonly #special: SpecialTextStream;
  readonly #line = new OneLine();

  constructor(model: Model) {
    this.#special = new SpecialTextStream(model);
  }

  push(delta: string): string {
    return this.#line.push(this.#special.push(delta));
  }

  finish(): string {
    return this.#line.push(this.#special.finish());
  }
}

function asLine(model: Model, text: string): string {
  const line = new LineStream(model);
  return line.push(text) + line.finish();
}
