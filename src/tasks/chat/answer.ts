import { defaultModelId, type ModelId } from '../../core/catalog';
import { judgeConfidence, type JudgedConfidence } from '../../core/confidence';
import { AppError } from '../../core/errors';
import {
  fitHistory,
  joinTurns,
  renderChat,
  renderDialogue,
  SpecialTextRestorer,
  written,
  type ChatMessage,
} from '../../core/prompts/index';
import type { EngineClient, GenerateRequest } from '../../engine/client';
import { ensureLoaded } from '../ensureLoaded';
import { answerReserve, dialogueBudget } from './budget';

/** Characters of an answer that may be replaced and are not shown before its end. */
const HELD_BACK = 160;

/** A dialogue that waits for its next answer. */
export interface AnswerRequest {
  /** Turns before the others, which are never left out; none, unless said otherwise. */
  readonly pinned?: readonly ChatMessage[] | undefined;
  /** In order; together with those before, the last is the user's. */
  readonly messages: readonly ChatMessage[];
  /** How many of the last messages are what is asked, and never left out; 1, unless said otherwise. */
  readonly asked?: number | undefined;
  /** How the answer begins: it goes on from here. */
  readonly prefix?: string | undefined;
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  /** 0 is greedy; the model's own unless said otherwise. */
  readonly temperature?: number | undefined;
  /** Only this many of the likeliest tokens; all of them unless said otherwise. */
  readonly topK?: number | undefined;
  /** The rules that the answer is held to, with its prefix, in the notation of xgrammar. */
  readonly rules?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gives what is shown instead of an answer. A short one is not shown before, a longer one may be. */
  readonly replace?: ((written: WrittenAnswer) => string) | undefined;
  /** Called with all of the answer so far, which only ever grows at its end. */
  readonly onText?: ((text: string) => void) | undefined;
}

/** What a model wrote as its answer. */
export interface WrittenAnswer {
  readonly text: string;
  /** Undefined where the engine gave none. */
  readonly confidence: JudgedConfidence | undefined;
}

/** An answer, and how it ended. */
export interface Answer {
  /** Without the prefix. */
  readonly text: string;
  /** `length`: the answer was cut off because there was no more room. */
  readonly finishReason: 'stop' | 'length';
  /** How many messages were left out, the oldest, because the context is too short for all. */
  readonly forgot: number;
}

/**
 * Answers the last turn of a dialogue. Loads the model when it is not loaded.
 *
 * @throws AppError `input-too-long` when what is pinned and the last turn alone do not fit, `form-unfinished`
 *   when the room ends before the form of the answer does, and what the engine throws. `onText` has been given
 *   what was written until then.
 */
export async function answer(engine: EngineClient, request: AnswerRequest): Promise<Answer> {
  const { pinned = [], messages, asked = 1, prefix = '', rules, signal } = request;
  const { replace, onText } = request;
  const heldBack = replace === undefined ? 0 : HELD_BACK;
  const { model: modelId = defaultModelId, temperature, topK } = request;
  await ensureLoaded(engine, modelId, signal && { signal });
  const model = engine.model(modelId);
  const begun = prefix === '' ? undefined : written(model, prefix);
  const limit = dialogueBudget(model);
  const count = (prompt: string) => engine.countTokens(prompt + (begun ?? ''), signal);
  const fitted = await fitHistory(model, { pinned, messages, asked }, count, limit);
  if (fitted === undefined) {
    const least = joinTurns([...pinned, ...messages.slice(-asked)]);
    const promptTokens = await count(renderDialogue(model, least));
    throw new AppError('input-too-long', { promptTokens, limit });
  }
  const { turns, left } = fitted;

  // Where a form is kept, every sign of it counts.
  const shown = rules === undefined ? new SpecialTextRestorer(model) : undefined;
  let text = '';
  const write = (delta: string): void => {
    if (delta === '') return;
    text += delta;
    if (text.length > heldBack) onText?.(text);
  };
  const grammar: GenerateRequest['grammar'] =
    rules === undefined ? undefined : { rules, begun: prefix || undefined };
  const { finishReason, confidence } = await engine.generate(
    {
      prompt: renderChat(model, turns),
      maxTokens: answerReserve(model),
      // Goes before the sentences of a long text.
      priority: 'interactive',
      ...model.sampling.chat,
      ...(temperature !== undefined && { temperature }),
      ...(topK !== undefined && { topK }),
      ...(begun !== undefined && { forcedPrefix: begun }),
      ...(grammar && { grammar }),
    },
    {
      ...(signal && { signal }),
      onDelta: (delta) => write(shown === undefined ? delta : shown.push(delta)),
    },
  );
  write(shown?.flush() ?? '');
  if (rules !== undefined && finishReason === 'length') throw new AppError('form-unfinished');
  if (replace !== undefined) {
    const judged = confidence && judgeConfidence(confidence, model.confidence);
    text = replace({ text, confidence: judged });
  }
  return { text, finishReason, forgot: left };
}
