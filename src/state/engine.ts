import { createStore, type StoreApi } from 'zustand/vanilla';
import { models, type ModelId } from '../core/catalog';
import type { AppError } from '../core/errors';
import type { EngineClient, EngineStatus, Usage } from '../engine/client';
import type { GpuReport } from '../engine/gpu';
import { toAppError } from './failure';

export interface EngineState {
  /** The model that answers the next request. */
  readonly modelId: ModelId;
  readonly status: EngineStatus;
  /** Undefined until the device was looked at. */
  readonly gpu: GpuReport | undefined;
  /** Models whose files are on this device. */
  readonly stored: ReadonlySet<ModelId>;
  /** Why a model last failed to load or to be removed. */
  readonly errors: Readonly<Partial<Record<ModelId, AppError>>>;
}

export interface EngineActions {
  /** Takes effect with the next request. */
  select(modelId: ModelId): void;
  /** Looks at the GPU, again if it was looked at before. Never rejects. */
  checkDevice(): Promise<void>;
  /** Loads, if it is not loaded; failures end in `errors`. Never rejects. */
  load(modelId: ModelId): Promise<void>;
  cancelLoad(): void;
  /** Deletes a model's files, unloading it first if need be. Never rejects. */
  remove(modelId: ModelId): Promise<void>;
  lastStats(): Usage | undefined;
}

export type EngineStore = StoreApi<EngineState & EngineActions>;

export interface EnginePorts {
  readonly client: EngineClient;
  readonly weights: {
    has(modelId: ModelId): Promise<boolean>;
    remove(modelId: ModelId): Promise<void>;
  };
  readonly checkGpu: () => Promise<GpuReport>;
  readonly modelId: ModelId;
}

/** What the page knows about the engine and the models on this device. */
export function createEngineStore(ports: EnginePorts): EngineStore {
  const { client, weights } = ports;
  let loading: AbortController | undefined;

  const store: EngineStore = createStore((set, get) => {
    const note = (modelId: ModelId, error: AppError | undefined) => {
      const { [modelId]: _previous, ...others } = get().errors;
      set({ errors: error === undefined ? others : { ...others, [modelId]: error } });
    };
    const refreshStored = async () => {
      const present = await Promise.all(models.map(({ id }) => weights.has(id)));
      set({ stored: new Set(models.filter((_, at) => present[at]).map(({ id }) => id)) });
    };

    client.subscribe((status) => {
      set({ status });
      if (status.kind === 'ready' && !get().stored.has(status.modelId)) void refreshStored();
    });
    void refreshStored().catch(() => undefined);

    return {
      modelId: ports.modelId,
      status: client.status(),
      gpu: undefined,
      stored: new Set<ModelId>(),
      errors: {},
      select: (modelId) => set({ modelId }),
      checkDevice: async () => set({ gpu: await ports.checkGpu() }),
      load: async (modelId) => {
        const controller = new AbortController();
        loading = controller;
        note(modelId, undefined);
        try {
          await client.load(modelId, { signal: controller.signal });
        } catch (cause) {
          const error = toAppError(cause);
          if (error.code !== 'aborted') note(modelId, error);
        }
      },
      cancelLoad: () => loading?.abort(),
      remove: async (modelId) => {
        note(modelId, undefined);
        try {
          const { status } = get();
          if (status.kind !== 'idle' && status.modelId === modelId) await client.unload();
          await weights.remove(modelId);
          await refreshStored();
        } catch (cause) {
          note(modelId, toAppError(cause));
        }
      },
      lastStats: () => client.lastStats(),
    };
  });
  return store;
}
