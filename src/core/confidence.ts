/**
 * How sure a model was of the tokens it chose, by their probabilities before temperature, bias and
 * penalties. Logarithms are natural, 0 at most.
 */
export interface Confidence {
  /** Of all the log-probabilities. */
  readonly mean: number;
  readonly lowest: number;
}

/** How sure a model was of the tokens of an answer. */
export interface TokenConfidence extends Confidence {
  /** How many tokens there were, including the one that ended the answer, but not a forced prefix. */
  readonly tokens: number;
}

/** How sure a model was, and what that is worth. */
export interface JudgedConfidence extends Confidence {
  /** Undefined if the model is uncalibrated: nobody knows yet what such figures mean for it. */
  readonly trusted: boolean | undefined;
}

/** @returns undefined if no token was chosen. */
export function measureConfidence(logprobs: readonly number[]): TokenConfidence | undefined {
  if (logprobs.length === 0) return undefined;
  const sum = logprobs.reduce((total, logprob) => total + logprob, 0);
  return { ...meanOf(sum, logprobs.length), lowest: Math.min(...logprobs) };
}

/** The figures of both together, as if their tokens were those of one answer. */
export function joinConfidence(a: TokenConfidence, b: TokenConfidence): TokenConfidence {
  const sum = a.mean * a.tokens + b.mean * b.tokens;
  return { ...meanOf(sum, a.tokens + b.tokens), lowest: Math.min(a.lowest, b.lowest) };
}

/** @param threshold What neither figure may fall below; undefined if there is none. */
export function judgeConfidence(
  { mean, lowest }: Confidence,
  threshold: Confidence | undefined,
): JudgedConfidence {
  const trusted = threshold && mean >= threshold.mean && lowest >= threshold.lowest;
  return { mean, lowest, trusted };
}

function meanOf(sum: number, tokens: number): Pick<TokenConfidence, 'mean' | 'tokens'> {
  return { mean: sum / tokens, tokens };
}
