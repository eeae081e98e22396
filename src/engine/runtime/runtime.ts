import type { AppError } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress } from '../protocol';
import type { GenerateRequest, GenerateResult } from '../types';

export interface RuntimeGenerateOptions {
  readonly signal: AbortSignal;
  /** @param tokensPerSecond Decoding speed so far; 0 while unknown. */
  readonly onText: (delta: string, tokensPerSecond: number) => void;
}

/** What runs a model. Lives in the worker; loads one model, answers one request at a time. */
export interface Runtime {
  load(model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void>;
  /** Ends soon after the signal aborts, one way or the other; the caller looks at the signal. */
  generate(request: GenerateRequest, options: RuntimeGenerateOptions): Promise<GenerateResult>;
  /** Called at most once, when the GPU device is gone and nothing can run any more. */
  onLost(listener: (error: AppError) => void): void;
}
