/** Identifies a sequence in the KV cache; chosen by the caller that adds it, and never used twice. */
export type SequenceId = number;

/** The limits that a model sets the scheduler. */
export interface ExecutorLimits {
  /** Tokens that one sequence may have, including its answer. */
  readonly contextLength: number;
  /** Tokens that one forward pass may read, over all its sequences. */
  readonly prefillChunk: number;
  /** Sequences that one forward pass may have. */
  readonly batch: number;
  /** Tokens per page of the KV cache. */
  readonly pageTokens: number;
  readonly pages: number;
}

/** How the token after a sequence is chosen. */
export interface SamplingParameters {
  /** 0 is greedy. */
  readonly temperature: number;
  /** The shortest head of the distribution with at least this mass, 0 < topP <= 1. */
  readonly topP: number;
  /** Only this many of the likeliest tokens; 0 is all. */
  readonly topK: number;
  /** In [0, 1): where the distribution is cut. */
  readonly uniform: number;
  /** Which tokens may be chosen; all, if left out. The rest is left out before anything else. */
  readonly allowed?: (() => Promise<AllowedTokens>) | undefined;
  /** Added to the logits, by token. */
  readonly bias?: ReadonlyMap<number, number> | undefined;
  readonly penalties?: Penalties | undefined;
  /**
   * Also return this many of the likeliest tokens (256 at most) with their log-probabilities at temperature
   * 1, after bias and penalties, and that of the chosen token. 0 is none.
   */
  readonly candidates: number;
}

/** A bit for each token, the lowest of each number first. */
export type AllowedTokens = Int32Array;

/** Follows an answer through the form that it is held to. */
export interface Matcher {
  /** What may come next; tokens that end the answer only where it may end. */
  allowed(): Promise<AllowedTokens>;
  /** @returns false if the token may not come next. */
  accept(token: number): boolean;
}

/**
 * Make repetition less likely. Values and formulas are those of web-llm, which follows OpenAI and the CTRL
 * paper.
 */
export interface Penalties {
  readonly presence: number;
  readonly frequency: number;
  /** Above 1 punishes. */
  readonly repetition: number;
  /** How often each token has been generated. */
  readonly counts: ReadonlyMap<number, number>;
}

/** Tokens to append to a sequence. */
export interface Part {
  readonly sequence: SequenceId;
  /** At least one. */
  readonly tokens: readonly number[];
  /** How to choose the token that follows them; left out if more of the prompt comes first. */
  readonly choose?: SamplingParameters | undefined;
}

export interface Candidate {
  readonly token: number;
  /** Natural logarithm. */
  readonly logprob: number;
}

export interface SampledToken {
  readonly token: number;
  /** Of `token`, if candidates were asked for. */
  readonly logprob?: number | undefined;
  /** Also of `token`, at temperature 1, before bias and penalties. Left out if it was not measured. */
  readonly rawLogprob?: number | undefined;
  /** Most likely first. */
  readonly candidates: readonly Candidate[];
}

export interface Tokenizer {
  /** Literal special tokens in the text become what they name; nothing is put in front. */
  encode(text: string): readonly number[];
  decode(tokens: readonly number[]): string;
}

/**
 * A model on a GPU: its forward passes and its KV cache. It trusts its caller with the page count (see
 * `KvCache`): a cache that overflows has no way back.
 */
export interface Executor {
  readonly limits: ExecutorLimits;
  add(sequence: SequenceId): void;
  /** `child` begins as the first `length` tokens of `parent`; the two share its full pages. */
  fork(parent: SequenceId, child: SequenceId, length: number): void;
  remove(sequence: SequenceId): void;
  /**
   * One forward pass. Parts may have any length, up to `limits.prefillChunk` tokens together; each sequence
   * has at most one.
   *
   * @returns The chosen token of each part that has a choice, in order.
   * @throws AppError `gpu-lost`, `out-of-memory`.
   */
  run(parts: readonly Part[]): Promise<readonly SampledToken[]>;
}
