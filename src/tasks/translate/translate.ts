import { defaultModelId, type Model } from '../../core/catalog';
import { judgeConfidence, type JudgedConfidence } from '../../core/confidence';
import { AppError } from '../../core/errors';
import { findLanguage, type Language } from '../../core/languages/index';
import { renderChat, SpecialTextRestorer, translationInstruction } from '../../core/prompts/index';
import {
  compose,
  joinLines,
  OneLine,
  placeSpans,
  readMarks,
  transformWhole,
  type Marked,
  type Template,
  type TextTransform,
} from '../../core/text/index';
import type { BeamOptions, EngineClient, Priority } from '../../engine/client';
import { ensureLoaded } from '../ensureLoaded';
import { segmentInBlocks, TranslationAssembly } from './assembly';
import { detectTag } from './sourceTag';
import type { Quality, SentenceEnd, TranslatedSegment, TranslationRequest } from './types';

/** Requests under way: what the engine runs at once, and as many again so that it need not wait for them. */
const WINDOW = 16;

/**
 * Sentences that somebody waits for: the engine takes so many at once, and what comes meanwhile waits for
 * one sentence at most. A longer text is read while it is being written, so others may go before it.
 */
const WAITED_FOR = 8;

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
  {
    text,
    from,
    to,
    model: modelId = defaultModelId,
    quality = 'fast',
    mayShow,
    ...rest
  }: TranslationRequest,
): Promise<string> {
  const model = engine.model(modelId);
  const target = requireLanguage(to);
  const source = from === undefined ? undefined : requireLanguage(from);
  const failed = new AbortController();
  const signal =
    rest.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, rest.signal]);

  const whole = (rest.joinLines === true ? joinLines(text) : text).toWellFormed();
  const tag = source?.tag ?? (await detectTag(whole));
  const budget = segmentBudget(model, target);
  const segmented = await segmentInBlocks(whole, tag, budget, signal, {
    numbers: rest.keepNumbers,
  });
  const assembly = new TranslationAssembly(segmented, target.script, {
    onProgress: (progress) => signal.aborted || rest.onProgress?.(progress),
    onSegment: (segment) => signal.aborted || tell(segment, rest),
  });
  const common = {
    ...{ model, target, quality, mayShow, signal, partOf: {} },
    priority: segmented.segments.length > WAITED_FOR ? 'background' : 'interactive',
  } as const;
  // In turn, so that the engine is asked in the order of the text.
  let loaded = Promise.resolve();
  const work = async (): Promise<void> => {
    for (;;) {
      if (signal.aborted) throw new AppError('aborted');
      const sentence = assembly.take();
      assembly.advance();
      if (sentence === undefined) return;
      loaded = loaded.then(() => ensureLoaded(engine, modelId, { signal }));
      await loaded;
      const onDelta = (delta: string): void => assembly.write(sentence, delta);
      const end = await translateSentence(engine, { ...common, sentence, onDelta });
      assembly.finish(sentence, end);
    }
  };
  try {
    await Promise.all(Array.from({ length: WINDOW }, work));
  } catch (error) {
    failed.abort();
    throw error;
  }
  return assembly.text;
}

/** @throws AppError `unsupported-language` for what is none of the 102. */
function requireLanguage(tagOrCode: string): Language {
  const language = findLanguage(tagOrCode);
  if (language === undefined) throw new AppError('unsupported-language', { language: tagOrCode });
  return language;
}

function tell(
  segment: TranslatedSegment,
  { onSegment, onAlternatives }: Pick<TranslationRequest, 'onSegment' | 'onAlternatives'>,
): void {
  onSegment?.(segment);
  const { index, total, start, alternatives: texts } = segment;
  if (texts.length > 1) onAlternatives?.({ index, total, start, texts });
}

interface SentenceRequest extends Pick<TranslationRequest, 'mayShow'> {
  readonly sentence: Marked;
  readonly model: Model;
  readonly target: Language;
  readonly quality: Quality;
  readonly priority: Priority;
  readonly signal: AbortSignal;
  /** The same for all sentences of a text. */
  readonly partOf: object;
  /** Called with what comes next of the translation. */
  readonly onDelta: (delta: string) => void;
}

const search: BeamOptions = { width: 5, lengthPenalty: 1, results: 3 };

/** What a model answers to a sentence: one line, or with a search several, best first. */
interface Answer {
  readonly lines: readonly string[];
  readonly confidence: JudgedConfidence | undefined;
}

interface Question {
  readonly text: string;
  readonly beam?: BeamOptions | undefined;
  readonly onDelta?: ((delta: string) => void) | undefined;
}

async function ask(
  engine: EngineClient,
  { model, target, priority, signal, partOf }: SentenceRequest,
  { text, beam, onDelta }: Question,
): Promise<Answer> {
  const instruction = translationInstruction(target.englishName, text);
  const request = {
    prompt: renderChat(model, [{ role: 'user', text: instruction }]),
    maxTokens: translationBudget(text, target),
    ...model.sampling.translate,
    priority,
    ...(beam && { beam }),
  };
  const result = await engine.generate(request, { signal, partOf, ...(onDelta && { onDelta }) });
  const texts = [result.text, ...(result.alternatives ?? []).map((one) => one.text)];
  const lines = [...new Set(texts.map((one) => transformWhole(openLine(model), one)))];
  const confidence = result.confidence && judgeConfidence(result.confidence, model.confidence);
  return { lines, confidence };
}

async function translateSentence(
  engine: EngineClient,
  request: SentenceRequest,
): Promise<SentenceEnd> {
  const { sentence, model, quality, mayShow, onDelta } = request;
  if (sentence.marks.length > 0) return translateMarked(engine, request);
  const beam = quality === 'best' ? search : undefined;
  // What a search has while it lasts may all change, and what may turn out not to be shown is held back.
  const isShown = beam === undefined && mayShow === undefined;
  const line = openLine(model);
  const answer = await ask(engine, request, {
    ...{ text: sentence.prompt, beam },
    onDelta: isShown ? (delta) => onDelta(line.push(delta)) : undefined,
  });
  return conclude(answer, request, (text) => [text]);
}

/** @param toTemplate Where a line has the sentence's spans; undefined if it has not all of them. */
function conclude(
  answer: Answer,
  { mayShow, quality }: SentenceRequest,
  toTemplate: (line: string) => Template | undefined,
): SentenceEnd {
  const { lines, confidence } = answer;
  const [text = ''] = lines;
  if (mayShow?.({ text, confidence }) === false) {
    return { confidence, withheld: true, template: [], alternatives: [] };
  }
  const template = toTemplate(text) ?? [];
  const others = quality === 'best' ? lines.filter((line) => line !== '') : [];
  const alternatives = others.map(toTemplate).filter((one) => one !== undefined);
  return { confidence, withheld: false, template, alternatives };
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
  const { sentence, target, quality, mayShow } = request;
  const isSure = ({ lines: [text = ''], confidence }: Answer) =>
    confidence?.trusted !== false && mayShow?.({ text, confidence }) !== false;
  const read = (line: string) => readMarks(line, sentence);
  const isRead = ({ lines: [text = ''] }: Answer) => read(text) !== undefined;
  const beam = quality === 'best' ? search : undefined;

  const copied = await ask(engine, request, { text: sentence.prompt, beam });
  if (isSure(copied)) {
    if (isRead(copied)) return conclude(copied, request, read);
    const required = { ...search, required: sentence.marks };
    const forced = await ask(engine, request, { text: sentence.prompt, beam: required });
    if (isSure(forced) && isRead(forced)) return conclude(forced, request, read);
  }
  const plain = await ask(engine, request, { text: sentence.plain, beam });
  return conclude(plain, request, (line) => placeSpans(line, sentence, target.tag));
}

/** Makes of what a model writes the one line that a sentence is. */
function openLine(model: Model): TextTransform {
  return compose(new SpecialTextRestorer(model), new OneLine());
}

/*
 * Tokens that a language takes where English takes one, at worst over the vocabularies of Llama 2
 * and Llama 3 (first clause of the Universal Declaration of Human Rights), by script.
 */
const fertilityOfScript: Readonly<Record<string, number>> = {
  Latn: 1.8,
  Cyrl: 2,
  Hans: 2,
  Hant: 2,
  Grek: 3.5,
  Jpan: 3.2,
  Kore: 4.1,
  Thai: 4.3,
  Hebr: 4.3,
  Arab: 5,
  Deva: 6.5,
  Beng: 6.5,
};
const fertilityOfOthers = 15;
const fertilityOfVietnamese = 3.7;

function fertility({ tag, script }: Language): number {
  if (tag === 'vi') return fertilityOfVietnamese;
  return fertilityOfScript[script] ?? fertilityOfOthers;
}

// The layout and the request around a sentence.
const FRAME_TOKENS = 80;
const SHORTEST_SEGMENT = 100;
const LONGEST_SEGMENT = 200;

/** Estimated tokens that a sentence may have so that it and its translation fit into the context. */
export function segmentBudget(model: Model, target: Language): number {
  const fitting = (model.contextLength - FRAME_TOKENS) / (1 + fertility(target));
  return Math.floor(Math.min(LONGEST_SEGMENT, Math.max(SHORTEST_SEGMENT, fitting)));
}

// An ideograph or a syllable says what takes four letters elsewhere.
const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Tokens that a translation may take: twice what is likely, a guard against endless repetition. */
export function translationBudget(source: string, target: Language): number {
  const denseCount = source.match(dense)?.length ?? 0;
  const englishTokens = denseCount * 0.8 + (source.length - denseCount) * 0.25;
  return Math.ceil(32 + 2 * englishTokens * fertility(target));
}
