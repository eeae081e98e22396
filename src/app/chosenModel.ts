import { getModel, type ModelId } from '../core/catalog';
import type { SentenceAnswer } from '../tasks/translate/types';

/**
 * The model that is chosen once `lookUp` has found what it may show. What was asked of one that the user has left
 * meanwhile would take the engine back from the other.
 */
export async function chosenModel<T>(
  chosen: () => ModelId,
  lookUp: (modelId: ModelId) => Promise<T>,
): Promise<{ readonly modelId: ModelId; readonly mayShow: T }> {
  for (;;) {
    const modelId = chosen();
    const mayShow = await lookUp(modelId);
    if (chosen() === modelId) return { modelId, mayShow };
  }
}

/** What a model may show: only for the demo is it known well enough what it does not know. */
export async function mayShowOf(
  modelId: ModelId,
): Promise<((answer: SentenceAnswer) => boolean) | undefined> {
  return getModel(modelId).family === 'demo' ? (await import('../core/demo')).demoKnows : undefined;
}

/** Likewise of a changed translation: what the demo is sure of may be another phrase that it knows. */
export async function mayShowAsChange(modelId: ModelId, target: string) {
  const knows = await mayShowOf(modelId);
  if (knows === undefined) return undefined;
  const { isAkin } = await import('../core/demo/akin');
  return (one: SentenceAnswer) => knows(one) && isAkin(one.text, target);
}
