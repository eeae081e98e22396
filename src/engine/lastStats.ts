import type { Model } from '../core/catalog';
import { joinConfidence, judgeConfidence, type TokenConfidence } from '../core/confidence';
import type { GenerateResult, RequestStats } from './types';

/** Figures of the request that finished last, and the confidence of the whole text it belongs to. */
export class LastStats {
  readonly #texts = new WeakMap<object, TokenConfidence>();
  #stats: RequestStats | undefined;

  get(): RequestStats | undefined {
    return this.#stats;
  }

  /**
   * @param partOf The same object for all requests of one text; left out, the request is a text by itself.
   */
  note(
    { usage, confidence }: Pick<GenerateResult, 'usage' | 'confidence'>,
    { confidence: threshold }: Pick<Model, 'confidence'>,
    partOf: object = {},
  ): void {
    const before = this.#texts.get(partOf);
    const all = before && confidence ? joinConfidence(before, confidence) : (confidence ?? before);
    if (all !== undefined) this.#texts.set(partOf, all);
    this.#stats = { ...usage, ...(all && { confidence: judgeConfidence(all, threshold) }) };
  }
}
