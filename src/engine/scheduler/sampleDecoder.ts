import { measureConfidence } from '../../core/confidence';
import { AppError } from '../../core/errors';
import type { GenerateRequest, GenerateResult, TokenLogprobs } from '../types';
import { AnswerText } from '../../core/text/stream';
import type { Branch, Decoder } from './decoder';
import type { Matcher, SamplingParameters, SampledToken } from './executor';
import type { ForbiddenWords } from './forbidden';
import { seededRandom } from '../../core/random';

export interface SampleOptions {
  readonly request: GenerateRequest;
  readonly seed: number;
  /** Most tokens to write: what the request and the context allow. */
  readonly maxTokens: number;
  readonly stopTokens: ReadonlySet<number>;
  readonly stopStrings: readonly string[];
  readonly forbidden?: ForbiddenWords | undefined;
  /** Says which tokens may come, and when the answer may end. */
  readonly matcher?: Matcher | undefined;
  readonly decode: (tokens: readonly number[]) => string;
  /** The end of the prompt, if the answer continues a text. */
  readonly before?: readonly number[] | undefined;
  /** The beginning of the answer, chosen before: decoding continues after it. */
  readonly written?: readonly SampledToken[] | undefined;
  /**
   * Called for each token, even if its text is still held back. Begins with all the text of `written`.
   *
   * @param chosen Left out at the end of the answer: a token of `written` never ends it.
   */
  readonly onToken: (delta: string, chosen?: SampledToken) => void;
}

/** Excludes a token from the choice, and is still a number on every GPU. */
export const NEVER = -1e9;

/** One branch: the likeliest token at each step, or a sampled one. */
export class SampleDecoder implements Decoder {
  readonly width = 1;
  readonly #options: SampleOptions;
  readonly #tokens: number[] = [];
  readonly #counts = new Map<number, number>();
  readonly #logprobs: TokenLogprobs[] = [];
  readonly #rawLogprobs: number[] = [];
  readonly #random: () => number;
  readonly #answer: AnswerText;
  readonly #bias: ReadonlyMap<number, number>;
  #finish: GenerateResult['finishReason'] | undefined;

  constructor(options: SampleOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#answer = new AnswerText({
      decode: options.decode,
      stops: options.stopStrings,
      before: options.before,
    });
    this.#bias = readBias(options.request.logitBias);
    this.#replay();
  }

  get branches(): readonly (readonly number[])[] {
    return this.#finish === undefined ? [this.#tokens] : [];
  }

  get completionTokens(): number {
    return this.#tokens.length;
  }

  choices(): readonly SamplingParameters[] {
    const { request, forbidden, matcher } = this.#options;
    const { temperature, topP, topK = 0, topLogprobs = 0 } = request;
    const banned = forbidden?.banned(this.#tokens) ?? [];
    return [
      {
        ...{ temperature, topP, topK },
        // Drawn even for greedy steps, so that each step takes one number, whatever it is used for.
        uniform: this.#random(),
        ...(matcher && { allowed: () => matcher.allowed() }),
        bias: banned.length === 0 ? this.#bias : withBanned(this.#bias, banned),
        penalties: readPenalties(request, this.#counts),
        candidates: topLogprobs,
      },
    ];
  }

  /** @throws AppError `not-numbers`. */
  accept([chosen]: readonly SampledToken[]): readonly Branch[] {
    if (chosen === undefined) throw new RangeError('nothing was chosen');
    const { stopTokens, maxTokens, onToken } = this.#options;
    const { token } = chosen;
    if (token < 0) throw new AppError('not-numbers');
    if (stopTokens.has(token)) {
      this.#note(chosen);
      return this.#end('stop');
    }
    const delta = this.#write(chosen);
    const isLast = this.#answer.stopped || this.#tokens.length >= maxTokens;
    onToken(delta, isLast ? undefined : chosen);
    if (isLast) return this.#end(this.#answer.stopped ? 'stop' : 'length');
    return [{ parent: 0, token }];
  }

  result(): Pick<GenerateResult, 'text' | 'finishReason' | 'confidence' | 'logprobs'> {
    const confidence = measureConfidence(this.#rawLogprobs);
    const result = {
      text: this.#answer.text,
      finishReason: this.#finish ?? 'length',
      ...(confidence && { confidence }),
    };
    return this.#options.request.topLogprobs === undefined
      ? result
      : { ...result, logprobs: this.#logprobs };
  }

  /** Replays each token as if it were chosen again. */
  #replay(): void {
    const { written = [], maxTokens, onToken } = this.#options;
    // The context may have become smaller since then; something must be left to choose.
    for (const chosen of written.slice(0, maxTokens - 1)) {
      this.#random();
      this.#write(chosen);
    }
    if (this.#answer.text !== '') onToken(this.#answer.text);
  }

  /** @returns What it adds to the text. */
  #write(chosen: SampledToken): string {
    const { token } = chosen;
    if (this.#options.matcher?.accept(token) === false) {
      throw new AppError('internal', { detail: `token ${token} is not in the grammar` });
    }
    this.#note(chosen);
    this.#tokens.push(token);
    this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
    return this.#answer.push(token);
  }

  #end(reason: GenerateResult['finishReason']): readonly Branch[] {
    this.#finish = reason;
    const rest = this.#answer.flush();
    if (rest !== '') this.#options.onToken(rest);
    return [];
  }

  #note({ token, logprob = 0, rawLogprob, candidates }: SampledToken): void {
    if (rawLogprob !== undefined) this.#rawLogprobs.push(rawLogprob);
    if (this.#options.request.topLogprobs === undefined) return;
    const name = (id: number) => this.#options.decode([id]);
    const top = candidates.map((one) => ({ token: name(one.token), logprob: one.logprob }));
    this.#logprobs.push({ token: name(token), logprob, top });
  }
}

export function readBias(
  bias: Readonly<Record<number, number>> | undefined,
): ReadonlyMap<number, number> {
  return new Map(Object.entries(bias ?? {}).map(([token, value]) => [Number(token), value]));
}

export function withBanned(
  bias: ReadonlyMap<number, number>,
  banned: readonly number[],
): ReadonlyMap<number, number> {
  return new Map([...bias, ...banned.map((token) => [token, NEVER] as const)]);
}

function readPenalties(
  { repetitionPenalty = 1, presencePenalty = 0, frequencyPenalty = 0 }: GenerateRequest,
  counts: ReadonlyMap<number, number>,
): SamplingParameters['penalties'] {
  if (repetitionPenalty === 1 && presencePenalty === 0 && frequencyPenalty === 0) return undefined;
  if (counts.size === 0) return undefined;
  return {
    presence: presencePenalty,
    frequency: frequencyPenalty,
    repetition: repetitionPenalty,
    counts,
  };
}
