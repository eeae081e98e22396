import { withMethod } from './withMethod';

/*
 * A library has about thirty kernels, and compiling their shaders takes most of the time of loading a model.
 * web-llm waits for all of them, but the first answer needs only half. The others are compiled while the
 * model already works, or when they are first needed.
 */

/** Stands in for a pipeline that is not compiled yet. */
class LatePipeline {
  readonly #device: GPUDevice;
  readonly #descriptor: GPUComputePipelineDescriptor;
  readonly #compile: GPUDevice['createComputePipelineAsync'];
  #pipeline: GPUComputePipeline | undefined;

  constructor(
    device: GPUDevice,
    descriptor: GPUComputePipelineDescriptor,
    compile: GPUDevice['createComputePipelineAsync'],
  ) {
    this.#device = device;
    this.#descriptor = descriptor;
    this.#compile = compile;
  }

  /** Cannot wait: the pass that needs it is being encoded. */
  get(): GPUComputePipeline {
    return (this.#pipeline ??= this.#device.createComputePipeline(this.#descriptor));
  }

  async compile(): Promise<void> {
    if (this.#pipeline !== undefined) return;
    const compiled = await this.#compile(this.#descriptor);
    this.#pipeline ??= compiled;
  }
}

const patched = new WeakSet();

/** Makes passes accept a stand-in for a pipeline as well. */
function acceptLate(prototype: GPUComputePassEncoder): void {
  if (patched.has(prototype)) return;
  patched.add(prototype);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its pass
  const { setPipeline } = prototype;
  prototype.setPipeline = function (this: GPUComputePassEncoder, pipeline: unknown) {
    const real = pipeline instanceof LatePipeline ? pipeline.get() : pipeline;
    return setPipeline.call(this, real as GPUComputePipeline);
  };
}

/** Compiles the postponed pipelines one after the other, so that answers are hardly delayed. */
export type CompileRest = () => Promise<void>;

/**
 * Runs `load` with devices that postpone a pipeline if `isLate` is true for its kernel's name.
 *
 * @param onDevice Called with each device before it is used.
 * @throws what `load` throws.
 */
export async function withLatePipelines(
  isLate: (kernel: string) => boolean,
  load: () => Promise<void>,
  onDevice: (device: GPUDevice) => void,
): Promise<CompileRest> {
  const late: LatePipeline[] = [];
  const putOff = (device: GPUDevice): void => {
    const compile = device.createComputePipelineAsync.bind(device);
    device.createComputePipelineAsync = (wanted) => {
      if (!isLate(wanted.compute.entryPoint ?? '')) return compile(wanted);
      const pipeline = new LatePipeline(device, wanted, compile);
      late.push(pipeline);
      return Promise.resolve(pipeline as unknown as GPUComputePipeline);
    };
  };
  const putOffAll = (requestDevice: GPUAdapter['requestDevice']) =>
    async function (this: GPUAdapter, descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> {
      const device = await requestDevice.call(this, descriptor);
      onDevice(device);
      putOff(device);
      return device;
    };
  acceptLate(GPUComputePassEncoder.prototype);
  await withMethod(GPUAdapter.prototype, 'requestDevice', putOffAll, load);
  return async () => {
    for (const pipeline of late) await pipeline.compile();
  };
}
