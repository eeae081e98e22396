import type { ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import type { EngineClient, LoadOptions } from '../engine/client';

/** Loads the model unless it is there already. */
export async function ensureLoaded(
  engine: EngineClient,
  modelId: ModelId,
  options: LoadOptions = {},
): Promise<void> {
  const status = engine.status();
  const isLoaded = status.kind === 'ready' || status.kind === 'generating';
  if (!isLoaded || status.modelId !== modelId) await engine.load(modelId, options);
}

/**
 * What a task of many requests asks before each of them: loads the model at first, and again where it was lost. One
 * that was taken in its place meanwhile stays: a task never takes it back.
 *
 * @throws AppError `model-not-loaded` by the function, when another model took its place.
 */
export function holdLoaded(
  engine: EngineClient,
  modelId: ModelId,
  options: LoadOptions = {},
): () => Promise<void> {
  let loaded: Promise<void> | undefined;
  const again = async (): Promise<void> => {
    const status = engine.status();
    const isTaken = status.kind !== 'idle' && status.modelId !== modelId;
    if (isTaken) throw new AppError('model-not-loaded');
    await ensureLoaded(engine, modelId, options);
  };
  return () =>
    (loaded = loaded === undefined ? ensureLoaded(engine, modelId, options) : loaded.then(again));
}
