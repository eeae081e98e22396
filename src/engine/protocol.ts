/** Every message between the page and the engine's worker. */

import type { Quantization } from '../core/catalog';
import type { WireError } from '../core/errors';
import type { SampledToken } from './scheduler/executor';
import type { GenerateRequest, GenerateResult } from './types';

/** What the worker needs to load a model whose files are all on this device. */
export interface RuntimeModel {
  readonly id: string;
  readonly quantization: Quantization;
  /** Address of the package's folder, as the files are keyed in Cache storage; ends with "/". */
  readonly modelUrl: string;
  /** Address of the library, likewise. */
  readonly libraryUrl: string;
  /** Tokens that one sequence may have. */
  readonly contextLength: number;
  /** Tokens of all sequences that the KV cache holds. */
  readonly cacheTokens: number;
  /** From the model, not from its package: a checkpoint's own list may lack one, or have one too many. */
  readonly stopTokenIds: readonly number[];
  readonly stopStrings: readonly string[];
}

/** With a seed, every worker gives the same answer. */
export type SeededRequest = GenerateRequest & { readonly seed: number };

/** Names one request; unique for the life of a worker. */
export type RequestId = number;

export type ToWorker =
  | { readonly type: 'load'; readonly id: RequestId; readonly model: RuntimeModel }
  | {
      readonly type: 'generate';
      readonly id: RequestId;
      readonly request: SeededRequest;
      /** Tokens of the answer that a lost worker had chosen: they are not computed again. */
      readonly written: readonly SampledToken[];
    }
  | { readonly type: 'cancel'; readonly id: RequestId };

/** Phases that happen inside the worker. */
export interface RuntimeProgress {
  readonly phase: 'upload' | 'compile';
  /** 0 to 1 within the phase. */
  readonly fraction: number;
}

export type FromWorker =
  | ({ readonly type: 'progress'; readonly id: RequestId } & RuntimeProgress)
  | { readonly type: 'loaded'; readonly id: RequestId }
  | {
      readonly type: 'text';
      readonly id: RequestId;
      /** If an answer is continued, its text comes from the beginning again. */
      readonly delta: string;
      /** Tokens chosen since the last message, without those that the request brought along. */
      readonly written: readonly SampledToken[];
      /** Decoding speed since the first token; 0 until the second. */
      readonly tokensPerSecond: number;
    }
  | { readonly type: 'generated'; readonly id: RequestId; readonly result: GenerateResult }
  | { readonly type: 'failed'; readonly id: RequestId; readonly error: WireError }
  /** Work continues, though there is nothing to show. */
  | { readonly type: 'pulse' }
  /** The worker cannot go on: it must be replaced. Every open request is lost. */
  | { readonly type: 'fatal'; readonly error: WireError };
