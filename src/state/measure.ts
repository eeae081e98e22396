import { createStore, type StoreApi } from 'zustand/vanilla';
import { toAppError, type AppError } from '../core/errors';
import { measure } from '../diagnostics/measure';
import type { BenchPorts, BenchProgress, Measurement } from '../diagnostics/types';

export interface MeasureState {
  /** Set while it runs. */
  readonly progress: BenchProgress | undefined;
  /** Of the last run that finished, until the page is closed. */
  readonly result: Measurement | undefined;
  /** Why the last run failed; stopping a run is not a failure. */
  readonly error: AppError | undefined;
}

export interface MeasureActions {
  /** Does nothing while it runs. Never rejects. */
  start(): Promise<void>;
  stop(): void;
}

export type MeasureStore = StoreApi<MeasureState & MeasureActions>;

/** One measurement at a time. */
export function createMeasureStore(ports: BenchPorts): MeasureStore {
  let running: AbortController | undefined;
  return createStore((set) => ({
    progress: undefined,
    result: undefined,
    error: undefined,
    start: async () => {
      if (running !== undefined) return;
      running = new AbortController();
      const { signal } = running;
      set({ progress: { step: 'selfTest', fraction: 0 }, error: undefined });
      try {
        const result = await measure(ports, {
          signal,
          onProgress: (progress) => set({ progress }),
        });
        set({ result });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'aborted') set({ error });
      } finally {
        running = undefined;
        set({ progress: undefined });
      }
    },
    stop: () => running?.abort(),
  }));
}
