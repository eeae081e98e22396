import type { Model } from '../../core/catalog';
import { judgeConfidence, type JudgedConfidence } from '../../core/confidence';
import type { Language } from '../../core/languages/index';
import {
  beginnings,
  firstFitting,
  renderChat,
  SpecialTextRestorer,
  translationInstruction,
  written,
} from '../../core/prompts/index';
import {
  compose,
  OneLine,
  markTarget,
  placeSpans,
  readMarks,
  transformWhole,
  unmark,
  type Marked,
  type Segment,
  type Template,
  type TextTransform,
} from '../../core/text/index';
import type { BeamOptions, EngineClient, GenerateResult, Priority } from '../../engine/client';
import { translationBudget } from './budget';
import type { Quality, SentenceEnd, SentenceOptions, TranslationSettings } from './types';

/** One sentence to translate. */
export interface SentenceRequest extends Pick<TranslationSettings, 'mayShow'> {
  readonly sentence: Marked;
  /** The same as it stands in the text. */
  readonly segment: Segment;
  readonly model: Model;
  readonly target: Language;
  readonly quality: Quality;
  readonly options?: SentenceOptions | undefined;
  readonly priority: Priority;
  readonly signal: AbortSignal;
  /** The same for all sentences of a text. */
  readonly partOf: object;
  /** Called with what comes next of the translation. */
  readonly onDelta: (delta: string) => void;
}

type PromptRequest = Pick<SentenceRequest, 'model' | 'target' | 'options' | 'signal'>;

const search: BeamOptions = { width: 5, lengthPenalty: 1, results: 3 };

/** A line that a model answers, with its score where several were compared. */
interface Line {
  readonly text: string;
  readonly score?: number;
}

/** What a model answers to a sentence: one line, or with a search several, best first. */
interface Answer {
  readonly lines: readonly Line[];
  readonly confidence: JudgedConfidence | undefined;
  readonly finishReason: GenerateResult['finishReason'];
}

interface Question {
  readonly text: string;
  readonly beam?: BeamOptions | undefined;
  readonly onDelta?: ((delta: string) => void) | undefined;
}

/**
 * What the user's turn says that asks for a sentence.
 *
 * @param text The sentence, as the model is to see it.
 */
export function sentenceInstruction(
  target: Language,
  text: string,
  { wishes = [], wording }: SentenceOptions = {},
): string {
  const name = wording === 'zh' ? chineseName(target) : target.englishName;
  return [translationInstruction(name, text, wording), ...wishes].join('\n');
}

/**
 * The prompt that a sentence is asked with. Of the dialogue before it, the oldest turns are left out until it
 * fits. The model must be loaded if there is such a dialogue.
 *
 * @param text The sentence, as the model is to see it.
 * @throws AppError what the engine throws.
 */
export async function sentencePrompt(
  engine: Pick<EngineClient, 'countTokens'>,
  { model, target, options = {}, signal }: PromptRequest,
  text: string,
): Promise<string> {
  const { before = [] } = options;
  const asked = { role: 'user', text: sentenceInstruction(target, text, options) } as const;
  const from = (start: number) => renderChat(model, [...before.slice(start), asked]);
  if (before.length === 0) return from(0);
  const limit = model.contextLength - translationBudget(text, target);
  const first = await firstFitting(
    beginnings([...before, asked]),
    async (start) => (await engine.countTokens(from(start), signal)) <= limit,
  );
  return from(first ?? before.length);
}

function chineseName({ tag, englishName }: Language): string {
  return new Intl.DisplayNames('zh', { type: 'language' }).of(tag) ?? englishName;
}

async function ask(
  engine: EngineClient,
  asked: SentenceRequest,
  { text, beam, onDelta }: Question,
): Promise<Answer> {
  const { model, target, priority, signal, partOf, options = {} } = asked;
  const { forbidden = [] } = options;
  const prefix = written(model, options.prefix ?? '');
  const request = {
    prompt: await sentencePrompt(engine, asked, text),
    maxTokens: translationBudget(text, target),
    ...model.sampling.translate,
    priority,
    ...(beam && { beam }),
    ...(prefix !== '' && { forcedPrefix: prefix }),
    ...(forbidden.length > 0 && { forbidden }),
  };
  const result = await engine.generate(request, { signal, partOf, ...(onDelta && { onDelta }) });
  const { text: best, alternatives: found = [] } = result;
  const lines = new Map<string, Line>();
  for (const line of [found.find((one) => one.text === best) ?? { text: best }, ...found]) {
    const whole = transformWhole(openLine(model), prefix + line.text);
    if (!lines.has(whole)) lines.set(whole, { ...line, text: whole });
  }
  const confidence = result.confidence && judgeConfidence(result.confidence, model.confidence);
  return { lines: [...lines.values()], confidence, finishReason: result.finishReason };
}

/** The search that a sentence is asked with; undefined for none. */
export function searchOf({
  quality,
  options = {},
}: Pick<SentenceRequest, 'quality' | 'options'>): BeamOptions | undefined {
  const { beams, required = [] } = options;
  if (beams === undefined && required.length === 0 && quality === 'fast') return undefined;
  const width = beams ?? search.width;
  return {
    ...search,
    width,
    ...(beams !== undefined && { results: width }),
    ...(required.length > 0 && { required }),
  };
}

/**
 * Translates one sentence.
 *
 * @throws AppError what the engine throws.
 */
export async function translateSentence(
  engine: EngineClient,
  request: SentenceRequest,
): Promise<SentenceEnd> {
  const { sentence, model, mayShow, onDelta, options } = request;
  if (sentence.marks.length > 0) return translateMarked(engine, request);
  const beam = searchOf(request);
  // What a search has while it lasts may all change, and what may turn out not to be shown is held back.
  const isShown = beam === undefined && mayShow === undefined;
  const line = openLine(model);
  if (isShown && options?.prefix !== undefined) onDelta(line.push(written(model, options.prefix)));
  const answer = await ask(engine, request, {
    ...{ text: sentence.prompt, beam },
    onDelta: isShown ? (delta) => onDelta(line.push(delta)) : undefined,
  });
  return conclude(answer, request, (text) => [text]);
}

/** @param toTemplate Where a line has the sentence's spans; undefined if it has not all of them. */
function conclude(
  { lines, confidence, finishReason }: Answer,
  request: SentenceRequest,
  toTemplate: (line: string) => Template | undefined,
): SentenceEnd {
  const text = lines[0]?.text ?? '';
  const { mayShow } = request;
  const common = { confidence, finishReason, isPlaced: false };
  if (mayShow?.({ text, confidence }) === false) {
    return { ...common, withheld: true, template: [], alternatives: [] };
  }
  const others = searchOf(request) === undefined ? [] : lines.filter((line) => line.text !== '');
  const alternatives = others.flatMap((line) => {
    const template = toTemplate(line.text);
    return template === undefined ? [] : [{ template, score: line.score }];
  });
  const template = toTemplate(text) ?? [];
  return { ...common, withheld: false, template, alternatives };
}

/**
 * A sentence with protected spans. The model copies the marks that stand for them; if it does not, it is asked
 * again with the marks required. If it has not all of them then, or does not know the sentence with such marks,
 * it is asked for the sentence without them, and they are put where they stand in the source.
 */
async function translateMarked(
  engine: EngineClient,
  request: SentenceRequest,
): Promise<SentenceEnd> {
  const { sentence, target, mayShow, options } = request;
  const textOf = ({ lines }: Answer) => lines[0]?.text ?? '';
  const isSure = (answer: Answer) =>
    answer.confidence?.trusted !== false &&
    mayShow?.({ text: textOf(answer), confidence: answer.confidence }) !== false;
  const read = (line: string) => readMarks(line, sentence);
  const isRead = (answer: Answer) => read(textOf(answer)) !== undefined;
  const beam = searchOf(request);
  if (options?.prefix !== undefined) return goOnMarked(engine, request, options.prefix);

  const copied = await ask(engine, request, { text: sentence.prompt, beam });
  if (isSure(copied)) {
    if (isRead(copied)) return conclude(copied, request, read);
    const required = [...(options?.required ?? []), ...sentence.marks];
    const forced = await ask(engine, request, {
      text: sentence.prompt,
      beam: { ...(beam ?? search), required },
    });
    if (isSure(forced) && isRead(forced)) return conclude(forced, request, read);
  }
  const plain = await ask(engine, request, { text: sentence.plain, beam });
  const placed = conclude(plain, request, (line) => placeSpans(line, sentence, target.tag));
  return { ...placed, isPlaced: !placed.withheld };
}

/** What the user began stays, whatever becomes of the spans that are not in it yet. */
async function goOnMarked(
  engine: EngineClient,
  request: SentenceRequest,
  prefix: string,
): Promise<SentenceEnd> {
  const { sentence, segment, options } = request;
  const begun = { ...options, prefix: markTarget(prefix, segment, sentence) };
  const beam = searchOf(request);
  const answer = await ask(engine, { ...request, options: begun }, { text: sentence.prompt, beam });
  const read = (line: string) => readMarks(line, sentence) ?? [unmark(line, segment, sentence)];
  return conclude(answer, request, read);
}

/** Makes of what a model writes the one line that a sentence is. */
function openLine(model: Model): TextTransform {
  return compose(new SpecialTextRestorer(model), new OneLine());
}
