/** What the page and the engine's worker say to each other. */

import type { Quantization } from '../core/catalog';
import type { WireError } from '../core/errors';
import type { Command } from '../rpc/protocol';
import type { SampledToken } from './scheduler/executor';
import type { GenerateRequest, GenerateResult, TextToken } from './types';

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
  /** Of the model, not of its package: a checkpoint's own list may lack one, or have one too many. */
  readonly stopTokenIds: readonly number[];
  readonly stopStrings: readonly string[];
}

/** With a seed, whichever worker comes to answer it gives the same answer. */
export type SeededRequest = GenerateRequest & { readonly seed: number };

/** Phases that happen inside the worker. */
export interface RuntimeProgress {
  readonly phase: 'upload' | 'compile';
  /** 0 to 1 within the phase. */
  readonly fraction: number;
}

/** A piece of an answer. */
export interface TextDelta {
  /** Of an answer that goes on, its text comes from the beginning again. */
  readonly delta: string;
  /** What was chosen since the last event; nothing of what the request brought along. */
  readonly written: readonly SampledToken[];
  /** Decoding speed since the first token; 0 until the second. */
  readonly tokensPerSecond: number;
}

/** A request, and what another worker, that is lost, had chosen of its answer: it is not computed again. */
export interface GenerateParams {
  readonly request: SeededRequest;
  readonly written: readonly SampledToken[];
}

export interface EngineCommands {
  readonly load: Command<RuntimeModel, void, RuntimeProgress>;
  readonly generate: Command<GenerateParams, GenerateResult, TextDelta>;
  /** Tokens of a text. */
  readonly count: Command<string, number>;
  readonly tokenize: Command<string, readonly TextToken[]>;
}

export interface EngineNotifications {
  /** The work goes on, though there is nothing to show. */
  readonly pulse: undefined;
  /** The worker cannot go on: it must be replaced. Every open request is lost. */
  readonly fatal: WireError;
}
