import type { GenerateResult } from '../types';
import type { SamplingParameters, SampledToken } from './executor';

/** A token, and which of the branches before it goes on. */
export interface Branch {
  readonly parent: number;
  readonly token: number;
}

/**
 * How the tokens after a prompt are chosen. It knows nothing of sequences in a KV cache, so these may be
 * taken from it, and given back, at any step.
 */
export interface Decoder {
  /** Branches there are at most at a time. */
  readonly width: number;
  /** The tokens of each branch that is alive, after the prompt. */
  readonly branches: readonly (readonly number[])[];
  /** How to choose the next token of each branch. Must not be asked for again before `accept`. */
  choices(): readonly SamplingParameters[];
  /** @returns The branches from now on; none at the end. */
  accept(chosen: readonly SampledToken[]): readonly Branch[];
  /** Tokens that were written; those of other branches do not count. */
  readonly completionTokens: number;
  /** What came of it, once there are no branches. */
  result(): Pick<
    GenerateResult,
    'text' | 'finishReason' | 'confidence' | 'logprobs' | 'alternatives'
  >;
}
