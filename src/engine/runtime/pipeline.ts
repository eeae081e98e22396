import type { MLCEngine } from '@mlc-ai/web-llm';
import type { GrammarPipeline } from './grammars';
import type { KernelInfo } from './logprobKernel';

/** The parts of web-llm's TVM instance that are used here; it exports no types for them. */
export interface Tensor {
  readonly shape: readonly number[];
  view(shape: readonly number[]): Tensor;
  copyFrom(source: Tensor | Int32Array | Float32Array): Tensor;
  toArray(): Float32Array | Int32Array;
  /** What a kernel gets for it. */
  getDataPtr(): number;
}

/** Queues a call with its buffers and numbers and a size for each launch parameter. */
export type TvmKernel = (...args: readonly number[]) => void;

/** A function of the model's library. */
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

/** What web-llm 0.2.86 has for a loaded model. */
export interface Pipeline extends GrammarPipeline {
  readonly tvm: Tvm;
  readonly vm: { getFunction(name: string): TvmFunction };
  /** Adds no BOS; encodes literal special tokens as the tokens they name. */
  readonly tokenizer: {
    encode(text: string): Int32Array;
    decode(tokens: Int32Array): string;
  };
  readonly device: { sync(): Promise<void> };
  readonly params: unknown;
  readonly prefillChunkSize: number;
}

/**
 * Reads what web-llm 0.2.86 keeps private, because it has no batches, follows one grammar at a time, and does
 * not report when its GPU device is lost. The version is pinned, and the browser tests run this code.
 */
export function readPipeline(engine: MLCEngine, modelId: string): Pipeline {
  const pipelines = Reflect.get(engine, 'loadedModelIdToPipeline') as Map<string, Pipeline>;
  const pipeline = pipelines.get(modelId);
  if (pipeline === undefined) throw new Error(`web-llm has no pipeline for ${modelId}`);
  return pipeline;
}
