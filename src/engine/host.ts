import { TextStream } from '../core/text/stream';
import { AppError, toWire } from '../core/errors';
import type { FromWorker, RequestId, RuntimeModel, SeededRequest, ToWorker } from './protocol';
import type { Runtime } from './runtime/runtime';
import type { SampledToken } from './scheduler/executor';

export interface HostPorts {
  readonly runtime: Runtime;
  readonly send: (message: FromWorker) => void;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

/** How often the page is told that the work goes on, where there is nothing else to tell. */
const PULSE_MS = 1_000;

/** The worker's side of the protocol: one model for its whole life, any number of requests. */
export class EngineHost {
  readonly #ports: HostPorts;
  readonly #open = new Map<RequestId, AbortController>();
  #lastPulse = -Infinity;

  constructor(ports: HostPorts) {
    this.#ports = ports;
    const { runtime, send, now } = ports;
    runtime.onLost((error) => send({ type: 'fatal', error: toWire(error) }));
    runtime.onStep(() => {
      if (now() - this.#lastPulse < PULSE_MS) return;
      this.#lastPulse = now();
      send({ type: 'pulse' });
    });
  }

  receive(message: ToWorker): void {
    switch (message.type) {
      case 'load':
        void this.#load(message.id, message.model);
        break;
      case 'generate':
        void this.#generate(message.id, message.request, message.written);
        break;
      case 'cancel':
        this.#open.get(message.id)?.abort();
        break;
    }
  }

  async #load(id: RequestId, model: RuntimeModel): Promise<void> {
    const { runtime, send } = this.#ports;
    try {
      await runtime.load(model, (progress) => send({ type: 'progress', id, ...progress }));
      send({ type: 'loaded', id });
    } catch (error) {
      this.#fail(id, error);
    }
  }

  async #generate(
    id: RequestId,
    request: SeededRequest,
    written: readonly SampledToken[],
  ): Promise<void> {
    const { runtime, send, now, setTimer } = this.#ports;
    const abort = new AbortController();
    this.#open.set(id, abort);
    let tokensPerSecond = 0;
    const stream = new TextStream<SampledToken>({
      send: (delta, chosen) => send({ type: 'text', id, delta, written: chosen, tokensPerSecond }),
      now,
      setTimer,
    });
    try {
      const result = await runtime.generate(request, {
        signal: abort.signal,
        written,
        onToken: (delta, speed, chosen) => {
          tokensPerSecond = speed;
          stream.push(delta, chosen);
        },
      });
      abort.signal.throwIfAborted();
      stream.flush();
      send({ type: 'generated', id, result });
    } catch (error) {
      this.#fail(id, abort.signal.aborted ? new AppError('aborted') : error);
    } finally {
      stream.close();
      this.#open.delete(id);
    }
  }

  #fail(id: RequestId, error: unknown): void {
    this.#ports.send({ type: 'failed', id, error: toWire(error) });
  }
}
