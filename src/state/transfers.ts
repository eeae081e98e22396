import type { ModelId, Quantization } from '../core/catalog';
import type { AppError } from '../core/errors';
import type { TransferProgress, ModelSource, Packages } from '../models/packages';
import { toAppError } from './failure';

/** How the bringing of a model's files stands, while they are not all here. */
export type Transfer = { readonly progress: TransferProgress | undefined } & (
  | { readonly kind: 'running' | 'paused' }
  | {
      readonly kind: 'failed';
      readonly error: AppError;
      /** When it goes on by itself. */
      readonly goesOn: 'online' | 'soon' | 'never';
    }
);

/** `navigator.onLine` and the event. */
export interface Network {
  isOnline(): boolean;
  onOnline(callback: () => void): void;
}

export interface TransfersPorts {
  readonly weights: Pick<Packages, 'ensure'>;
  readonly network: Network;
  /** Calls back after a while; returns the source to call it off. */
  readonly after: (milliseconds: number, callback: () => void) => () => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly show: (modelId: ModelId, transfer: Transfer) => void;
  readonly onDone: (modelId: ModelId) => void;
}

export interface Order {
  readonly modelId: ModelId;
  readonly quantization: Quantization;
  /** Left out: the source it began. */
  readonly source?: ModelSource | undefined;
  /** How far it was. */
  readonly progress?: TransferProgress | undefined;
}

export interface Transfers {
  /** Begins or goes on; what waits for a better moment goes on at once. */
  start(order: Order): void;
  /** What was read is kept. Resolves when nothing of it runs any more. */
  stop(modelId: ModelId): Promise<void>;
}

/** Between attempts that bring nothing; one that brings something starts the row again. */
const PAUSES_MS = [5_000, 15_000, 60_000, 120_000, 300_000];
/** Figures that change more often cannot be read. */
const SHOW_MS = 250;

interface Run {
  readonly abort: AbortController;
  wake: () => void;
  done: Promise<void>;
}

/** Brings models in, one transfer for each: pauses, resumes, and goes on by itself after a setback. */
export function createTransfers(ports: TransfersPorts): Transfers {
  const runs = new Map<ModelId, Run>();
  ports.network.onOnline(() => {
    for (const run of runs.values()) run.wake();
  });

  const rest = (run: Run, milliseconds: number | undefined) =>
    new Promise<void>((resolve) => {
      const cancel =
        milliseconds === undefined ? undefined : ports.after(milliseconds, () => run.wake());
      run.wake = () => {
        cancel?.();
        run.wake = () => undefined;
        resolve();
      };
    });

  const bring = async (run: Run, order: Order): Promise<void> => {
    const { modelId, quantization, source } = order;
    const { signal } = run.abort;
    const show = (transfer: Transfer) => {
      if (!signal.aborted) ports.show(modelId, transfer);
    };
    const finish = () => {
      if (!signal.aborted) ports.onDone(modelId);
    };
    let { progress } = order;
    let failures = 0;
    while (!signal.aborted) {
      const before = progress?.doneBytes ?? 0;
      let shown = -Infinity;
      show({ kind: 'running', progress });
      try {
        const onProgress = (next: TransferProgress) => {
          progress = forward(progress, next);
          if (ports.now() - shown < SHOW_MS && next.doneBytes < next.totalBytes) return;
          shown = ports.now();
          show({ kind: 'running', progress });
        };
        await ports.weights.ensure(modelId, quantization, { signal, onProgress, source });
        finish();
        return;
      } catch (cause) {
        const error = toAppError(cause);
        if ((progress?.doneBytes ?? 0) > before) failures = 0;
        const online = ports.network.isOnline();
        const pause = error.retry === 'auto' ? PAUSES_MS[failures] : undefined;
        const goesOn = pause === undefined ? 'never' : online ? 'soon' : 'online';
        show({ kind: 'failed', error, progress, goesOn });
        if (goesOn === 'never') return;
        // Without a network no moment is better than that of its return.
        if (online) failures++;
        await rest(run, online ? pause : undefined);
      }
    }
  };

  return {
    start: (order) => {
      const current = runs.get(order.modelId);
      if (current !== undefined && !current.abort.signal.aborted) {
        current.wake();
        return;
      }
      const run: Run = {
        abort: new AbortController(),
        wake: () => undefined,
        done: Promise.resolve(),
      };
      runs.set(order.modelId, run);
      run.done = Promise.resolve(current?.done)
        .then(() => bring(run, order))
        .finally(() => {
          if (runs.get(order.modelId) === run) runs.delete(order.modelId);
        });
    },
    stop: async (modelId) => {
      const run = runs.get(modelId);
      if (run === undefined) return;
      run.abort.abort();
      run.wake();
      await run.done;
    },
  };
}

/** A run that begins again may count anew from the last byte it is sure of; a reader's bar does not. */
function forward(before: TransferProgress | undefined, next: TransferProgress): TransferProgress {
  if (before?.totalBytes !== next.totalBytes) return next;
  return { ...next, doneBytes: Math.max(before.doneBytes, next.doneBytes) };
}
