import type { BeamSearch, Hypothesis } from '../../src/engine/scheduler/beamSearch';
import type { Candidate } from '../../src/engine/scheduler/executor';
import { seededRandom } from '../../src/core/random';

/* For tests: languages so small that all of their texts can be enumerated. */

/** All tokens that may follow the given ones, most likely first. */
export type ToyLanguage = (tokens: readonly number[]) => readonly Candidate[];

/** @param weights How likely each token is relative to the others. */
export function toCandidates(weights: readonly number[]): readonly Candidate[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights
    .map((weight, token) => ({ token, logprob: Math.log(weight / total) }))
    .sort((a, b) => b.logprob - a.logprob || a.token - b.token);
}

/** A language of tokens below `size`, in which each token depends on all before it. */
export function toyLanguage(seed: number, size: number): ToyLanguage {
  return (tokens) => {
    const state = tokens.reduce((hash, token) => Math.imul(hash ^ (token + 1), 0x01000193), seed);
    const random = seededRandom(state);
    return toCandidates(Array.from({ length: size }, () => Math.exp(4 * random())));
  };
}

/** Natural logarithm of the probability of the last token after those before it. */
export function lastLogprob(language: ToyLanguage, tokens: readonly number[]): number {
  const found = language(tokens.slice(0, -1)).find(({ token }) => token === tokens.at(-1));
  return found?.logprob ?? NaN;
}

export function sumLogprobs(language: ToyLanguage, tokens: readonly number[]): number {
  return tokens.reduce((sum, _, i) => sum + lastLogprob(language, tokens.slice(0, i + 1)), 0);
}

/** All possible answers, best first. */
export function everyAnswer(
  language: ToyLanguage,
  maxTokens: number,
  { end, lengthPenalty }: { readonly end: number; readonly lengthPenalty: number },
): readonly Pick<Hypothesis, 'tokens' | 'score' | 'finished'>[] {
  const from = (tokens: readonly number[]): Pick<Hypothesis, 'tokens' | 'score' | 'finished'>[] => {
    const isEnded = tokens.at(-1) === end;
    if (!isEnded && tokens.length < maxTokens) {
      return language(tokens).flatMap(({ token }) => from([...tokens, token]));
    }
    const score = sumLogprobs(language, tokens) / tokens.length ** lengthPenalty;
    const finished = isEnded ? 'stop' : 'length';
    return [{ tokens: isEnded ? tokens.slice(0, -1) : tokens, score, finished }];
  };
  return from([]).sort((a, b) => b.score - a.score);
}

/**
 * Runs a search to its end, forking and dropping stand-ins for sequences in a KV cache as it says.
 *
 * @param listed Candidates that the search is given for each beam, besides the wanted tokens.
 * @param widths Gets the number of beams after each step.
 */
export function finish(
  search: BeamSearch,
  language: ToyLanguage,
  listed = Infinity,
  widths: number[] = [],
): readonly Hypothesis[] {
  let sequences = search.beams.map(({ tokens }) => tokens);
  while (sequences.length > 0) {
    const branches = search.advance(
      sequences.map((tokens, i) => {
        const wanted = new Set(search.beams[i]?.wanted);
        const all = language(tokens);
        return [
          ...all.slice(0, listed),
          ...all.slice(listed).filter((one) => wanted.has(one.token)),
        ];
      }),
    );
    sequences = branches.map(({ parent, token }) => [...(sequences[parent] ?? []), token]);
    if (JSON.stringify(sequences) !== JSON.stringify(search.beams.map(({ tokens }) => tokens))) {
      throw new Error('the branches are not the beams');
    }
    widths.push(sequences.length);
  }
  return search.results();
}
