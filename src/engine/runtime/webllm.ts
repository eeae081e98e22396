import {
  MLCEngine,
  type Completion,
  type CompletionCreateParamsBase,
  type InitProgressReport,
} from '@mlc-ai/web-llm';
import { AppError } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress } from '../protocol';
import type { GenerateRequest, GenerateResult } from '../types';
import { lostError, toLoadError, toRequestError } from './failures';
import { readPipeline } from './pipeline';
import { readResult, type CompletionOutcome } from './result';
import type { Runtime, RuntimeGenerateOptions } from './runtime';

/** Runs a model with web-llm. Its files must all be in Cache storage: nothing is fetched here. */
export class WebLlmRuntime implements Runtime {
  #engine: MLCEngine | undefined;
  #model: RuntimeModel | undefined;
  #onLost: ((error: AppError) => void) | undefined;

  onLost(listener: (error: AppError) => void): void {
    this.#onLost = listener;
  }

  async load(model: RuntimeModel, onProgress: (progress: RuntimeProgress) => void): Promise<void> {
    const engine = new MLCEngine({
      appConfig: {
        cacheBackend: 'cache',
        model_list: [
          {
            model_id: model.id,
            model: model.modelUrl,
            model_lib: model.libraryUrl,
            required_features: model.quantization === 'q4f16_1' ? ['shader-f16'] : [],
          },
        ],
      },
      initProgressCallback: (report) => {
        const progress = readProgress(report);
        if (progress !== undefined) onProgress(progress);
      },
      logLevel: 'WARN',
    });
    try {
      await engine.reload(model.id, {
        context_window_size: model.contextLength,
        conv_config: { stop_token_ids: [...model.stopTokenIds] },
      });
    } catch (error) {
      throw toLoadError(error);
    }
    const { device } = readPipeline(engine, model.id);
    void device.lost.then((info) => this.#onLost?.(lostError(info)));
    this.#engine = engine;
    this.#model = model;
  }

  async generate(
    request: GenerateRequest,
    options: RuntimeGenerateOptions,
  ): Promise<GenerateResult> {
    if (this.#engine === undefined || this.#model === undefined) {
      throw new AppError('model-not-loaded');
    }
    try {
      const run = request.topLogprobs === undefined ? streamed : whole;
      return readResult(await run(this.#engine, this.#model, request, options));
    } catch (error) {
      throw toRequestError(error);
    }
  }
}

/** web-llm's bar runs several times over; the text says what it stands for. */
export function readProgress(report: InitProgressReport): RuntimeProgress | undefined {
  if (report.text.startsWith('Loading model from cache')) {
    return { phase: 'upload', fraction: report.progress };
  }
  if (report.text.startsWith('Loading GPU shader modules')) {
    return { phase: 'compile', fraction: report.progress };
  }
  return undefined;
}

function toParams(model: RuntimeModel, request: GenerateRequest): CompletionCreateParamsBase {
  return {
    prompt: request.prompt,
    max_tokens: request.maxTokens,
    temperature: request.temperature,
    top_p: request.topP,
    stop: [...model.stopStrings],
    seed: request.seed ?? null,
  };
}

async function streamed(
  engine: MLCEngine,
  model: RuntimeModel,
  request: GenerateRequest,
  { signal, onText }: RuntimeGenerateOptions,
): Promise<CompletionOutcome> {
  const chunks = await engine.completions.create({
    ...toParams(model, request),
    stream: true,
    stream_options: { include_usage: true },
  });
  const { decodingSpeed } = readPipeline(engine, model.id);
  let finishReason: Completion['choices'][number]['finish_reason'] = null;
  let usage: Completion['usage'];
  for await (const chunk of chunks) {
    // Leaving the loop is how web-llm is told to stop and to free its lock.
    if (signal.aborted) break;
    const choice = chunk.choices[0];
    if (choice !== undefined && choice.text !== '') onText(choice.text, decodingSpeed());
    finishReason = choice?.finish_reason ?? finishReason;
    usage = chunk.usage ?? usage;
  }
  return { text: await engine.getMessage(model.id), finishReason, usage, logprobs: undefined };
}

/** Streamed chunks lose the log-probabilities of tokens that end inside a character. */
async function whole(
  engine: MLCEngine,
  model: RuntimeModel,
  request: GenerateRequest,
  { signal, onText }: RuntimeGenerateOptions,
): Promise<CompletionOutcome> {
  const interrupt = () => void engine.interruptGenerate();
  signal.addEventListener('abort', interrupt);
  try {
    const reply = await engine.completions.create({
      ...toParams(model, request),
      // Log-probabilities are taken after the temperature: at 0 they would be 0 and −∞. A tiny
      // top-p at temperature 1 picks the same tokens and keeps the true values.
      ...(request.temperature === 0 ? { temperature: 1, top_p: 1e-5 } : {}),
      stream: false,
      logprobs: true,
      top_logprobs: request.topLogprobs ?? null,
    });
    const choice = reply.choices[0];
    if (choice === undefined) throw new Error('web-llm gave no choice');
    onText(choice.text, 0);
    return {
      text: choice.text,
      finishReason: choice.finish_reason,
      usage: reply.usage,
      logprobs: choice.logprobs ?? undefined,
    };
  } finally {
    signal.removeEventListener('abort', interrupt);
  }
}
