import { measureConfidence } from '../../core/confidence';
import type { GenerateResult, TokenLogprobs } from '../types';
import type { Branch, Decoder } from './decoder';
import type { SamplingParameters, SampledToken } from './executor';
import { spellAfter } from './spelling';

export interface GivenOptions {
  /** The answer, and the end of the prompt before it. */
  readonly text: string;
  readonly tokens: readonly number[];
  readonly before: readonly number[];
  /** How many of the likeliest tokens to tell of at each step. */
  readonly candidates: number;
  readonly stopTokens: ReadonlySet<number>;
  readonly decode: (tokens: readonly number[]) => string;
}

/** One branch, whose tokens are given: each step only tells how likely the next of them is, and what else is. */
export class GivenDecoder implements Decoder {
  readonly width = 1;
  readonly #options: GivenOptions;
  readonly #logprobs: TokenLogprobs[] = [];

  constructor(options: GivenOptions) {
    this.#options = options;
  }

  get branches(): readonly (readonly number[])[] {
    const { tokens } = this.#options;
    const at = this.completionTokens;
    return at < tokens.length ? [tokens.slice(0, at)] : [];
  }

  get completionTokens(): number {
    return this.#logprobs.length;
  }

  choices(): readonly SamplingParameters[] {
    const { candidates } = this.#options;
    const greedy = { temperature: 0, topP: 1, topK: 0, uniform: 0, penalties: undefined };
    return [{ ...greedy, candidates }];
  }

  accept([chosen]: readonly SampledToken[]): readonly Branch[] {
    const { tokens, before, stopTokens, decode } = this.#options;
    const at = this.completionTokens;
    const token = tokens[at];
    if (chosen === undefined || token === undefined) throw new RangeError('nothing was chosen');
    const spell = spellAfter([...before, ...tokens.slice(0, at)], decode);
    this.#logprobs.push({
      token: spell(token),
      logprob: chosen.candidates.find((one) => one.token === token)?.logprob ?? -Infinity,
      top: chosen.candidates.map((one) => ({
        token: stopTokens.has(one.token) ? '' : spell(one.token),
        logprob: one.logprob,
      })),
    });
    return at + 1 < tokens.length ? [{ parent: 0, token }] : [];
  }

  result(): Pick<GenerateResult, 'text' | 'finishReason' | 'confidence' | 'logprobs'> {
    const confidence = measureConfidence(this.#logprobs.map(({ logprob }) => logprob));
    const { text } = this.#options;
    return {
      ...{ text, finishReason: 'stop', logprobs: this.#logprobs },
      ...(confidence && { confidence }),
    };
  }
}
