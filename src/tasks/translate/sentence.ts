import type { Model } from '../../core/catalog';
import { judgeConfidence, type JudgedConfidence } from '../../core/confidence';
import type { Language } from '../../core/languages/index';
import { renderChat, SpecialTextStream, translationInstruction } from '../../core/prompts/index';
import { OneLine } from '../../core/text/index';
import type { BeamOptions, EngineClient, GenerateResult, Priority } from '../../engine/client';
import { translationBudget } from '../budget';

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
  /** The same for all sentences of a text. */
  readonly partOf: object;
  /** Called with what comes next of the translation. */
  readonly onText: (delta: string) => void;
}

export interface SentenceResult {
  /** The translations that were weighed, best first; none where it was written at once. */
  readonly texts: readonly string[];
  /** Of the translation; undefined where the engine did not tell. */
  readonly confidence: JudgedConfidence | undefined;
  /** It may not be shown. */
  readonly withheld?: true;
}

export async function translateSentence(
  engine: EngineClient,
  { sentence, model, target, quality, priority, signal, partOf, onText }: SentenceRequest,
): Promise<SentenceResult> {
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
    const result = await engine.generate({ ...request, beam: search }, { signal, partOf });
    const texts = [result.text, ...(result.alternatives ?? []).map((one) => one.text)];
    const lines = [...new Set(texts.map((one) => asLine(model, one)))];
    onText(lines[0] ?? '');
    return { texts: lines.filter((one) => one !== ''), confidence: judge(model, result) };
  }
  const line = new LineStream(model);
  const write = (delta: string): void => onText(line.push(delta));
  const result = await engine.generate(request, { signal, partOf, onDelta: write });
  onText(line.finish());
  return { texts: [], confidence: judge(model, result) };
}

function judge(model: Model, { confidence }: GenerateResult): JudgedConfidence | undefined {
  return confidence && judgeConfidence(confidence, model.confidence);
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
