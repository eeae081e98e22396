import { AppError, toWire } from '../core/errors';
import type { FromWorker, RequestId, RuntimeModel, ToWorker } from './protocol';
import type { Runtime } from './runtime/runtime';
import { TextStream } from './textStream';
import type { GenerateRequest } from './types';

export interface HostPorts {
  readonly runtime: Runtime;
  readonly send: (message: FromWorker) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

interface Job {
  readonly id: RequestId;
  readonly request: GenerateRequest;
  readonly abort: AbortController;
}

/** The worker's side of the protocol: one model for its whole life, one request at a time. */
export class EngineHost {
  readonly #ports: HostPorts;
  readonly #queue: Job[] = [];
  #running: Job | undefined;
  #model: RuntimeModel | undefined;

  constructor(ports: HostPorts) {
    this.#ports = ports;
    ports.runtime.onLost((error) => ports.send({ type: 'fatal', error: toWire(error) }));
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'load':
        void this.#load(message.id, message.model);
        break;
      case 'generate':
        this.#queue.push({ ...message, abort: new AbortController() });
        void this.#next();
        break;
      case 'cancel':
        this.#cancel(message.id);
        break;
    }
  }

  async #load(id: RequestId, model: RuntimeModel): Promise<void> {
    const { runtime, send } = this.#ports;
    try {
      await runtime.load(model, (progress) => send({ type: 'progress', id, ...progress }));
      this.#model = model;
      send({ type: 'loaded', id });
    } catch (error) {
      this.#fail(id, error);
    }
  }

  #cancel(id: RequestId): void {
    if (this.#running?.id === id) this.#running.abort.abort();
    const at = this.#queue.findIndex((job) => job.id === id);
    if (at < 0) return;
    this.#queue.splice(at, 1);
    this.#fail(id, new AppError('aborted'));
  }

  async #next(): Promise<void> {
    if (this.#running !== undefined) return;
    const job = this.#queue.shift();
    if (job === undefined) return;
    this.#running = job;
    try {
      await this.#generate(job);
    } catch (error) {
      this.#fail(job.id, job.abort.signal.aborted ? new AppError('aborted') : error);
    } finally {
      this.#running = undefined;
    }
    void this.#next();
  }

  async #generate({ id, request, abort }: Job): Promise<void> {
    if (this.#model === undefined) throw new AppError('model-not-loaded');
    const { runtime, send, now, setTimer } = this.#ports;
    let tokensPerSecond = 0;
    const stream = new TextStream({
      stops: this.#model.stopStrings,
      send: (delta) => send({ type: 'text', id, delta, tokensPerSecond }),
      now,
      setTimer,
    });
    try {
      const result = await runtime.generate(request, {
        signal: abort.signal,
        onText: (delta, speed) => {
          tokensPerSecond = speed;
          stream.push(delta);
        },
      });
      abort.signal.throwIfAborted();
      send({ type: 'generated', id, result: { ...result, text: stream.end(result.text) } });
    } finally {
      stream.close();
    }
  }

  #fail(id: RequestId, error: unknown): void {
    this.#ports.send({ type: 'failed', id, error: toWire(error) });
  }
}
