import { SkipFirst } from '../core/text/stream';
import type { SeededRequest } from './protocol';
import type { SampledToken } from './scheduler/executor';
import type { GenerateRequest } from './types';

/** A request as the page keeps it, so that another worker can continue it if its worker is lost. */
export class OpenRequest {
  readonly request: SeededRequest;
  readonly #written: SampledToken[] = [];
  /** Length of the text that has been shown. */
  #shown = 0;
  #unseen = new SkipFirst(0);

  constructor(request: GenerateRequest, newSeed: () => number) {
    this.request = { ...request, seed: request.seed ?? newSeed() };
  }

  /** Starts over with the next worker. @returns The tokens of the answer that are already chosen. */
  begin(): readonly SampledToken[] {
    this.#unseen = new SkipFirst(this.#shown);
    return [...this.#written];
  }

  /** @returns The part of the text that has not been shown. */
  take(delta: string, written: readonly SampledToken[]): string {
    this.#written.push(...written);
    const fresh = this.#unseen.push(delta);
    this.#shown += fresh.length;
    return fresh;
  }
}
