import { getModel, type Model, type ModelId } from '../core/catalog';
import { AppError } from '../core/errors';
import type {
  EngineClient,
  EngineStatus,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  LoadOptions,
  Usage,
} from '../engine/client';

/** An engine for tests: answers by a function of the prompt, in pieces of `pieceLength` characters. */
export class ScriptedEngine implements EngineClient {
  readonly requests: GenerateRequest[] = [];
  readonly loads: ModelId[] = [];
  pieceLength = 3;
  finishReason: GenerateResult['finishReason'] = 'stop';
  readonly #answer: (prompt: string) => string;
  #status: EngineStatus = { kind: 'idle' };
  #lastStats: Usage | undefined;

  constructor(answer: (prompt: string) => string) {
    this.#answer = answer;
  }

  status(): EngineStatus {
    return this.#status;
  }

  subscribe(): () => void {
    return () => undefined;
  }

  model(modelId: ModelId): Model {
    return getModel(modelId);
  }

  isOutdated(): boolean {
    return false;
  }

  load(modelId: ModelId, { onProgress, signal }: LoadOptions = {}): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(new AppError('aborted'));
    if (!getModel(modelId).bundled) return Promise.reject(new AppError('source-needed'));
    this.loads.push(modelId);
    for (const fraction of [0, 0.5, 0.5, 1]) {
      const progress = {
        phase: 'download',
        fraction,
        loadedBytes: fraction,
        totalBytes: 1,
      } as const;
      this.#status = { kind: 'loading', modelId, progress };
      onProgress?.(progress);
    }
    this.#status = { kind: 'ready', modelId };
    return Promise.resolve();
  }

  async generate(
    request: GenerateRequest,
    { signal, onText }: GenerateOptions = {},
  ): Promise<GenerateResult> {
    if (this.#status.kind !== 'ready') throw new AppError('model-not-loaded');
    this.requests.push(request);
    const text = this.#answer(request.prompt);
    for (let i = 0; i < text.length; i += this.pieceLength) {
      await Promise.resolve();
      if (signal?.aborted === true) throw new AppError('aborted');
      onText?.(text.slice(i, i + this.pieceLength));
    }
    const usage = {
      promptTokens: request.prompt.length,
      completionTokens: text.length,
      prefillSeconds: 0.1,
      decodeSeconds: 0.2,
    };
    this.#lastStats = usage;
    return { text, finishReason: this.finishReason, usage };
  }

  unload(): Promise<void> {
    this.#status = { kind: 'idle' };
    return Promise.resolve();
  }

  lastStats(): Usage | undefined {
    return this.#lastStats;
  }
}

/** The sentence that a translation prompt asks for. */
export function sentenceOf(prompt: string): string {
  return /for this sentence: (.*)\n### Response:\n$/s.exec(prompt)?.[1] ?? '';
}
