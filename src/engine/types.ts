import type { Model, ModelId } from '../core/catalog';
import type { JudgedConfidence, TokenConfidence } from '../core/confidence';
import type { AppError } from '../core/errors';

/** One phase each for bytes from the network, bytes to the GPU, and shader modules. */
export type LoadPhase = 'download' | 'upload' | 'compile';

export interface LoadProgress {
  readonly phase: LoadPhase;
  /** 0 to 1 over the whole load; never goes backwards. */
  readonly fraction: number;
  /** Bytes of the package that are on this device. */
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

export type EngineStatus =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly modelId: ModelId; readonly progress: LoadProgress }
  | { readonly kind: 'ready'; readonly modelId: ModelId }
  | { readonly kind: 'generating'; readonly modelId: ModelId; readonly tokensPerSecond: number }
  | { readonly kind: 'failed'; readonly modelId: ModelId; readonly error: AppError };

/** Somebody is waiting for an interactive request; a background one is one of many. */
export type Priority = 'interactive' | 'background';

/** A form that an answer is held to, as a whole. */
export interface Grammar {
  /** In the notation of xgrammar; the first is `root`. */
  readonly rules: string;
  /** What is written of it already, before the answer begins. */
  readonly begun?: string | undefined;
}

export interface GenerateRequest {
  /** The whole prompt, beginning with the literal BOS token. */
  readonly prompt: string;
  /** How the answer begins. It counts as already written and is not part of the result. */
  readonly forcedPrefix?: string;
  /**
   * The answer, if it is there already: nothing is chosen then, and `logprobs` says how likely each of its
   * tokens was, as `topLogprobs` asks. Not with a beam, a grammar or a forced prefix.
   */
  readonly given?: string;
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
  /** Only this many of the likeliest tokens; 0 or left out is all. */
  readonly topK?: number;
  /** Above 1, tokens that have been generated become less likely. */
  readonly repetitionPenalty?: number;
  readonly presencePenalty?: number;
  readonly frequencyPenalty?: number;
  /** Token id → what is added to its logit. */
  readonly logitBias?: Readonly<Record<number, number>>;
  readonly seed?: number;
  /**
   * 1 to 256: also return this many of the likeliest tokens of every step, with their log-probabilities at
   * temperature 1.
   */
  readonly topLogprobs?: number;
  /** Interactive, unless said otherwise. */
  readonly priority?: Priority;
  /** Beam search instead of sampling; temperature, top-p and seed have no effect then. */
  readonly beam?: BeamOptions;
  /** Words that must not be in the answer. */
  readonly forbidden?: readonly string[];
  /** Every token is chosen among those it allows, and the answer ends only where it may. Not for a beam search. */
  readonly grammar?: Grammar;
}

export interface BeamOptions {
  /** 1 to 8. */
  readonly width: number;
  /** Exponent of the length that a score is divided by: 0 prefers short answers, 1 the mean. */
  readonly lengthPenalty: number;
  /** Answers to give, at most `width`. */
  readonly results: number;
  /**
   * Words or phrases that must be in the answer, in any order, each as a word of its own; within another only in
   * scripts that put no spaces between words. An answer lacks them only where `maxTokens` leaves them no room, or
   * where they are forbidden, too.
   */
  readonly required?: readonly string[];
}

/** A token of a text. */
export interface TextToken {
  readonly id: number;
  /** What it adds to the text: nothing for a part of a character that a later token completes. */
  readonly text: string;
}

export interface TokenLogprobs {
  readonly token: string;
  /** Natural logarithm; -Infinity for a token of a given answer that is none of the likeliest. */
  readonly logprob: number;
  /** Most likely first. */
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

export interface Usage {
  readonly promptTokens: number;
  /** How many of these an earlier request had left in the KV cache. */
  readonly reusedTokens: number;
  readonly completionTokens: number;
  readonly prefillSeconds: number;
  readonly decodeSeconds: number;
}

/** Of a request. */
export interface RequestStats extends Usage {
  /** Of all requests so far that belong to the same text; left out if no token was chosen. */
  readonly confidence?: JudgedConfidence;
}

export interface GenerateResult {
  readonly text: string;
  /** `stop`: the model ended its answer; `length`: `maxTokens` or the context was reached. */
  readonly finishReason: 'stop' | 'length';
  readonly usage: Usage;
  /**
   * Left out if no token was chosen. For a beam search it is that of the best answer, from the probabilities
   * it ranks by, after bias.
   */
  readonly confidence?: TokenConfidence;
  /** Of each token, including the one that ended the answer. */
  readonly logprobs?: readonly TokenLogprobs[];
  /** Of each required word, whether `text` has it. */
  readonly requiredMet?: readonly boolean[];
  /** Of a beam search, best first; the first is `text`. */
  readonly alternatives?: readonly Alternative[];
}

export interface Alternative {
  readonly text: string;
  /** Sum of the log-probabilities, over the length to the power of the length penalty. */
  readonly score: number;
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Makes another tab that has a large model on the GPU release it. */
  readonly takeOver?: boolean;
}

export interface GenerateOptions {
  /**
   * Cancels the request, queued or running: the promise rejects with code `aborted`. What was written until
   * then has been passed to `onDelta`.
   */
  readonly signal?: AbortSignal;
  readonly onDelta?: (delta: string) => void;
  /** The same object for all requests that belong to one text: their confidence is combined. */
  readonly partOf?: object | undefined;
}

/** The page's view of the engine. Every rejection is an {@link AppError}. */
export interface EngineClient {
  status(): EngineStatus;
  /** Calls the listener on every change; returns a function that stops it. */
  subscribe(listener: (status: EngineStatus) => void): () => void;
  /** A model with the settings it is loaded with, or would be. */
  model(modelId: ModelId): Model;
  /** Whether the model is loaded with settings that are no longer those wanted. */
  isOutdated(modelId: ModelId): boolean;
  /** Calls for the same model share one load; loading another model unloads the current one. */
  load(modelId: ModelId, options?: LoadOptions): Promise<void>;
  /**
   * Runs concurrently with other requests, interactive ones first. Rejects with `model-not-loaded` if no
   * model is loaded, and with `input-too-long` if the prompt does not fit.
   */
  generate(request: GenerateRequest, options?: GenerateOptions): Promise<GenerateResult>;
  /** Tokens of a prompt, as `generate` would read it. Rejects with `model-not-loaded`. */
  countTokens(prompt: string, signal?: AbortSignal): Promise<number>;
  /** The tokens of a prompt, as `generate` would read it. Rejects with `model-not-loaded`. */
  tokenize(prompt: string, signal?: AbortSignal): Promise<readonly TextToken[]>;
  unload(): Promise<void>;
  /** Of the last finished request. */
  lastStats(): RequestStats | undefined;
}
