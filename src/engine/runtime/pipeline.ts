import type { MLCEngine } from '@mlc-ai/web-llm';
import type { KernelInfo } from './logprobKernel';

/** The parts of web-llm's TVM instance that are used here; it exports no types for them. */
export interface Tensor {
  readonly shape: readonly number[];
  view(shape: readonly number[]): Tensor;
  copyFrom(source: Tensor | Int32Array | Float32Array): Tensor;
  toArray(): Float32Array | Int32Array;
  /** What a kernel is given for it. */
  getDataPtr(): number;
}

/** Queues a call, behind what is queued, with its buffers and numbers and a size for each launch parameter. */
export type TvmKernel = (...args: readonly number[]) => void;

/** What a function of the model's library takes and gives. */
export type TvmFunction = (...args: readonly unknown[]) => unknown;

export interface Tvm {
  beginScope(): void;
  endScope(): void;
  detachFromCurrentScope<T>(object: T): T;
  makeShapeTuple(values: readonly number[]): unknown;
  getGlobalFunc(name: string): TvmFunction;
  scalar(value: number, dtype: string): unknown;
  empty(shape: readonly number[], dtype: string, device: unknown): Tensor;
  cpu(): unknown;
  readonly lib: {
    readonly webGPUContext: {
      createShaderAsync(info: KernelInfo, code: string): Promise<TvmKernel>;
    };
  };
}

/** What web-llm 0.2.86 has for a model that is loaded. */
export interface Pipeline {
  readonly tvm: Tvm;
  readonly vm: { getFunction(name: string): TvmFunction };
  /** Gives no BOS; takes literal special tokens for what they name. */
  readonly tokenizer: {
    encode(text: string): Int32Array;
    decode(tokens: Int32Array): string;
  };
  readonly device: { sync(): Promise<void> };
  readonly params: unknown;
  readonly prefillChunkSize: number;
}

/**
 * Reads what web-llm 0.2.86 keeps private: it has no batches, and tells nobody when its GPU device is
 * lost. The version is pinned, and the browser tests walk this path.
 */
export function readPipeline(engine: MLCEngine, modelId: string): Pipeline {
  const pipelines = Reflect.get(engine, 'loadedModelIdToPipeline') as Map<string, Pipeline>;
  const pipeline = pipelines.get(modelId);
  if (pipeline === undefined) throw new Error(`web-llm has no pipeline for ${modelId}`);
  return pipeline;
}
