import { getModel, type Model, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import type { EngineClient, LoadOptions } from '../engine/client';

/** @throws AppError `model-not-available` for a model that this version cannot run. */
export function requireModel(modelId: ModelId): Model {
  const model = getModel(modelId);
  if (!model.available) throw new AppError('model-not-available', { model: model.displayName });
  return model;
}

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
