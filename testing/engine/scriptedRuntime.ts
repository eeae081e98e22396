import { measureConfidence } from '../../src/core/confidence';
import { AppError, type ErrorCode } from '../../src/core/errors';
import type { RuntimeModel, RuntimeProgress, SeededRequest } from '../../src/engine/protocol';
import type { GenerateResult, TextToken } from '../../src/engine/types';
import type { Runtime, RuntimeGenerateOptions } from '../../src/engine/runtime/runtime';

/** What a scripted runtime does; plain data, so that a test can hand it to a worker. */
export interface Script {
  /**
   * The answer to every prompt whose last turn contains the key. The first match counts; a beam search finds the
   * others too. Prompts without a match are echoed.
   */
  readonly answers?: readonly (readonly [promptPart: string, answer: string])[];
  /** Likewise by what the turns before the last one contain; goes before `answers`. */
  readonly answersAfter?: readonly (readonly [promptPart: string, answer: string])[];
  /** Of the tokens of every answer; the last one repeats for all that follow. */
  readonly logprobs?: readonly number[];
  readonly tokenMs?: number;
  readonly loadMs?: number;
  readonly failLoad?: ErrorCode | undefined;
  /** Fails every request with this. */
  readonly failGenerate?: ErrorCode;
  /** The GPU is lost after this many tokens of the runtime's life. */
  readonly loseGpuAfterTokens?: number;
  /** The error code of the loss. */
  readonly lossCode?: ErrorCode;
  /** The runtime falls silent after this many tokens of its life. */
  readonly hangAfterTokens?: number;
}

/** How each turn of the user's begins, in BayLing's template and in Llama 3's. */
const userHeading = /### Instruction:\n|<\|start_header_id\|>user<\|end_header_id\|>/;

/**
 * A runtime that follows a script instead of running a model: for states of the engine and the page that a
 * real model reaches rarely or slowly. Only tests load it; no build of the app contains it.
 */
export class ScriptedRuntime implements Runtime {
  readonly #script: Script;
  readonly #wait: (ms: number) => Promise<void>;
  #tokens = 0;
  #onLost: ((error: AppError) => void) | undefined;
  #onStep: (() => void) | undefined;

  constructor(script: Script, wait: (ms: number) => Promise<void>) {
    this.#script = script;
    this.#wait = wait;
  }

  onLost(listener: (error: AppError) => void): void {
    this.#onLost = listener;
  }

  onStep(listener: () => void): void {
    this.#onStep = listener;
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

  countTokens(text: string): number {
    return this.tokenize(text).length;
  }

  tokenize(text: string): readonly TextToken[] {
    return (text.match(/\s*\S+|\s+$/gu) ?? []).map((one, id) => ({ id, text: one }));
  }

  async generate(
    request: SeededRequest,
    { signal, onToken, written: before }: RuntimeGenerateOptions,
  ): Promise<GenerateResult> {
    const { tokenMs = 0, failGenerate, lossCode = 'gpu-lost' } = this.#script;
    const { loseGpuAfterTokens = Infinity, hangAfterTokens = Infinity } = this.#script;
    if (failGenerate !== undefined) throw new AppError(failGenerate);
    if (request.given !== undefined) return this.#measure(request.given);
    const answers = this.#answers(request.prompt);
    const tokens = answers[0]?.match(/\s*\S+|\s+$/gu) ?? [];
    const written = tokens.slice(0, request.maxTokens);
    const resumed =
      request.beam === undefined ? before.map(({ token }) => written[token] ?? '') : [];
    if (resumed.length > 0) onToken(resumed.join(''), 0);
    for (const [at, token] of written.entries()) {
      if (at < resumed.length) continue;
      await this.#wait(tokenMs);
      signal.throwIfAborted();
      if (this.#tokens >= loseGpuAfterTokens) {
        this.#onLost?.(new AppError(lossCode));
        return new Promise(() => undefined);
      }
      if (this.#tokens >= hangAfterTokens) return new Promise(() => undefined);
      this.#tokens++;
      this.#onStep?.();
      if (request.beam === undefined) {
        const speed = tokenMs > 0 ? 1000 / tokenMs : 0;
        onToken(token, speed, { token: at, rawLogprob: this.#logprob(at), candidates: [] });
      }
    }
    const alternatives = answers
      .slice(0, request.beam?.results)
      .map((text, at) => ({ text, score: -at }));
    const confidence = measureConfidence(written.flatMap((_, at) => this.#logprob(at) ?? []));
    return {
      text: written.join(''),
      ...(confidence && { confidence }),
      ...(request.beam !== undefined && { alternatives }),
      finishReason: written.length < tokens.length ? 'length' : 'stop',
      usage: {
        promptTokens: request.prompt.length,
        reusedTokens: 0,
        completionTokens: written.length,
        prefillSeconds: 0,
        decodeSeconds: (written.length * tokenMs) / 1000,
      },
    };
  }

  /** Each word of a given answer, with one other that was as likely. */
  #measure(given: string): GenerateResult {
    const logprobs = this.tokenize(given).map(({ text: token }, at) => {
      const logprob = this.#logprob(at) ?? 0;
      const other = { token: `${token}*`, logprob };
      return { token, logprob, top: [{ token, logprob }, other] };
    });
    const times = { prefillSeconds: 0, decodeSeconds: 0 };
    const usage = { promptTokens: 1, reusedTokens: 0, completionTokens: logprobs.length, ...times };
    return { text: given, finishReason: 'stop', usage, logprobs };
  }

  #logprob(at: number): number | undefined {
    const { logprobs } = this.#script;
    return logprobs?.[at] ?? logprobs?.at(-1);
  }

  #answers(prompt: string): readonly string[] {
    const { answers = [], answersAfter = [] } = this.#script;
    // What was asked and answered before, as the sentences around another are, asks for nothing.
    const turns = prompt.split(userHeading);
    const [turn = '', before] = [turns.pop(), turns.join('')];
    const found = [
      ...answersAfter.filter(([part]) => before.includes(part)),
      ...answers.filter(([part]) => turn.includes(part)),
    ].map(([, answer]) => answer);
    return found.length === 0 ? [prompt] : found;
  }
}
