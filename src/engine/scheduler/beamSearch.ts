import { BATCH } from '../../core/compatibility';
import type { TokenConfidence } from '../../core/confidence';
import type { Branch } from './decoder';
import type { Candidate } from './executor';
import {
  type Bank,
  countMissing,
  isOpen,
  RequiredTerms,
  shareOut,
  toBanks,
  type Joins,
  type Progress,
  type Term,
} from './requiredTerms';

export interface BeamSearchOptions {
  /** Beams that are followed at a time, 1 to {@link BATCH}. */
  readonly width: number;
  /** Exponent of the length that a score is divided by. */
  readonly lengthPenalty: number;
  /** Hypotheses to give, at most `width`. */
  readonly results: number;
  readonly stopTokens: ReadonlySet<number>;
  /** Tokens that a hypothesis may have; a stop token is one of them. */
  readonly maxTokens: number;
  /** Terms that a hypothesis must contain. */
  readonly required?: readonly Term[] | undefined;
  /** Where words go on, for terms; see {@link RequiredTerms}. */
  readonly joins?: Joins | undefined;
  /** The tokens that must not come after the given ones. */
  readonly banned?: ((tokens: readonly number[]) => readonly number[]) | undefined;
}

/** An unfinished answer. */
export interface Beam {
  /** Without the prompt. */
  readonly tokens: readonly number[];
  /** Sum of the natural logarithms of the tokens' probabilities. */
  readonly score: number;
  /** The lowest of these logarithms. */
  readonly lowest: number;
  /** Tokens of required terms that will be tried next, however unlikely they are. */
  readonly wanted: readonly number[];
}

export interface Hypothesis {
  /** Without the stop token. */
  readonly tokens: readonly number[];
  /** Sum of the log-probabilities over length ** lengthPenalty; a stop token counts in both. */
  readonly score: number;
  /** From the same log-probabilities; left out if there are none. */
  readonly confidence?: TokenConfidence;
  /** `stop`: by a stop token; `length`: by `maxTokens`, or unfinished when the results were asked for. */
  readonly finished: 'stop' | 'length';
  /** Of each required term, whether it has it. */
  readonly met: readonly boolean[];
  /** Required terms that it lacks; 0 in all that finished by a stop token. */
  readonly missing: number;
}

interface Live extends Beam {
  readonly progress: Progress;
  readonly banned: ReadonlySet<number>;
}

interface Continuation extends Branch {
  readonly score: number;
  readonly lowest: number;
  readonly tokens: readonly number[];
  readonly progress: Progress;
}

/**
 * A token that is not among the candidates is taken to be a tenth as likely as the last of them.
 */
const UNLISTED = Math.log(10);

/**
 * Beam search as in Hugging Face's transformers with `early_stopping=False` (BeamSearchScorer and
 * BeamHypotheses up to 4.x, `GenerationMixin._beam_search` since): among the best continuations of all beams,
 * a stop token in the first `width` finishes a hypothesis, and the best `width` others continue, as long as
 * the best of them, at its current length, beats the worst of `width` hypotheses. Ties go to the earlier
 * beam, then to the earlier candidate.
 *
 * With required terms, places are divided between banks by the number of tokens that the terms still need
 * (see `shareOut`), and ranks count within a bank; only beams with all terms may take a stop token. One of the beams
 * that are nearest to having all terms always comes nearer with a wanted token or keeps what it has, so that there is
 * an answer with them wherever `maxTokens` leaves room for all of their tokens.
 */
export class BeamSearch {
  readonly #options: BeamSearchOptions;
  readonly #terms: RequiredTerms;
  #beams: readonly Live[];
  /** The best `width`, best first. */
  #finished: readonly Hypothesis[] = [];

  /** @throws RangeError for options out of range. */
  constructor(options: BeamSearchOptions) {
    const { width, results, maxTokens, lengthPenalty } = options;
    const isWithin = (value: number, least: number, most: number) =>
      Number.isInteger(value) && value >= least && value <= most;
    if (!isWithin(width, 1, BATCH)) throw new RangeError(`a width of ${width}`);
    if (!isWithin(results, 1, width)) throw new RangeError(`${results} results`);
    if (!isWithin(maxTokens, 1, Infinity)) throw new RangeError(`${maxTokens} tokens`);
    if (!Number.isFinite(lengthPenalty)) throw new RangeError(`a penalty of ${lengthPenalty}`);
    this.#options = options;
    this.#terms = new RequiredTerms(options.required ?? [], options.joins);
    this.#beams = [this.#beam({ tokens: [], score: 0, lowest: 0, progress: this.#terms.start })];
  }

  /** Best first; none when the search is over. */
  get beams(): readonly Beam[] {
    return this.#beams;
  }

  /**
   * One step.
   *
   * @param candidates For each beam, its likeliest tokens, most likely first: `width`, plus one for each stop
   *   token and each banned one, are enough; fewer are fine. A beam's `wanted` tokens may follow, in any
   *   order; those that are missing are guessed to be unlikely, and so is the score with them.
   * @returns The beams from now on, each with the beam it continues; none when the search is over.
   * @throws RangeError if there is not one list for each beam.
   */
  advance(candidates: readonly (readonly Candidate[])[]): readonly Branch[] {
    if (candidates.length !== this.#beams.length) {
      throw new RangeError(`${candidates.length} lists for ${this.#beams.length} beams`);
    }
    const all = this.#beams.flatMap((beam, i) => this.#continue(beam, i, candidates[i] ?? []));
    // The sort keeps the order of those with the same score.
    const banks = toBanks(all.sort(byScore));
    const ended = this.#ended(banks);
    const going = banks.map(({ remaining, items }) => ({
      remaining,
      items: items.filter((one) => !this.#isEnd(one)),
    }));
    const next = [...shareOut(going, this.#options.width)].sort(byScore);
    // If nothing can follow, the unfinished hypotheses have to do.
    if (all.length === 0) ended.push(...this.#unfinished());
    this.#finish(ended);
    this.#beams = next.map((one) => this.#beam(one));
    if (this.#beams[0]?.tokens.length === this.#options.maxTokens) this.#finish(this.#unfinished());
    else if (!this.#isDecided()) return next.map(({ parent, token }) => ({ parent, token }));
    this.#beams = [];
    return [];
  }

  /** The best hypotheses: first those that lack the fewest terms, among them those with the best score. */
  results(): readonly Hypothesis[] {
    const all = [...this.#finished, ...this.#unfinished()];
    return all.sort(byWorth).slice(0, this.#options.results);
  }

  #beam({ tokens, score, lowest, progress }: Omit<Live, 'wanted' | 'banned'>): Live {
    const banned = new Set(this.#options.banned?.(tokens));
    const wanted = progress.next.filter((token) => !banned.has(token));
    return { tokens, score, lowest, progress, banned, wanted };
  }

  /** All continuations that can matter: the likeliest tokens, and those of required terms. */
  #continue(beam: Live, parent: number, candidates: readonly Candidate[]): Continuation[] {
    const { width, stopTokens } = this.#options;
    const logprobs = new Map<number, number>();
    for (const { token, logprob } of candidates) {
      if (!beam.banned.has(token) && !logprobs.has(token)) logprobs.set(token, logprob);
    }
    const unlisted = Math.min(...[...logprobs.values()].filter(Number.isFinite)) - UNLISTED;
    const likely = [...logprobs.keys()].slice(0, width + stopTokens.size);
    const closing = isOpen(beam.progress) ? this.#closing(beam, logprobs.keys()) : [];
    return [...new Set([...likely, ...closing, ...beam.wanted])].flatMap((token) => {
      const logprob = logprobs.get(token) ?? unlisted;
      const isEnd = stopTokens.has(token);
      if (!Number.isFinite(logprob) || (isEnd && beam.progress.remaining > 0)) return [];
      const tokens = isEnd ? beam.tokens : [...beam.tokens, token];
      const progress = isEnd ? beam.progress : this.#terms.after(beam.progress, tokens);
      const lowest = Math.min(beam.lowest, logprob);
      return { parent, token, tokens, progress, score: beam.score + logprob, lowest };
    });
  }

  /** The likeliest tokens after which the last word has ended; a stop token if none is listed. */
  #closing({ tokens }: Live, listed: Iterable<number>): readonly number[] {
    const { width, stopTokens, joins } = this.#options;
    const found: number[] = [];
    for (const token of listed) {
      if (found.length === width) break;
      if (stopTokens.has(token) || joins?.(tokens, token) !== true) found.push(token);
    }
    return found.length > 0 ? found : [...stopTokens];
  }

  #isEnd({ token }: Continuation): boolean {
    return this.#options.stopTokens.has(token);
  }

  #ended(banks: readonly Bank<Continuation>[]): Hypothesis[] {
    const ended = banks.flatMap(({ items }) =>
      items.slice(0, this.#options.width).filter((one) => this.#isEnd(one)),
    );
    // A beam that two stop tokens end is one hypothesis.
    const once = ended.filter((one, i) => ended.findIndex((o) => o.parent === one.parent) === i);
    return once.map((one) => ({
      ...this.#weigh(one, one.tokens.length + 1),
      finished: 'stop',
      met: one.progress.met,
      missing: 0,
    }));
  }

  #unfinished(): Hypothesis[] {
    return this.#beams.map((beam) => ({
      ...this.#weigh(beam, beam.tokens.length),
      finished: 'length',
      met: beam.progress.met,
      missing: countMissing(beam.progress),
    }));
  }

  /** @param length Includes the stop token, if there is one. */
  #weigh(
    { tokens, score, lowest }: Pick<Beam, 'tokens' | 'score' | 'lowest'>,
    length: number,
  ): Pick<Hypothesis, 'tokens' | 'score' | 'confidence'> {
    return {
      tokens,
      score: this.#normalise(score, length),
      ...(length > 0 && { confidence: { mean: score / length, lowest, tokens: length } }),
    };
  }

  #finish(hypotheses: readonly Hypothesis[]): void {
    const all = [...this.#finished, ...hypotheses];
    this.#finished = all.sort(byWorth).slice(0, this.#options.width);
  }

  #isDecided(): boolean {
    const [best] = this.#beams;
    const worst = this.#finished[this.#options.width - 1];
    if (best === undefined) return true;
    return worst !== undefined && worst.score >= this.#normalise(best.score, best.tokens.length);
  }

  #normalise(score: number, length: number): number {
    return score / Math.max(1, length) ** this.#options.lengthPenalty;
  }
}

function byScore(a: Continuation, b: Continuation): number {
  return b.score - a.score;
}

function byWorth(a: Hypothesis, b: Hypothesis): number {
  return a.missing - b.missing || b.score - a.score;
}
