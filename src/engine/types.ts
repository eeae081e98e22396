import type { Model, ModelId } from '../core/catalog';
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

export interface GenerateRequest {
  /** The whole prompt, beginning with the literal BOS token. */
  readonly prompt: string;
  readonly maxTokens: number;
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
  readonly seed?: number;
  /** 1 to 5: also give the most likely tokens of every step, with their log-probabilities. */
  readonly topLogprobs?: number;
}

export interface TokenLogprobs {
  readonly token: string;
  /** Natural logarithm. */
  readonly logprob: number;
  /** Most likely first. */
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly prefillSeconds: number;
  readonly decodeSeconds: number;
}

export interface GenerateResult {
  readonly text: string;
  /** `stop`: the model ended its answer; `length`: `maxTokens` or the context was reached. */
  readonly finishReason: 'stop' | 'length';
  readonly usage: Usage;
  readonly logprobs?: readonly TokenLogprobs[];
}

export interface LoadOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: LoadProgress) => void;
}

export interface GenerateOptions {
  /**
   * Cancels the request, queued or running: the promise rejects with code `aborted`. What was
   * written until then has been given to `onText`.
   */
  readonly signal?: AbortSignal;
  readonly onText?: (delta: string) => void;
}

/** The page's view of the engine. Every rejection is an {@link AppError}. */
export interface EngineClient {
  status(): EngineStatus;
  /** Calls the listener on every change; returns the way to stop it. */
  subscribe(listener: (status: EngineStatus) => void): () => void;
  /** A model under the settings it is loaded with, or would be. */
  model(modelId: ModelId): Model;
  /** Whether the model is loaded with settings that are no longer those wanted. */
  isOutdated(modelId: ModelId): boolean;
  /** Single flight; loading another model unloads the current one. */
  load(modelId: ModelId, options?: LoadOptions): Promise<void>;
  /** Queued first in, first out. Rejects with `model-not-loaded` when no model is. */
  generate(request: GenerateRequest, options?: GenerateOptions): Promise<GenerateResult>;
  unload(): Promise<void>;
  /** Of the last finished request. */
  lastStats(): Usage | undefined;
}
