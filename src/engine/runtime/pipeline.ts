import type { MLCEngine } from '@mlc-ai/web-llm';

/** The two things needed of web-llm's inner parts. */
export interface PipelineView {
  readonly device: GPUDevice;
  /** Tokens per second of the current answer; 0 while unknown. */
  readonly decodingSpeed: () => number;
}

interface Pipeline {
  readonly tvm: { readonly lib: { readonly webGPUContext: { readonly device: GPUDevice } } };
  getCurRoundDecodingTokensPerSec(): number;
}

/**
 * Reads what web-llm 0.2.86 keeps private: it tells nobody when its GPU device is lost, and gives
 * speed only at the end. The version is pinned, and the browser tests walk this path.
 */
export function readPipeline(engine: MLCEngine, modelId: string): PipelineView {
  const pipelines = Reflect.get(engine, 'loadedModelIdToPipeline') as Map<string, Pipeline>;
  const pipeline = pipelines.get(modelId);
  if (pipeline === undefined) throw new Error(`web-llm has no pipeline for ${modelId}`);
  return {
    device: pipeline.tvm.lib.webGPUContext.device,
    decodingSpeed: () => {
      const speed = pipeline.getCurRoundDecodingTokensPerSec();
      return Number.isFinite(speed) ? speed : 0;
    },
  };
}
