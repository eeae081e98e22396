import type { SeededRequest } from './protocol';
import type { SampledToken } from './scheduler/executor';
import type { GenerateRequest } from './types';

/** A request as the page keeps it, so that another worker can continue it if its worker is lost. */
export class OpenRequest {
  readonly request: SeededRequest;
  readonly #written: SampledToken[] = [];
  /** Characters that have been shown, and those that the current worker has sent. */
  #shown = 0;
  #told = 0;

  constructor(request: GenerateRequest, newSeed: () => number) {
    this.request = { ...request, seed: request.seed ?? newSeed() };
  }

  /** Starts over with the next worker. @returns The tokens of the answer that are already chosen. */
  begin(): readonly SampledToken[] {
    this.#told = 0;
    return [...this.#written];
  }

  /** @returns The part of the text that has not been shown. */
  take(delta: string, written: readonly SampledToken[]): string {
    this.#written.push(...written);
    this.#told += delta.length;
    const fresh = delta.slice(delta.length - Math.max(0, this.#told - this.#shown));
    this.#shown = Math.max(this.#shown, this.#told);
    return fresh;
  }
}
