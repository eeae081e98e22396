import { withMethod } from './withMethod';

/*
 * A library has about thirty kernels, and its shaders are most of what loading a model takes. web-llm waits
 * for all of them; the first answer needs half. The others are compiled while the model is at work already,
 * or the moment they are needed.
 */

/** Takes the place of a pipeline that is not there yet. */
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

  /** Without waiting: the pass that needs it is being written. */
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

/** Passes take what stands for a pipeline, too. */
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

/** Compiles what was put off, one after the other, so that answers are held up little. */
export type CompileRest = () => Promise<void>;

/**
 * Runs `load` with devices whose pipelines are put off if `isLate` says so of the kernel's name.
 *
 * @param onDevice Told of each device before anything is done with it.
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
