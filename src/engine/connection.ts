import { AppError, fromWire } from '../core/errors';
import type { FromWorker, RequestId, RuntimeModel, RuntimeProgress, ToWorker } from './protocol';
import type { GenerateRequest, GenerateResult } from './types';

/** A worker, as much of it as is needed. */
export interface WorkerPort {
  post(message: ToWorker): void;
  /** Sets the only listeners. `onCrash` is for what the worker did not catch, or could not load. */
  listen(onMessage: (message: FromWorker) => void, onCrash: (detail: string) => void): void;
  terminate(): void;
}

export interface ConnectionPorts {
  readonly worker: WorkerPort;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** The worker is lost, with all its open requests; called at most once, after they were failed. */
  readonly onLost: (error: AppError) => void;
}

/**
 * Longest silence while anything is under way. Generous: on a software renderer the shaders of a
 * model take many seconds, and a long prompt gives no sign until it is read.
 */
const STALL_MS = 120_000;

/** How one open request is to be told. */
interface Open {
  readonly onMessage: (message: FromWorker) => void;
  readonly reject: (error: AppError) => void;
}

/** The page's end of one worker's life: who waits for which answer, and is it still alive. */
export class Connection {
  readonly #ports: ConnectionPorts;
  readonly #open = new Map<RequestId, Open>();
  #nextId: RequestId = 1;
  #closed: AppError | undefined;
  #stopWatch: (() => void) | undefined;

  constructor(ports: ConnectionPorts) {
    this.#ports = ports;
    ports.worker.listen(
      (message) => this.#receive(message),
      (detail) => this.#lose(new AppError('engine-crashed', { detail })),
    );
  }

  /** Rejects with the worker's error, or when the worker is lost or closed. */
  async load(model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void> {
    const id = this.#nextId++;
    await this.#request<undefined>({ type: 'load', id, model }, (message, resolve) => {
      if (message.type === 'progress') onProgress(message);
      if (message.type === 'loaded') resolve(undefined);
    });
  }

  /** Rejects as {@link load} does, and with `aborted` after the signal. */
  async generate(
    request: GenerateRequest,
    onText: (delta: string, tokensPerSecond: number) => void,
    signal?: AbortSignal,
  ): Promise<GenerateResult> {
    const id = this.#nextId++;
    const cancel = () => this.#ports.worker.post({ type: 'cancel', id });
    signal?.addEventListener('abort', cancel);
    try {
      return await this.#request<GenerateResult>(
        { type: 'generate', id, request },
        (message, resolve) => {
          if (message.type === 'text' && signal?.aborted !== true) {
            onText(message.delta, message.tokensPerSecond);
          }
          if (message.type === 'generated') resolve(message.result);
        },
      );
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  /** Ends the worker at once; whatever is open is rejected with the error. */
  close(error: AppError): void {
    if (this.#closed !== undefined) return;
    this.#closed = error;
    this.#stopWatch?.();
    this.#ports.worker.terminate();
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { reject } of open) reject(error);
  }

  #request<T>(
    message: ToWorker,
    onMessage: (message: FromWorker, resolve: (value: T) => void) => void,
  ): Promise<T> {
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    return new Promise<T>((resolve, reject) => {
      this.#open.set(message.id, { onMessage: (answer) => onMessage(answer, resolve), reject });
      this.#ports.worker.post(message);
      this.#watch();
    });
  }

  #receive(message: FromWorker): void {
    if (this.#closed !== undefined) return;
    if (message.type === 'fatal') {
      this.#lose(fromWire(message.error));
      return;
    }
    const open = this.#open.get(message.id);
    if (isLast(message)) this.#open.delete(message.id);
    this.#watch();
    if (message.type === 'failed') open?.reject(fromWire(message.error));
    else open?.onMessage(message);
  }

  #watch(): void {
    this.#stopWatch?.();
    this.#stopWatch = undefined;
    if (this.#open.size === 0) return;
    this.#stopWatch = this.#ports.setTimer(
      () => this.#lose(new AppError('engine-stalled', { seconds: STALL_MS / 1000 })),
      STALL_MS,
    );
  }

  #lose(error: AppError): void {
    if (this.#closed !== undefined) return;
    this.close(error);
    this.#ports.onLost(error);
  }
}

function isLast(message: FromWorker): boolean {
  return message.type === 'loaded' || message.type === 'generated' || message.type === 'failed';
}
