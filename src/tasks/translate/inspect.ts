import { defaultModelId } from '../../core/catalog';
import { written } from '../../core/prompts/index';
import { markSpans, markTarget, unmark, type Marked, type Segment } from '../../core/text/index';
import type { EngineClient, TextToken, TokenLogprobs } from '../../engine/client';
import { ensureLoaded } from '../ensureLoaded';
import { translationBudget } from './budget';
import { Neighbours, type Surroundings } from './neighbours';
import { requireLanguage } from './segments';
import { searchOf, sentenceInstruction, sentencePrompt } from './sentence';
import type { Quality, SentenceOptions, TranslationSettings } from './types';

/** A sentence, and how it would be asked for. */
export interface InspectRequest extends Pick<TranslationSettings, 'to' | 'model'> {
  readonly segment: Segment;
  readonly options?: SentenceOptions | undefined;
  readonly quality: Quality;
  /** The text around the sentence, which is the only one asked for, if that is given with it. */
  readonly around?: Surroundings | undefined;
  readonly signal: AbortSignal;
}

/** What a model is sent for a sentence. */
export interface InspectedPrompt {
  readonly prompt: string;
  /** As the model reads it. */
  readonly tokens: readonly TextToken[];
  /** Of the context; the prompt and the answer share it. */
  readonly contextLength: number;
  readonly temperature: number;
  /** Sentences compared at a time; 1 without a search. */
  readonly beams: number;
  /** Tokens that the answer may have. */
  readonly maxTokens: number;
}

/** A word of a translation, or what stands between words. */
export interface MeasuredWord {
  readonly text: string;
  /** 0 to 1, below which it is where `isBound`; undefined for what is no word, and for a protected span. */
  readonly probability: number | undefined;
  readonly isBound: boolean;
  /** How else the translation could go on here, most likely first. */
  readonly others: readonly OtherWord[];
}

/** The beginning of a word that could stand in the place of another. */
export interface OtherWord {
  readonly text: string;
  readonly probability: number;
  /** The translation up to it, with it. */
  readonly prefix: string;
}

/** The likeliest tokens that are looked at for each token. */
const CANDIDATES = 24;
/** How many of them are offered. */
const OFFERED = 5;

async function promptOf(
  engine: EngineClient,
  { segment, to, options, around, signal, model: modelId = defaultModelId }: InspectRequest,
) {
  const target = requireLanguage(to);
  await ensureLoaded(engine, modelId, { signal });
  const model = engine.model(modelId);
  const marked = markSpans(segment);
  const ask = (text: string) => sentenceInstruction(target, text, options);
  const before = around && (await new Neighbours(around).before(0, ask));
  const asked = {
    model,
    target,
    signal,
    options: { ...options, before: before ?? options?.before },
  };
  const prompt = await sentencePrompt(engine, asked, marked.prompt);
  return { prompt, model, marked, target };
}

/**
 * The prompt that a sentence is sent with, its tokens and settings. Loads the model when it is not loaded.
 *
 * @throws AppError `unsupported-language`, `aborted`, and what the engine throws.
 */
export async function inspectPrompt(
  engine: EngineClient,
  request: InspectRequest,
): Promise<InspectedPrompt> {
  const { prompt, model, marked, target } = await promptOf(engine, request);
  const tokens = await engine.tokenize(prompt, request.signal);
  return {
    ...{ prompt, tokens, contextLength: model.contextLength },
    temperature: model.sampling.translate.temperature,
    beams: searchOf(request)?.width ?? 1,
    maxTokens: translationBudget(marked.prompt, target),
  };
}

/**
 * How likely each word of a translation was to the model, after those before it, whoever wrote it. Loads the model
 * when it is not loaded.
 *
 * @throws AppError `unsupported-language`, `input-too-long`, `aborted`, and what the engine throws.
 */
export async function measureWords(
  engine: EngineClient,
  request: InspectRequest & { readonly translation: string },
): Promise<readonly MeasuredWord[]> {
  const { prompt, model, marked, target } = await promptOf(engine, request);
  const { segment, translation, signal } = request;
  const seen = markTarget(translation, segment, marked);
  const { logprobs = [] } = await engine.generate(
    {
      ...{ prompt, given: written(model, seen), maxTokens: 1, topLogprobs: CANDIDATES },
      ...{ temperature: 0, topP: 1, priority: 'interactive' },
    },
    { signal },
  );
  return toWords(seen, logprobs, { segment, marked, tag: target.tag });
}

interface Sentence {
  readonly segment: Segment;
  readonly marked: Marked;
  readonly tag: string;
}

/** A token with its place in the text, in UTF-16 code units. */
interface PlacedToken extends TokenLogprobs {
  readonly start: number;
}

/** The words of a text as the model sees it, each with the tokens whose first letters are in it. */
function toWords(
  seen: string,
  logprobs: readonly TokenLogprobs[],
  sentence: Sentence,
): readonly MeasuredWord[] {
  const tokens = place(logprobs);
  const shown = (text: string): string => unmark(text, sentence.segment, sentence.marked);
  let at = 0;
  return splitWords(seen, sentence).map(({ text, end, isWord }): MeasuredWord => {
    const own: PlacedToken[] = [];
    for (let one = tokens[at]; one !== undefined && firstLetter(one) < end; one = tokens[++at]) {
      own.push(one);
    }
    const [first] = own;
    const plain = { text: shown(text), probability: undefined, isBound: false, others: [] };
    if (!isWord || first === undefined) return plain;
    const sum = own.reduce((total, one) => total + boundOf(one), 0);
    return {
      text,
      probability: Math.exp(sum),
      isBound: own.some(({ logprob }) => logprob === -Infinity),
      others: othersOf(first, shown(seen.slice(0, first.start))),
    };
  });
}

function place(logprobs: readonly TokenLogprobs[]): readonly PlacedToken[] {
  let start = 0;
  return logprobs.map((one) => {
    const placed = { ...one, start };
    start += one.token.length;
    return placed;
  });
}

/** A space before a word is a part of the word's token. */
function firstLetter({ token, start }: PlacedToken): number {
  return token.trim() === '' ? start : start + token.length - token.trimStart().length;
}

/** What is none of the likeliest is less likely than the last of them. */
function boundOf({ logprob, top }: TokenLogprobs): number {
  return logprob === -Infinity ? (top.at(-1)?.logprob ?? 0) : logprob;
}

function othersOf({ token: own, top }: TokenLogprobs, before: string): readonly OtherWord[] {
  return top
    .filter(({ token }) => token !== own && token.trim() !== '' && !token.includes('\ufffd'))
    .slice(0, OFFERED)
    .map(({ token, logprob }) => ({
      text: token.trim(),
      probability: Math.exp(logprob),
      prefix: before + token,
    }));
}

/** Words and what is between them; a mark stands for a span, as one. */
function splitWords(seen: string, { marked: { marks }, tag }: Sentence) {
  const words = new Intl.Segmenter(tag, { granularity: 'word' });
  let end = 0;
  return splitAt(seen, marks).flatMap((piece) => {
    const isMark = marks.includes(piece);
    const parts = isMark ? [{ segment: piece }] : [...words.segment(piece)];
    return parts.map((part) => {
      end += part.segment.length;
      const isWord = 'isWordLike' in part && part.isWordLike;
      return { text: part.segment, end, isWord };
    });
  });
}

/** A text cut before and after each of these. */
function splitAt(text: string, marks: readonly string[]): readonly string[] {
  return marks.reduce<readonly string[]>(
    (pieces, mark) =>
      pieces.flatMap((piece) => {
        if (marks.includes(piece)) return [piece];
        return piece.split(mark).flatMap((one, i) => (i === 0 ? [one] : [mark, one]));
      }),
    [text],
  );
}
