import { defaultModelId } from '../../core/catalog';
import type { ChatMessage } from '../../core/prompts/index';
import {
  fillIn,
  markSpans,
  markTarget,
  OneLine,
  placeSpans,
  readMarks,
  transformWhole,
  unmark,
  type Marked,
  type Segment,
} from '../../core/text/index';
import type { EngineClient } from '../../engine/client';
import { answer, type WrittenAnswer } from '../chat/answer';
import { requireLanguage } from './segments';
import { sentenceInstruction } from './sentence';
import type { SegmentResult, SentenceOptions, TranslationSettings } from './types';

/** A wish about a translation, and the dialogue before it. */
export interface RefineRequest extends Pick<
  TranslationSettings,
  'to' | 'model' | 'signal' | 'mayShow'
> {
  readonly segment: Segment;
  /** Its translation when the dialogue began. */
  readonly target: string;
  /** How that was asked for. */
  readonly options?: SentenceOptions | undefined;
  /** Wishes and answers in turn; the last is a wish. */
  readonly messages: readonly ChatMessage[];
  /** Whether the answer is a translation, in one line and with the spans of the sentence. */
  readonly isTranslation: boolean;
  /** Called with all of the answer so far. */
  readonly onText: (text: string) => void;
}

/** What a model answers to a wish. */
export type RefineAnswer = Pick<SegmentResult, 'text' | 'withheld' | 'finishReason'>;

/**
 * Asks for a change of a translation, or about it: the request for the translation and its answer stand before the
 * dialogue, which is as long as it may be. Loads the model when it is not loaded.
 *
 * @throws AppError `unsupported-language`, `input-too-long`, `aborted`, and what the engine throws. `onText` has
 *   been given what was written until then.
 */
export async function refine(engine: EngineClient, request: RefineRequest): Promise<RefineAnswer> {
  const { segment, target, options, messages, isTranslation, mayShow, signal, onText } = request;
  const modelId = request.model ?? defaultModelId;
  const language = requireLanguage(request.to);
  const marked = markSpans(segment);
  const shown = (text: string): string => unmark(text, segment, marked);
  const asSeen = (text: string): string => markTarget(text, segment, marked);
  const instruction = sentenceInstruction(language, marked.prompt, options);
  const judged = { withheld: false };
  const judge = (written: WrittenAnswer): string => {
    judged.withheld = mayShow?.(written) === false;
    return judged.withheld ? '' : written.text;
  };
  const { text, finishReason } = await answer(engine, {
    pinned: [
      { role: 'user', text: instruction },
      { role: 'assistant', text: asSeen(target) },
    ],
    messages: messages.map(({ role, text: said }) => ({ role, text: asSeen(said) })),
    ...{
      model: modelId,
      signal,
      temperature: engine.model(modelId).sampling.translate.temperature,
    },
    ...(mayShow && { replace: judge }),
    onText: (so) => onText(shown(so)),
  });
  const { withheld } = judged;
  if (withheld || !isTranslation) return { text: shown(text).trim(), withheld, finishReason };
  const plain = unquoted(text, target);
  // A text of several lines keeps them.
  const line = /[\r\n]/.test(segment.text) ? plain.trim() : transformWhole(new OneLine(), plain);
  return { text: withSpans(line, segment, marked, language.tag), withheld, finishReason };
}

/** Protected spans stay: where the model lost their marks, they are put where they stand in the source. */
function withSpans(line: string, segment: Segment, marked: Marked, tag: string): string {
  const template = readMarks(line, marked);
  if (template !== undefined) return fillIn(template, segment, marked);
  const plain = marked.marks.reduce((text, mark) => text.replaceAll(mark, ''), line);
  return fillIn(placeSpans(plain, marked, tag), segment, marked);
}

const quotes = /^\s*(?:"([^"]+)"|“([^“”]+)”|「([^「」]+)」|«\s*([^«»]+?)\s*»)\s*$/u;

/** In a dialogue, a model may quote a translation that has no quotes of its own. */
function unquoted(answer: string, target: string): string {
  if (quotes.test(target)) return answer;
  const [, ...inside] = (quotes.exec(answer) ?? []) as readonly (string | undefined)[];
  return inside.find((one) => one !== undefined) ?? answer;
}
