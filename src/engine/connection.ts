import { AppError, fromWire } from '../core/errors';
import type { OpenRequest } from './openRequest';
import type { FromWorker, RequestId, RuntimeModel, RuntimeProgress, ToWorker } from './protocol';
import type { GenerateResult } from './types';
import { Watchdog, type Activity } from './watchdog';

/** A worker, as much of it as is needed. */
export interface WorkerPort {
  post(message: ToWorker): void;
  /** Sets the only listeners. `onCrash` is for what the worker did not catch, or could not load. */
  listen(onMessage: (message: FromWorker) => void, onCrash: (detail: string) => void): void;
  terminate(): void;
}

export interface ConnectionPorts {
  readonly worker: WorkerPort;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
  /** The worker is lost, with all its open requests; called at most once, after they were failed. */
  readonly onLost: (error: AppError) => void;
}

/** How one open request is to be told. */
interface Open {
  readonly onMessage: (message: FromWorker) => void;
  readonly reject: (error: AppError) => void;
  /** Whether any of it has been computed here. */
  writing: boolean;
}

/** The page's end of one worker's life: who waits for which answer, and is it still alive. */
export class Connection {
  readonly #ports: ConnectionPorts;
  readonly #open = new Map<RequestId, Open>();
  readonly #watchdog: Watchdog;
  #nextId: RequestId = 1;
  #closed: AppError | undefined;
  /** Whether the worker has made a pass: until then, it may be compiling shaders. */
  #passed = false;

  constructor(ports: ConnectionPorts) {
    this.#ports = ports;
    this.#watchdog = new Watchdog({
      ...ports,
      onStall: (silentMs) =>
        this.#lose(new AppError('engine-stalled', { seconds: Math.round(silentMs / 1000) })),
    });
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

  /**
   * Goes on with what is written of it. Rejects as {@link load} does, and with `aborted` after the signal.
   *
   * @param onDelta Not called with what has been shown before.
   */
  async generate(
    open: OpenRequest,
    onDelta: (delta: string, tokensPerSecond: number) => void,
    signal?: AbortSignal,
  ): Promise<GenerateResult> {
    const id = this.#nextId++;
    const { request } = open;
    const cancel = () => this.#ports.worker.post({ type: 'cancel', id });
    signal?.addEventListener('abort', cancel);
    try {
      return await this.#request<GenerateResult>(
        { type: 'generate', id, request, written: open.begin() },
        (message, resolve) => {
          if (message.type === 'text' && signal?.aborted !== true) {
            const fresh = open.take(message.delta, message.written);
            if (fresh !== '') onDelta(fresh, message.tokensPerSecond);
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
    this.#watchdog.watch();
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
      const told = (answer: FromWorker) => onMessage(answer, resolve);
      this.#open.set(message.id, { onMessage: told, reject, writing: false });
      this.#ports.worker.post(message);
      // Others beside it do not make a silent worker younger.
      if (this.#open.size === 1) this.#watchdog.watch(this.#activity);
    });
  }

  #receive(message: FromWorker): void {
    if (this.#closed !== undefined) return;
    if (message.type === 'fatal') {
      this.#lose(fromWire(message.error));
      return;
    }
    if (message.type === 'pulse') {
      this.#passed = true;
      this.#watchdog.watch(this.#activity);
      return;
    }
    const open = this.#open.get(message.id);
    if (message.type === 'text' && open !== undefined) open.writing ||= message.written.length > 0;
    if (isLast(message)) this.#open.delete(message.id);
    this.#watchdog.watch(this.#activity);
    if (message.type === 'failed') open?.reject(fromWire(message.error));
    else open?.onMessage(message);
  }

  get #activity(): Activity | undefined {
    if (this.#open.size === 0) return undefined;
    if (!this.#passed) return 'loading';
    return [...this.#open.values()].some(({ writing }) => writing) ? 'writing' : 'reading';
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
