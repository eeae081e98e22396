import type { AppError } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress, SeededRequest } from '../protocol';
import type { SampledToken } from '../scheduler/executor';
import type { GenerateResult, TextToken } from '../types';

export interface RuntimeGenerateOptions {
  readonly signal: AbortSignal;
  /** The beginning of the answer, as `onToken` gave it before; not used by a beam search. */
  readonly written: readonly SampledToken[];
  /**
   * Called for each token, even if its text is still held back. Begins with all the text of `written`.
   *
   * @param tokensPerSecond Decoding speed of all running requests; 0 while unknown.
   * @param chosen What to pass as `written` to continue later; left out at the end of the answer.
   */
  readonly onToken: (delta: string, tokensPerSecond: number, chosen?: SampledToken) => void;
}

/** Runs a model in the worker: loads one model and answers any number of requests at a time. */
export interface Runtime {
  load(model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void>;
  /** Ends soon after the signal aborts, with or without an error; the caller checks the signal. */
  generate(request: SeededRequest, options: RuntimeGenerateOptions): Promise<GenerateResult>;
  /** @throws AppError `model-not-loaded`. */
  countTokens(text: string): number;
  /** @throws AppError `model-not-loaded`. */
  tokenize(text: string): readonly TextToken[];
  /** Called at most once, when the GPU device is gone and nothing can run. */
  onLost(listener: (error: AppError) => void): void;
  /** Called for each step of the work, even if it gives no text. */
  onStep(listener: () => void): void;
}
