import { MLCEngine, type InitProgressReport } from '@mlc-ai/web-llm';
import { BATCH } from '../../core/compatibility';
import { AppError } from '../../core/errors';
import type { RuntimeModel, RuntimeProgress, SeededRequest } from '../protocol';
import { prepare } from '../scheduler/prepare';
import { Scheduler } from '../scheduler/scheduler';
import type { GenerateResult } from '../types';
import { withLatePipelines } from './latePipelines';
import { DeviceLoss } from './deviceLoss';
import { toRuntimeError, workError } from './failures';
import { readPipeline } from './pipeline';
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
  readonly executor: TvmExecutor;
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
      this.#loaded = { model, executor, scheduler };
      void compileRest().catch(() => undefined);
    } catch (error) {
      const failure = toRuntimeError(error);
      // What TVM says of a device that is lost tells nothing of it.
      if (failure.code === 'internal') await this.#loss.blame(failure);
      throw failure;
    }
  }

  async generate(
    request: SeededRequest,
    { signal, onText, written }: RuntimeGenerateOptions,
  ): Promise<GenerateResult> {
    if (this.#loaded === undefined) throw new AppError('model-not-loaded');
    const { model, executor, scheduler } = this.#loaded;
    const work = prepare(request, executor, {
      signal,
      written,
      onText: (delta, chosen) => onText(delta, scheduler.tokensPerSecond, chosen),
      stopTokens: new Set(model.stopTokenIds),
      stopStrings: model.stopStrings,
    });
    try {
      return await scheduler.submit(work);
    } catch (error) {
      // A request that ends with the device is no failure of its own: the page is to hear of that first.
      await this.#ended;
      throw error;
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
