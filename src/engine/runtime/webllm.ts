import { MLCEngine, type InitProgressReport } from '@mlc-ai/web-llm';
import { BATCH } from '../../core/compatibility';
import { AppError } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress, SeededRequest } from '../protocol';
import type { Executor, Tokenizer } from '../scheduler/executor';
import { prepare } from '../scheduler/prepare';
import { Scheduler } from '../scheduler/scheduler';
import { spellTokens } from '../scheduler/spelling';
import type { GenerateResult, TextToken } from '../types';
import { withLatePipelines } from './latePipelines';
import { DeviceLoss } from './deviceLoss';
import { toRuntimeError, workError } from './failures';
import { Grammars } from './grammars';
import { readPipeline, type Pipeline } from './pipeline';
import type { Runtime, RuntimeGenerateOptions } from './runtime';
import { withSubgroupKernels } from './subgroupKernels';
import { TvmExecutor } from './tvmExecutor';
import { TvmLogprobs } from './tvmLogprobs';

/** web-llm makes a KV cache for one sequence, which is not used: as small as it can be. */
const UNUSED_CONTEXT = 16;

/** The kernels that the first prompt and a greedy answer need. */
const first =
  /^(take_embedding|many_|one_|split_rotary|tir_kv_cache|attention_prefill_ragged|attention_decode|best_of_|argmax_|sum_probabilities)/;

interface Loaded {
  readonly model: RuntimeModel;
  readonly limits: Executor['limits'];
  readonly tokenizer: Tokenizer;
  readonly grammars: Grammars;
  readonly scheduler: Scheduler;
}

/**
 * Runs a model on what web-llm loads: its TVM instance, its weights on the GPU, its tokenizer. The files
 * must all be in Cache storage: nothing is fetched here.
 */
export class WebLlmRuntime implements Runtime {
  readonly #loss = new DeviceLoss();
  #loaded: Loaded | undefined;
  #onStep: (() => void) | undefined;
  /** Settled once the listener knows that nothing can run any more. */
  #ended: Promise<void> | undefined;

  onLost(listener: (error: AppError) => void): void {
    void this.#loss.named.then(listener);
  }

  onStep(listener: () => void): void {
    this.#onStep = listener;
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
      const compileRest = await withSubgroupKernels(() =>
        withLatePipelines(
          (kernel) => !first.test(kernel),
          () => engine.reload(model.id, { context_window_size: UNUSED_CONTEXT }),
          (device) => this.#loss.watch(device),
        ),
      );
      const pipeline = readPipeline(engine, model.id);
      const logprobs = await TvmLogprobs.open(pipeline);
      const executor = new TvmExecutor(pipeline, { ...model, batch: BATCH, logprobs });
      const scheduler = new Scheduler({
        executor,
        now: () => performance.now(),
        onStep: () => this.#onStep?.(),
        onFailure: (error) => {
          this.#ended = this.#loss.blame(workError(error));
        },
      });
      this.#loaded = {
        model,
        limits: executor.limits,
        tokenizer: toTokenizer(pipeline),
        grammars: new Grammars(pipeline, model.stopTokenIds),
        scheduler,
      };
      void compileRest().catch(() => undefined);
    } catch (error) {
      const failure = toRuntimeError(error);
      // What TVM says about a lost device does not tell that it is lost.
      if (failure.code === 'internal') await this.#loss.blame(failure);
      throw failure;
    }
  }

  countTokens(text: string): number {
    return this.#require().tokenizer.encode(text).length;
  }

  tokenize(text: string): readonly TextToken[] {
    const { tokenizer } = this.#require();
    return spellTokens(tokenizer.encode(text), (tokens) => tokenizer.decode(tokens));
  }

  async generate(
    request: SeededRequest,
    { signal, onToken, written }: RuntimeGenerateOptions,
  ): Promise<GenerateResult> {
    const { model, limits, tokenizer, grammars, scheduler } = this.#require();
    const { grammar } = request;
    const matcher = grammar && (await grammars.open(grammar));
    try {
      const work = prepare(
        request,
        { limits, ...tokenizer },
        {
          ...{ signal, written, matcher },
          onToken: (delta, chosen) => onToken(delta, scheduler.tokensPerSecond, chosen),
          stopTokens: new Set(model.stopTokenIds),
          stopStrings: model.stopStrings,
        },
      );
      return await scheduler.submit(work);
    } catch (error) {
      // A request that ends with the device has not failed by itself: the page must hear of the loss first.
      await this.#ended;
      throw error;
    } finally {
      matcher?.close();
    }
  }

  #require(): Loaded {
    if (this.#loaded === undefined) throw new AppError('model-not-loaded');
    return this.#loaded;
  }
}

function toTokenizer({ tokenizer }: Pipeline): Tokenizer {
  return {
    encode: (text) => Array.from(tokenizer.encode(text)),
    decode: (tokens) => tokenizer.decode(Int32Array.from(tokens)),
  };
}

/** web-llm's bar fills several times; its text says for what. */
export function readProgress(report: InitProgressReport): RuntimeProgress | undefined {
  if (report.text.startsWith('Loading model from cache')) {
    return { phase: 'upload', fraction: report.progress };
  }
  if (report.text.startsWith('Loading GPU shader modules')) {
    return { phase: 'compile', fraction: report.progress };
  }
  return undefined;
}
