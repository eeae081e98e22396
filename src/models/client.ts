import type { ModelId } from '../core/catalog';
import { AppError, fromWire } from '../core/errors';
import type { TransferProgress, Packages } from './packages';
import type { Answers, FromWeights, RequestId, ToWeights } from './protocol';

/** A worker, as much of it as is needed. */
export interface PackagesWorker {
  post(message: ToWeights): void;
  /** Sets the only listeners. `onCrash` is for what the worker did not catch, or could not load. */
  listen(onMessage: (message: FromWeights) => void, onCrash: (detail: string) => void): void;
  terminate(): void;
}

interface Open {
  readonly resolve: (value: Answers[keyof Answers]) => void;
  readonly reject: (error: AppError) => void;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
}

type Wish<Type extends keyof Answers> = Omit<
  Extract<ToWeights, { type: Type; modelId: ModelId }>,
  'id'
>;

/**
 * The page's side. Everything happens in a worker, for two reasons: gigabytes never pass the thread that
 * paints, and of all scripts only the worker's may connect to other hosts, while it never sees what the
 * user types.
 */
export function createPackagesClient(createWorker: () => PackagesWorker): Packages {
  const open = new Map<RequestId, Open>();
  let worker: PackagesWorker | undefined;
  let nextId: RequestId = 1;

  const lose = (detail: string) => {
    worker?.terminate();
    worker = undefined;
    const lost = [...open.values()];
    open.clear();
    for (const { reject } of lost) reject(new AppError('weights-crashed', { detail }));
  };

  const receive = (message: FromWeights) => {
    const request = open.get(message.id);
    if (message.type === 'progress') {
      request?.onProgress?.(message.progress);
      return;
    }
    open.delete(message.id);
    if (message.type === 'done') request?.resolve(message.value);
    else request?.reject(fromWire(message.error));
  };

  const start = () => {
    const started = createWorker();
    started.listen(receive, lose);
    return started;
  };

  const ask = <Type extends keyof Answers>(
    wish: Wish<Type>,
    more: { signal?: AbortSignal; onProgress?: Open['onProgress'] } = {},
  ): Promise<Answers[Type]> => {
    const id = nextId++;
    const { signal, onProgress } = more;
    const stop = () => worker?.post({ type: 'stop', id });
    const answer = new Promise<Answers[keyof Answers]>((resolve, reject) => {
      open.set(id, { resolve, reject, onProgress });
      worker ??= start();
      worker.post({ ...wish, id } as ToWeights);
    });
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
    return (answer as Promise<Answers[Type]>).finally(() =>
      signal?.removeEventListener('abort', stop),
    );
  };

  return {
    ensure: (modelId, quantization, { source, ...more }) =>
      ask<'ensure'>({ type: 'ensure', modelId, quantization, source }, more),
    estimate: (modelId, quantization, source) =>
      ask<'estimate'>({ type: 'estimate', modelId, quantization, source }),
    state: (modelId) => ask<'state'>({ type: 'state', modelId }),
    remove: async (modelId) => {
      await ask<'remove'>({ type: 'remove', modelId });
    },
  };
}
