import type { BeamOptions, GenerateResult } from '../types';
import { AnswerText } from '../../core/text/stream';
import { BeamSearch, type Hypothesis } from './beamSearch';
import type { Branch, Decoder } from './decoder';
import type { SamplingParameters, SampledToken } from './executor';
import { tokenVariants, type ForbiddenWords } from './forbidden';
import { wordBorders } from './wordBorders';

export interface BeamDecoderOptions {
  readonly beam: BeamOptions;
  /** Most tokens to write: what the request and the context allow; at least one. */
  readonly maxTokens: number;
  readonly stopTokens: ReadonlySet<number>;
  readonly stopStrings: readonly string[];
  readonly bias: ReadonlyMap<number, number>;
  readonly forbidden?: ForbiddenWords | undefined;
  readonly encode: (text: string) => readonly number[];
  readonly decode: (tokens: readonly number[]) => string;
  /** The end of the prompt, if the answer continues a text. */
  readonly before?: readonly number[] | undefined;
  readonly onToken: (delta: string) => void;
}

/** All that a library ranks, because required words are seldom among the likeliest. */
const MOST_CANDIDATES = 256;
const SPARE_CANDIDATES = 16;

/** Finds the likeliest whole answers, rather than the likeliest token at each step. */
export class BeamDecoder implements Decoder {
  readonly width: number;
  readonly #options: BeamDecoderOptions;
  readonly #search: BeamSearch;
  readonly #candidates: number;
  /** Where each required word is among those that are searched for; -1 for nothing at all. */
  readonly #places: readonly number[];

  constructor(options: BeamDecoderOptions) {
    const { beam, maxTokens, stopTokens, forbidden, encode, before = [] } = options;
    const { width, lengthPenalty, results, required = [] } = beam;
    this.width = width;
    this.#options = options;
    const variants = required.map((term) => tokenVariants(term, encode));
    const terms = variants.filter(({ length }) => length > 0);
    this.#places = variants.map((each) => terms.indexOf(each));
    this.#search = new BeamSearch({
      ...{ width, lengthPenalty, results, stopTokens, maxTokens },
      required: terms,
      joins: wordBorders(options, before),
      banned: forbidden && ((tokens) => forbidden.banned(tokens)),
    });
    const few = width + stopTokens.size + SPARE_CANDIDATES;
    this.#candidates = required.length > 0 || forbidden ? MOST_CANDIDATES : few;
  }

  get branches(): readonly (readonly number[])[] {
    return this.#search.beams.map(({ tokens }) => tokens);
  }

  get completionTokens(): number {
    return this.#search.results()[0]?.tokens.length ?? 0;
  }

  choices(): readonly SamplingParameters[] {
    const { bias } = this.#options;
    const choice = { temperature: 0, topP: 1, topK: 0, uniform: 0, bias };
    return this.branches.map(() => ({ ...choice, candidates: this.#candidates }));
  }

  accept(chosen: readonly SampledToken[]): readonly Branch[] {
    const next = this.#search.advance(chosen.map(({ candidates }) => candidates));
    if (next.length === 0) this.#options.onToken(this.#text(this.#search.results()[0]));
    return next;
  }

  result(): Pick<
    GenerateResult,
    'text' | 'finishReason' | 'confidence' | 'alternatives' | 'requiredMet'
  > {
    const results = this.#search.results();
    const [best] = results;
    return {
      text: this.#text(best),
      finishReason: best?.finished ?? 'length',
      ...(best?.confidence && { confidence: best.confidence }),
      ...(this.#places.length > 0 && {
        requiredMet: this.#places.map((at) => at === -1 || best?.met[at] === true),
      }),
      alternatives: results.map((one) => ({ text: this.#text(one), score: one.score })),
    };
  }

  #text(hypothesis: Hypothesis | undefined): string {
    const { decode, stopStrings: stops, before } = this.#options;
    const answer = new AnswerText({ decode, stops, before });
    for (const token of hypothesis?.tokens ?? []) answer.push(token);
    answer.flush();
    return answer.text;
  }
}
