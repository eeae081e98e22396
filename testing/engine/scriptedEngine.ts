import { getModel, type Model, type ModelId } from '../../src/core/catalog';
import { measureConfidence } from '../../src/core/confidence';
import { AppError } from '../../src/core/errors';
import type {
  EngineClient,
  EngineStatus,
  GenerateOptions,
  GenerateRequest,
  GenerateResult,
  LoadOptions,
  RequestStats,
  TextToken,
  TokenLogprobs,
} from '../../src/engine/client';
import { LastStats } from '../../src/engine/lastStats';

/** One answer to a prompt, or several, best first. */
type Answers = string | readonly string[];

/**
 * An engine for tests: answers by a function of the prompt, in pieces of `pieceLength` characters, any
 * number of requests at a time.
 */
export class ScriptedEngine implements EngineClient {
  readonly requests: GenerateRequest[] = [];
  readonly loads: ModelId[] = [];
  pieceLength = 3;
  /** Waits before every piece. */
  pause: () => Promise<unknown> = () => Promise.resolve();
  /** Requests under way, and how many there were at once. */
  open = 0;
  mostOpen = 0;
  finishReason: GenerateResult['finishReason'] = 'stop';
  /** Natural logarithms, of the tokens of the answer to a prompt. */
  logprobs: (prompt: string) => readonly number[] = () => [];
  /** How likely the tokens of a given answer were. */
  measure: (given: string) => readonly TokenLogprobs[] = () => [];
  readonly #answer: (prompt: string) => Answers;
  #status: EngineStatus = { kind: 'idle' };
  readonly #lastStats = new LastStats();

  constructor(answer: (prompt: string) => Answers) {
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
    { signal, onDelta, partOf }: GenerateOptions = {},
  ): Promise<GenerateResult> {
    if (this.#status.kind !== 'ready') throw new AppError('model-not-loaded');
    const model = getModel(this.#status.modelId);
    this.requests.push(request);
    this.open++;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    try {
      const texts = [request.given ?? this.#answer(request.prompt)].flat();
      const text = texts[0] ?? '';
      for (let i = 0; i < text.length; i += this.pieceLength) {
        await this.pause();
        if (signal?.aborted === true) throw new AppError('aborted');
        // A search does not know until its end what comes of it.
        if (request.beam === undefined) onDelta?.(text.slice(i, i + this.pieceLength));
      }
      const usage = {
        promptTokens: request.prompt.length,
        reusedTokens: 0,
        completionTokens: text.length,
        prefillSeconds: 0.1,
        decodeSeconds: 0.2,
      };
      const found = texts.slice(0, request.beam?.results ?? 0);
      const alternatives = found.map((one, at) => ({ text: one, score: -1 - at }));
      const confidence = measureConfidence(this.logprobs(request.prompt));
      const result = {
        text,
        finishReason: this.finishReason,
        usage,
        ...(confidence && { confidence }),
        ...(request.beam !== undefined && { alternatives }),
        ...(request.given !== undefined && { logprobs: this.measure(request.given) }),
      };
      this.#lastStats.note(result, model, partOf);
      return result;
    } finally {
      this.open--;
    }
  }

  /** Words, spaces and signs count one each. */
  async countTokens(prompt: string): Promise<number> {
    return (await this.tokenize(prompt)).length;
  }

  tokenize(prompt: string): Promise<readonly TextToken[]> {
    if (this.#status.kind !== 'ready') return Promise.reject(new AppError('model-not-loaded'));
    const texts: readonly string[] = prompt.match(/\w+|\W/gu) ?? [];
    return Promise.resolve(texts.map((text, id) => ({ id, text })));
  }

  unload(): Promise<void> {
    this.#status = { kind: 'idle' };
    return Promise.resolve();
  }

  lastStats(): RequestStats | undefined {
    return this.#lastStats.get();
  }
}

/** The sentence that a translation prompt asks for. */
export function sentenceOf(prompt: string): string {
  return /for this sentence: (.*)\n### Response:\n$/s.exec(prompt)?.[1] ?? '';
}
