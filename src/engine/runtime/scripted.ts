import { AppError, type ErrorCode } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress } from '../protocol';
import type { GenerateRequest, GenerateResult } from '../types';
import type { Runtime, RuntimeGenerateOptions } from './runtime';

/** What a scripted runtime does; plain data, so that a test can hand it to a worker. */
export interface Script {
  /** Answer to every prompt that contains the key; the first match counts. Others are echoed. */
  readonly answers?: readonly (readonly [promptPart: string, answer: string])[];
  readonly tokenMs?: number;
  readonly loadMs?: number;
  readonly failLoad?: ErrorCode;
  /** Fails every request with this. */
  readonly failGenerate?: ErrorCode;
  /** The GPU goes away after so many tokens of the runtime's life. */
  readonly loseGpuAfterTokens?: number;
}

/**
 * A runtime that follows a script instead of running a model: for states of the engine and the page
 * that a real model reaches rarely, or slowly. Only tests load it; no build of the app contains it.
 */
export class ScriptedRuntime implements Runtime {
  readonly #script: Script;
  readonly #wait: (ms: number) => Promise<void>;
  #tokens = 0;
  #onLost: ((error: AppError) => void) | undefined;

  constructor(script: Script, wait: (ms: number) => Promise<void>) {
    this.#script = script;
    this.#wait = wait;
  }

  onLost(listener: (error: AppError) => void): void {
    this.#onLost = listener;
  }

  async load(_model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void> {
    const { loadMs = 0, failLoad } = this.#script;
    for (const phase of ['upload', 'compile'] as const) {
      onProgress({ phase, fraction: 0 });
      await this.#wait(loadMs / 2);
      if (failLoad !== undefined) throw new AppError(failLoad);
      onProgress({ phase, fraction: 1 });
    }
  }

  async generate(
    request: GenerateRequest,
    { signal, onText }: RuntimeGenerateOptions,
  ): Promise<GenerateResult> {
    const { tokenMs = 0, failGenerate, loseGpuAfterTokens = Infinity } = this.#script;
    if (failGenerate !== undefined) throw new AppError(failGenerate);
    const tokens = this.#answer(request.prompt);
    const written = tokens.slice(0, request.maxTokens);
    for (const token of written) {
      await this.#wait(tokenMs);
      signal.throwIfAborted();
      if (this.#tokens >= loseGpuAfterTokens) {
        this.#onLost?.(new AppError('gpu-lost'));
        return new Promise(() => undefined);
      }
      this.#tokens++;
      onText(token, tokenMs > 0 ? 1000 / tokenMs : 0);
    }
    return {
      text: written.join(''),
      finishReason: written.length < tokens.length ? 'length' : 'stop',
      usage: {
        promptTokens: request.prompt.length,
        completionTokens: written.length,
        prefillSeconds: 0,
        decodeSeconds: (written.length * tokenMs) / 1000,
      },
    };
  }

  #answer(prompt: string): readonly string[] {
    const scripted = this.#script.answers?.find(([part]) => prompt.includes(part));
    return (scripted?.[1] ?? prompt).match(/\s*\S+|\s+$/gu) ?? [];
  }
}
