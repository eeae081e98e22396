import { getModel, type Model, type Quantization } from '../../src/core/catalog';
import { AppError } from '../../src/core/errors';
import type { GenerateOptions, GenerateRequest, GenerateResult } from '../../src/engine/client';
import type { Memory } from '../../src/diagnostics/memory';
import type { BenchPorts } from '../../src/diagnostics/types';

/** Seconds that the scripted engine takes. */
const PREFILL_PER_TOKEN = 0.001;
const PASS = 0.02;

/**
 * For tests: an engine with its own clock, whose forward passes take the same time for every batch, and whose
 * cache remembers prompts; and a memory of 1 MB at 1 GB/s. A token is a character.
 */
export class MeasureHarness implements BenchPorts {
  readonly requests: GenerateRequest[] = [];
  model: Model = getModel('demo');
  quantization: Quantization = 'q4f32_1';
  memoryError: AppError | undefined;
  closed = 0;
  /** How much slower than usual. */
  slowness = 1;
  /** Called before every answer. */
  onGenerate: (request: GenerateRequest) => void = () => undefined;
  answer: (request: GenerateRequest) => Partial<GenerateResult> = () => ({});
  #ms = 0;
  #salt = 0;
  #open = 0;
  readonly #seen: string[] = [];

  now = (): number => this.#ms;
  newSalt = (): number => (this.#salt += 977);
  subject: BenchPorts['subject'] = () =>
    Promise.resolve({ model: this.model, quantization: this.quantization });

  openMemory = (): Promise<Memory> => {
    if (this.memoryError !== undefined) return Promise.reject(this.memoryError);
    return Promise.resolve({
      bytes: 1e6,
      clock: 'gpu',
      read: (times: number) => Promise.resolve(times * 1e-3),
      close: () => this.closed++,
    });
  };

  generate = async (
    request: GenerateRequest,
    { signal }: GenerateOptions = {},
  ): Promise<GenerateResult> => {
    this.requests.push(request);
    this.onGenerate(request);
    this.#open++;
    // Requests made at the same time run at the same time.
    await Promise.resolve();
    const { prompt, maxTokens } = request;
    const reusedTokens = Math.max(0, ...this.#seen.map((seen) => common(seen, prompt)));
    this.#seen.push(prompt);
    const prefillSeconds = (prompt.length - reusedTokens) * PREFILL_PER_TOKEN * this.slowness;
    const decodeSeconds = (maxTokens - 1) * PASS * this.slowness;
    this.#ms += ((prefillSeconds + decodeSeconds) / this.#open) * 1000;
    await Promise.resolve();
    this.#open--;
    if (signal?.aborted === true) throw new AppError('aborted');
    return {
      text: '',
      finishReason: 'length',
      usage: {
        promptTokens: prompt.length,
        reusedTokens,
        completionTokens: maxTokens,
        prefillSeconds,
        decodeSeconds,
      },
      ...this.answer(request),
    };
  };
}

function common(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  // A beginning that is too short is not worth sharing.
  return length >= 16 ? length : 0;
}
