import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelId } from '../core/catalog';
import { toAppError, type AppError } from '../core/errors';
import type { EngineClient, EngineStatus, LoadOptions, RequestStats } from '../engine/client';
import type { GpuReport } from '../core/compatibility';
import { oncePerFrame, type OnFrame } from './frames';

export interface EngineState {
  /** The model that answers the next request. */
  readonly modelId: ModelId;
  readonly status: EngineStatus;
  /** Undefined until the device has been checked. */
  readonly gpu: GpuReport | undefined;
  /** Why a model last failed to load. */
  readonly errors: Readonly<Partial<Record<ModelId, AppError>>>;
}

export interface EngineActions {
  /** Takes effect with the next request. */
  select(modelId: ModelId): void;
  /** Checks the GPU, even if it was checked before. Never rejects. */
  checkDevice(): Promise<void>;
  /** Loads and selects a model, again if its settings changed; failures end in `errors`. Never rejects. */
  load(modelId: ModelId, options?: Pick<LoadOptions, 'takeOver'>): Promise<void>;
  cancelLoad(): void;
  /** Whether reloading the loaded model would change how it answers. */
  isOutdated(modelId: ModelId): boolean;
  /** Unloads a model if it is loaded, and forgets why it failed. */
  release(modelId: ModelId): Promise<void>;
  lastStats(): RequestStats | undefined;
}

export type EngineStore = StoreApi<EngineState & EngineActions>;

export interface EnginePorts {
  readonly client: EngineClient;
  readonly checkGpu: () => Promise<GpuReport>;
  readonly modelId: ModelId;
  readonly onFrame: OnFrame;
}

/** What the page knows about the engine. */
export function createEngineStore({
  client,
  checkGpu,
  modelId,
  onFrame,
}: EnginePorts): EngineStore {
  let loading: AbortController | undefined;

  return createStore((set, get) => {
    const note = (id: ModelId, error: AppError | undefined) => {
      const { [id]: _previous, ...others } = get().errors;
      set({ errors: error === undefined ? others : { ...others, [id]: error } });
    };
    // A batch reports its speed for each of its texts, many times a second.
    const frames = oncePerFrame<EngineStatus>(onFrame, (status) => set({ status }));
    client.subscribe((status) => {
      if (status.kind === 'generating' && get().status.kind === 'generating') {
        frames.give(status);
      } else {
        frames.stop();
        set({ status });
      }
    });

    return {
      modelId,
      status: client.status(),
      gpu: undefined,
      errors: {},
      select: (id) => set({ modelId: id }),
      checkDevice: async () => set({ gpu: await checkGpu() }),
      load: async (id, options) => {
        const controller = new AbortController();
        loading = controller;
        note(id, undefined);
        set({ modelId: id });
        try {
          await client.load(id, { ...options, signal: controller.signal });
        } catch (cause) {
          const error = toAppError(cause);
          if (error.code !== 'aborted') note(id, error);
        }
      },
      isOutdated: (id) => client.isOutdated(id),
      cancelLoad: () => loading?.abort(),
      release: async (id) => {
        note(id, undefined);
        const { status } = get();
        if (status.kind !== 'idle' && status.modelId === id) await client.unload();
      },
      lastStats: () => client.lastStats(),
    };
  });
}
