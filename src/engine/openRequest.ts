import type { SeededRequest } from './protocol';
import type { SampledToken } from './scheduler/executor';
import type { GenerateRequest } from './types';

/** A request as the page keeps it, so that another worker can go on with it where one was lost. */
export class OpenRequest {
  readonly request: SeededRequest;
  readonly #written: SampledToken[] = [];
  /** Characters that have been shown, and those that the present worker has told of. */
  #shown = 0;
  #told = 0;

  constructor(request: GenerateRequest, newSeed: () => number) {
    this.request = { ...request, seed: request.seed ?? newSeed() };
  }

  /** For the next worker. @returns What is chosen of the answer already. */
  begin(): readonly SampledToken[] {
    this.#told = 0;
    return [...this.#written];
  }

  /** @returns What of the text has not been shown. */
  take(delta: string, written: readonly SampledToken[]): string {
    this.#written.push(...written);
    this.#told += delta.length;
    const fresh = delta.slice(delta.length - Math.max(0, this.#told - this.#shown));
    this.#shown = Math.max(this.#shown, this.#told);
    return fresh;
  }
}
