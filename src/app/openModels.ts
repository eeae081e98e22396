import type { ModelId, Quantization } from '../core/catalog';
import { AppError } from '../core/errors';
import { setTimer } from '../core/timer';
import type { EngineClient } from '../engine/client';
import { chooseRun } from '../engine/gpu';
import type { EngineStore } from '../state/engine';
import { whenIdle, type Workers } from '../state/idle';
import { createModelsStore, type ModelsStore, type Places } from '../state/models';
import type { PreferencesStore } from '../state/preferences';
import type { Packages } from '../models/packages';
import type { InterfaceLanguage } from '../ui/i18n';

export interface ModelsParts extends Workers {
  readonly weights: Packages;
  readonly client: EngineClient;
  readonly preferences: PreferencesStore<InterfaceLanguage>;
  readonly usualPlaces: Places;
}

/** Joins the store of models to this browser, and looks at what is stored. */
export async function openModels(parts: ModelsParts): Promise<ModelsStore> {
  const { weights, client, engine, preferences, usualPlaces } = parts;
  const store = createModelsStore({
    weights,
    engine,
    places: () => {
      const { packageHost, hub } = preferences.getState();
      return { packageHost: packageHost ?? usualPlaces.packageHost, hub: hub ?? usualPlaces.hub };
    },
    quantization: (modelId) => quantizationFor(modelId, engine, client),
    hasAccepted: (modelId) => preferences.getState().acceptedLicences.includes(modelId),
    persist: async () => navigator.storage.persist(),
    freeBytes,
    whenIdle: () => whenIdle(parts),
    network: {
      isOnline: () => navigator.onLine,
      onOnline: (callback) => addEventListener('online', callback),
    },
    after: (ms, run) => setTimer(run, ms),
    now: () => performance.now(),
  });
  await store.getState().refresh();
  return store;
}

async function quantizationFor(
  modelId: ModelId,
  engine: EngineStore,
  client: EngineClient,
): Promise<Quantization> {
  if (engine.getState().gpu === undefined) await engine.getState().checkDevice();
  const report = engine.getState().gpu ?? ({ ok: false, error: new AppError('internal') } as const);
  const model = client.model(modelId);
  return chooseRun(report, model, { contextLength: model.contextLength }).quantization;
}

async function freeBytes(): Promise<number | undefined> {
  const { quota, usage = 0 } = await navigator.storage.estimate();
  return quota === undefined ? undefined : Math.max(0, quota - usage);
}
