import { defaultModelId, type ModelId } from '../../core/catalog';
import { AppError } from '../../core/errors';
import {
  fitHistory,
  renderChat,
  SpecialTextRestorer,
  type ChatMessage,
} from '../../core/prompts/index';
import { estimateTokens } from '../../core/text/tokens';
import type { EngineClient } from '../../engine/client';
import { ensureLoaded } from '../ensureLoaded';
import { answerReserve, dialogueBudget } from './budget';

/** A dialogue that waits for its next answer. */
export interface AnswerRequest {
  /** Alternating turns, user first and last. */
  readonly messages: readonly ChatMessage[];
  /** The demo, unless said otherwise. */
  readonly model?: ModelId | undefined;
  /** 0 is greedy; the model's own unless said otherwise. */
  readonly temperature?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with all of the answer so far, which only ever grows at its end. */
  readonly onText?: ((text: string) => void) | undefined;
}

/** An answer, and how it ended. */
export interface Answer {
  readonly text: string;
  /** `length`: the answer was cut off because there was no more room. */
  readonly finishReason: 'stop' | 'length';
  /** Whether the oldest turns were left out because the context is too short for all. */
  readonly forgot: boolean;
}

/**
 * Answers the last turn of a dialogue. Loads the model when it is not loaded.
 *
 * @throws AppError `input-too-long` when the last turn alone does not fit,
 *   and what the engine throws. `onText` has been given what was written until then.
 */
export async function answer(
  engine: EngineClient,
  { messages, model: modelId = defaultModelId, temperature, signal, onText }: AnswerRequest,
): Promise<Answer> {
  const plan = () => {
    const model = engine.model(modelId);
    const limit = dialogueBudget(model);
    const kept = fitHistory(model, messages, estimateTokens, limit);
    if (kept === undefined) throw new AppError('input-too-long', { limit });
    return { model, kept };
  };
  // What cannot fit loads nothing; once loaded, the model may see less than was asked for.
  plan();
  await ensureLoaded(engine, modelId, signal && { signal });
  const { model, kept } = plan();

  const shown = new SpecialTextRestorer(model);
  let text = '';
  const write = (delta: string): void => {
    if (delta === '') return;
    text += delta;
    onText?.(text);
  };
  const prompt = renderChat(model, kept);
  const { finishReason } = await engine.generate(
    {
      prompt,
      maxTokens: answerReserve(model),
      // Goes before the sentences of a long text.
      priority: 'interactive',
      ...model.sampling.chat,
      ...(temperature !== undefined && { temperature }),
    },
    { ...(signal && { signal }), onDelta: (delta) => write(shown.push(delta)) },
  );
  write(shown.flush());
  return { text, finishReason, forgot: kept.length < messages.length };
}
