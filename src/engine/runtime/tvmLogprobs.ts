import { code, countGroups, info, THREADS } from './logprobKernel';
import type { Pipeline, Tensor, TvmKernel } from './pipeline';

/** Reads back how likely the chosen tokens were, together with the tokens. */
export class TvmLogprobs {
  readonly #pipeline: Pipeline;
  readonly #kernel: TvmKernel;
  /** What the kernel writes to, by number of rows; kept, because new buffers take time. */
  readonly #results = new Map<number, Tensor>();

  private constructor(pipeline: Pipeline, kernel: TvmKernel) {
    this.#pipeline = pipeline;
    this.#kernel = kernel;
  }

  /** @throws what web-llm does for a kernel that the GPU refuses. */
  static async open(pipeline: Pipeline): Promise<TvmLogprobs> {
    const { webGPUContext } = pipeline.tvm.lib;
    return new TvmLogprobs(pipeline, await webGPUContext.createShaderAsync(info, code));
  }

  /**
   * @param logits float32 [rows, vocabulary].
   * @param tokens int32 [rows].
   * @returns int32, on the GPU until the next call, for `readLogprobs`.
   */
  measure(logits: Tensor, tokens: Tensor): Tensor {
    const [rows = 0, vocabulary = 0] = logits.shape;
    const groups = countGroups(vocabulary);
    const shares = groups * THREADS;
    const result = this.#results.get(rows) ?? this.#makeResult(rows, 1 + shares);
    this.#kernel(
      ...[logits.getDataPtr(), tokens.getDataPtr(), result.getDataPtr()],
      ...[vocabulary, shares],
      ...[groups, rows, THREADS],
    );
    return result;
  }

  #makeResult(rows: number, width: number): Tensor {
    const { tvm, device } = this.#pipeline;
    const result = tvm.detachFromCurrentScope(tvm.empty([rows, width], 'int32', device));
    this.#results.set(rows, result);
    return result;
  }
}

export interface MeasuredToken {
  /** -1 if the logits were not numbers; the rest has no meaning then. */
  readonly token: number;
  /** Natural logarithm of its probability, at temperature 1; -60 and less are only roughly so. */
  readonly logprob: number;
}

/** @param result The result of `TvmLogprobs.measure`, read back. */
export function readLogprobs(result: Int32Array, rows: number): readonly MeasuredToken[] {
  const sums = new Float32Array(result.buffer, result.byteOffset, result.length);
  const width = result.length / rows;
  return Array.from({ length: rows }, (_, row) => {
    const [first, end] = [row * width, (row + 1) * width];
    const sum = sums.subarray(first + 1, end).reduce((total, share) => total + share, 0);
    return { token: result[first] ?? -1, logprob: 0 - Math.log(sum) };
  });
}
