/** Times each kernel that web-llm runs by the GPU's own clock, giving every dispatch its own pass. */

/** Passes that fit into a query set, which WebGPU limits to 4096 timestamps. */
const CAPACITY = 2048;

/** What one step took. */
export interface StepTimes {
  /** From the first call until the GPU had done everything. */
  readonly milliseconds: number;
  /** One for each dispatch, in order; none if the GPU has no timestamps. */
  readonly dispatches: { readonly kernel: string; readonly milliseconds: number }[];
}

const names = new WeakMap<GPUComputePipeline, string>();
const passes = new WeakMap<GPUComputePassEncoder, number>();
let device: GPUDevice | undefined;
let queries: GPUQuerySet | undefined;
/** Kernels of the passes since the step began, by number; undefined between steps. */
let recorded: string[] | undefined;

/** Changes WebGPU for this page, so it must be called before a model is loaded. */
export function watchKernels(): void {
  replace(
    GPUAdapter.prototype,
    'requestDevice',
    (original) =>
      async function (descriptor = {}) {
        const wanted = [...(descriptor.requiredFeatures ?? [])];
        const timed = this.features.has('timestamp-query');
        if (timed) wanted.push('timestamp-query');
        device = await original.call(this, { ...descriptor, requiredFeatures: wanted });
        queries = timed
          ? device.createQuerySet({ type: 'timestamp', count: 2 * CAPACITY })
          : undefined;
        return device;
      },
  );
  replace(
    GPUDevice.prototype,
    'createComputePipelineAsync',
    (original) =>
      async function (what) {
        const pipeline = await original.call(this, what);
        names.set(pipeline, what.compute.entryPoint ?? '');
        return pipeline;
      },
  );
  replace(
    GPUCommandEncoder.prototype,
    'beginComputePass',
    (original) =>
      function (what = {}) {
        if (recorded === undefined || queries === undefined) return original.call(this, what);
        const number = recorded.push('') - 1;
        if (number >= CAPACITY) throw new Error('more dispatches than there are timestamps');
        const at = { beginningOfPassWriteIndex: 2 * number, endOfPassWriteIndex: 2 * number + 1 };
        const pass = original.call(this, {
          ...what,
          timestampWrites: { querySet: queries, ...at },
        });
        passes.set(pass, number);
        return pass;
      },
  );
  replace(
    GPUComputePassEncoder.prototype,
    'setPipeline',
    (original) =>
      function (pipeline) {
        const number = passes.get(this);
        if (number !== undefined && recorded) recorded[number] = names.get(pipeline) ?? '';
        original.call(this, pipeline);
      },
  );
}

/** @param step Runs kernels and waits for the GPU. */
export async function timeStep(step: () => Promise<void>): Promise<StepTimes> {
  recorded = [];
  const start = performance.now();
  await step();
  const milliseconds = performance.now() - start;
  const kernels = recorded;
  recorded = undefined;
  const stamps = kernels.length === 0 ? [] : await readTimestamps(2 * kernels.length);
  const dispatches = kernels.map((kernel, i) => ({
    kernel: kernel.replace(/_kernel$/, ''),
    milliseconds: Number(stamps[2 * i + 1]! - stamps[2 * i]!) / 1e6,
  }));
  return { milliseconds, dispatches };
}

async function readTimestamps(count: number): Promise<BigUint64Array> {
  const size = 8 * count;
  const usage = GPUBufferUsage;
  const resolved = device!.createBuffer({ size, usage: usage.QUERY_RESOLVE | usage.COPY_SRC });
  const mapped = device!.createBuffer({ size, usage: usage.COPY_DST | usage.MAP_READ });
  const encoder = device!.createCommandEncoder();
  encoder.resolveQuerySet(queries!, 0, count, resolved, 0);
  encoder.copyBufferToBuffer(resolved, 0, mapped, 0, size);
  device!.queue.submit([encoder.finish()]);
  await mapped.mapAsync(GPUMapMode.READ);
  const stamps = new BigUint64Array(mapped.getMappedRange().slice(0));
  resolved.destroy();
  mapped.destroy();
  return stamps;
}

/** Replaces a method by another, which gets the original. */
function replace<T, K extends keyof T>(
  of: T,
  name: K,
  by: (original: Method<T, K>) => Method<T, K>,
): void {
  of[name] = by(of[name] as Method<T, K>) as T[K];
}

type Method<T, K extends keyof T> = T[K] extends (...args: infer A) => infer R
  ? (this: T, ...args: A) => R
  : never;
