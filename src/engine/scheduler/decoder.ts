import type { GenerateResult } from '../types';
import type { SamplingParameters, SampledToken } from './executor';

/** A token, and the branch that it continues. */
export interface Branch {
  readonly parent: number;
  readonly token: number;
}

/**
 * Chooses the tokens after a prompt. It does not know the sequences in the KV cache, so it can lose them, and
 * get them back, at any step.
 */
export interface Decoder {
  /** Most branches at a time. */
  readonly width: number;
  /** The tokens of each live branch, after the prompt. */
  readonly branches: readonly (readonly number[])[];
  /** How to choose the next token of each branch. Must not be asked for again before `accept`. */
  choices(): readonly SamplingParameters[];
  /** @returns The branches from now on; none at the end. */
  accept(chosen: readonly SampledToken[]): readonly Branch[];
  /** Tokens of the answer; those of other branches do not count. */
  readonly completionTokens: number;
  /** The result, once there are no branches left. */
  result(): Pick<
    GenerateResult,
    'text' | 'finishReason' | 'confidence' | 'logprobs' | 'alternatives' | 'requiredMet'
  >;
}
