import { PAGE_TOKENS } from '../../core/compatibility';
import type {
  SampledToken,
  Executor,
  ExecutorLimits,
  Part,
  SequenceId,
} from '../scheduler/executor';
import type { Pipeline, Tensor, TvmFunction } from './pipeline';
import { TvmCache } from './tvmCache';
import type { TvmLogprobs } from './tvmLogprobs';
import { TvmSampler } from './tvmSampler';
import { bindFunctions, integers } from './tvmTensors';

export interface TvmExecutorOptions {
  readonly contextLength: number;
  /** Tokens of all sequences together that the KV cache holds. */
  readonly cacheTokens: number;
  readonly batch: number;
  readonly logprobs: TvmLogprobs;
}

const functions = ['embed', 'prefill', 'decode', 'batch_prefill', 'batch_decode'] as const;

/** Runs the functions of a model's library on the TVM instance that web-llm has loaded. */
export class TvmExecutor implements Executor {
  readonly limits: ExecutorLimits;
  readonly #pipeline: Pipeline;
  readonly #cache: TvmCache;
  readonly #sampler: TvmSampler;
  readonly #functions: Readonly<Record<(typeof functions)[number], TvmFunction>>;

  constructor(
    pipeline: Pipeline,
    { contextLength, cacheTokens, batch, logprobs }: TvmExecutorOptions,
  ) {
    const { prefillChunkSize: prefillChunk } = pipeline;
    const pages = Math.ceil(cacheTokens / PAGE_TOKENS);
    this.limits = { contextLength, prefillChunk, batch, pageTokens: PAGE_TOKENS, pages };
    this.#pipeline = pipeline;
    this.#cache = new TvmCache(pipeline, {
      ...this.limits,
      tokens: pages * PAGE_TOKENS,
    });
    this.#sampler = new TvmSampler(pipeline, logprobs);
    this.#functions = bindFunctions(pipeline, functions);
  }

  add(sequence: SequenceId): void {
    this.#cache.add(sequence);
  }

  fork(parent: SequenceId, child: SequenceId, length: number): void {
    this.#cache.fork(parent, child, length);
  }

  remove(sequence: SequenceId): void {
    this.#cache.remove(sequence);
  }

  async run(parts: readonly Part[]): Promise<readonly SampledToken[]> {
    const chosen: SampledToken[] = [];
    for (const some of this.#splitByPages(parts)) chosen.push(...(await this.#pass(some)));
    return chosen;
  }

  async #pass(parts: readonly Part[]): Promise<readonly SampledToken[]> {
    const { tvm, device } = this.#pipeline;
    tvm.beginScope();
    try {
      const logits = this.#forward(parts);
      const choices = parts.map(({ choose }) => choose);
      if (choices.some((choice) => choice !== undefined)) {
        return await this.#sampler.choose(logits, choices);
      }
      // Otherwise many passes would be queued, and none of them could be cancelled.
      await device.sync();
      return [];
    } finally {
      tvm.endScope();
    }
  }

  /** @returns Logits after the last token of each part, float32 [parts, vocabulary]. */
  #forward(parts: readonly Part[]): Tensor {
    const { params } = this.#pipeline;
    const { embed, prefill, decode, batch_prefill, batch_decode } = this.#functions;
    const ids = parts.flatMap(({ tokens }) => tokens);
    const { object } = this.#cache;
    const output = this.#cache.forward(parts, () => {
      const x = embed(integers(this.#pipeline, ids), params) as Tensor;
      const width = x.shape[1] ?? 0;
      const oneEach = ids.length === parts.length;
      if (parts.length === 1) {
        return (oneEach ? decode : prefill)(x.view([1, ids.length, width]), object, params);
      }
      if (oneEach) return batch_decode(x.view([parts.length, 1, width]), object, params);
      let end = -1;
      const ends = parts.map(({ tokens }) => (end += tokens.length));
      return batch_prefill(
        x.view([1, ids.length, width]),
        integers(this.#pipeline, ends),
        object,
        params,
      );
    });
    const logits = (output as { get(index: number): Tensor }).get(0);
    return logits.view([parts.length, logits.shape.at(-1) ?? 0]);
  }

  /**
   * TVM reserves room for the page table of a pass by the number of pages. Sequences that share pages, forked
   * again and again, may list more than that; such a pass is split into several.
   */
  #splitByPages(parts: readonly Part[]): readonly (readonly Part[])[] {
    const passes: Part[][] = [[]];
    let listed = 0;
    for (const part of parts) {
      const length = this.#cache.length(part.sequence) + part.tokens.length;
      const pages = Math.ceil(length / PAGE_TOKENS);
      listed += pages;
      if (listed > this.limits.pages && (passes.at(-1)?.length ?? 0) > 0) {
        passes.push([]);
        listed = pages;
      }
      passes.at(-1)?.push(part);
    }
    return passes;
  }
}
