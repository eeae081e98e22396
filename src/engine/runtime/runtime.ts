import type { AppError } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress, SeededRequest } from '../protocol';
import type { SampledToken } from '../scheduler/executor';
import type { GenerateResult } from '../types';

export interface RuntimeGenerateOptions {
  readonly signal: AbortSignal;
  /** The beginning of the answer, as `onToken` gave it before; a beam search does not use it. */
  readonly written: readonly SampledToken[];
  /**
   * Called for each token, even if its text is still held back. Begins with all the text of `written`.
   *
   * @param tokensPerSecond Decoding speed of all that is under way; 0 while unknown.
   * @param chosen What to give as `written` another time; left out where the answer ends.
   */
  readonly onToken: (delta: string, tokensPerSecond: number, chosen?: SampledToken) => void;
}

/** What runs a model. Lives in the worker; loads one model, answers any number of requests at a time. */
export interface Runtime {
  load(model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void>;
  /** Ends soon after the signal aborts, one way or the other; the caller looks at the signal. */
  generate(request: SeededRequest, options: RuntimeGenerateOptions): Promise<GenerateResult>;
  /** Called at most once, when the GPU device is gone and nothing can run any more. */
  onLost(listener: (error: AppError) => void): void;
  /** Called for each step of the work, of which some give no text. */
  onStep(listener: () => void): void;
}
