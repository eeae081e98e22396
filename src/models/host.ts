import { toWire } from '../core/errors';
import type { Packages } from './packages';
import type { Answers, FromWeights, RequestId, ToWeights } from './protocol';

type Request = Exclude<ToWeights, { type: 'stop' }>;

/** The worker's side: hands each message to the store, and its answer back. */
export class WeightsHost {
  readonly #weights: Packages;
  readonly #send: (message: FromWeights) => void;
  readonly #running = new Map<RequestId, AbortController>();

  constructor(weights: Packages, send: (message: FromWeights) => void) {
    this.#weights = weights;
    this.#send = send;
  }

  receive(message: ToWeights): void {
    if (message.type === 'stop') this.#running.get(message.id)?.abort();
    else void this.#answer(message);
  }

  async #answer(request: Request): Promise<void> {
    const { id } = request;
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const value = await this.#run(request, controller.signal);
      this.#send({ type: 'done', id, value });
    } catch (error) {
      this.#send({ type: 'failed', id, error: toWire(error) });
    } finally {
      this.#running.delete(id);
    }
  }

  async #run(request: Request, signal: AbortSignal): Promise<Answers[Request['type']]> {
    const { id, modelId } = request;
    switch (request.type) {
      case 'ensure':
        return this.#weights.ensure(modelId, request.quantization, {
          signal,
          source: request.source,
          onProgress: (progress) => this.#send({ type: 'progress', id, progress }),
        });
      case 'estimate':
        return this.#weights.estimate(modelId, request.quantization, request.source);
      case 'state':
        return this.#weights.state(modelId);
      case 'remove':
        await this.#weights.remove(modelId);
        return undefined;
    }
  }
}
