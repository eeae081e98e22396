import type { ModelId } from '../core/catalog';
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
