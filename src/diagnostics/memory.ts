import { AppError } from '../core/errors';

/** A large buffer on its own GPU device. */
export interface Memory {
  readonly bytes: number;
  readonly clock: 'gpu' | 'wall';
  /** Reads all of it this many times. @returns The seconds it took. */
  read(times: number): Promise<number>;
  /** Destroys the device with everything on it. */
  close(): void;
}

export interface MemoryPorts {
  readonly gpu: Pick<GPU, 'requestAdapter'> | undefined;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** The specification's numbers: TypeScript knows the types of WebGPU, but not its constants. */
const MAP_READ = 0x1;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;
const STORAGE = 0x80;
const QUERY_RESOLVE = 0x200;

const MiB = 2 ** 20;
/** Much more than any cache holds; a software GPU has only the processor's caches, and is slow. */
const HARDWARE_BYTES = 256 * MiB;
const SOFTWARE_BYTES = 64 * MiB;
/** With less, only a cache might be measured. */
const SMALLEST_BYTES = 32 * MiB;

const THREADS = 256;
/** Each of 16 bytes. */
const READS = 32;
const GROUP_BYTES = THREADS * READS * 16;

/*
 * Neighbouring threads read neighbouring values, so that each access is one whole line. Every thread writes a
 * result, or the compiler would remove the reads; that is less than one percent of the traffic.
 */
const shader = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> filled: array<vec4u>;
@group(0) @binding(1) var<storage, read> data: array<vec4u>;
@group(0) @binding(2) var<storage, read_write> seen: array<u32>;

@compute @workgroup_size(${THREADS})
fn fill_all(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  for (var i = 0u; i < ${READS}u; i++) {
    let at = (group.x * ${READS}u + i) * ${THREADS}u + thread;
    // Zeros may be kept in less memory than they stand for.
    filled[at] = vec4u(at, at * 2654435761u, at ^ 2246822519u, at * 3266489917u);
  }
}

@compute @workgroup_size(${THREADS})
fn read_all(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) thread: u32) {
  var sum = vec4u();
  for (var i = 0u; i < ${READS}u; i++) {
    sum ^= data[(group.x * ${READS}u + i) * ${THREADS}u + thread];
  }
  seen[group.x * ${THREADS}u + thread] = sum.x ^ sum.y ^ sum.z ^ sum.w;
}`;

/** The largest power of two that is worth reading and that the limits allow, in bytes. */
export function memoryBytes(
  limits: Pick<GPUSupportedLimits, 'maxBufferSize' | 'maxStorageBufferBindingSize'>,
  isSoftware: boolean,
): number {
  const wanted = isSoftware ? SOFTWARE_BYTES : HARDWARE_BYTES;
  const allowed = Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize, wanted);
  return 2 ** Math.floor(Math.log2(allowed));
}

/**
 * @throws AppError `webgpu-unavailable`, `adapter-unavailable`; `out-of-memory` if there is no room beside
 *   the model for a buffer large enough to measure.
 */
export async function openMemory({ gpu, now }: MemoryPorts): Promise<Memory> {
  if (gpu === undefined) throw new AppError('webgpu-unavailable');
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) throw new AppError('adapter-unavailable');
  const wanted = memoryBytes(adapter.limits, adapter.info.isFallbackAdapter);
  const timed = adapter.features.has('timestamp-query');
  const device = await adapter.requestDevice({
    requiredFeatures: timed ? ['timestamp-query'] : [],
    requiredLimits: { maxBufferSize: wanted, maxStorageBufferBindingSize: wanted },
  });
  try {
    const buffer = await allocate(device, wanted);
    const reader = new Reader(device, buffer, timed, now);
    await reader.fill();
    return reader;
  } catch (error) {
    device.destroy();
    throw error;
  }
}

async function allocate(device: GPUDevice, wanted: number): Promise<GPUBuffer> {
  for (let size = wanted; size >= SMALLEST_BYTES; size /= 2) {
    device.pushErrorScope('out-of-memory');
    const buffer = device.createBuffer({ size, usage: STORAGE });
    if ((await device.popErrorScope()) === null) return buffer;
  }
  throw new AppError('out-of-memory');
}

class Reader implements Memory {
  readonly bytes: number;
  readonly clock: Memory['clock'];
  readonly #device: GPUDevice;
  readonly #buffer: GPUBuffer;
  readonly #now: () => number;
  readonly #module: GPUShaderModule;
  readonly #pipeline: GPUComputePipeline;
  readonly #bindings: GPUBindGroup;
  readonly #stamps: Stamps | undefined;

  constructor(device: GPUDevice, buffer: GPUBuffer, timed: boolean, now: () => number) {
    this.#device = device;
    this.#buffer = buffer;
    this.#now = now;
    this.bytes = buffer.size;
    this.clock = timed ? 'gpu' : 'wall';
    this.#stamps = timed ? new Stamps(device) : undefined;
    this.#module = device.createShaderModule({ code: shader });
    this.#pipeline = this.#pipelineOf('read_all');
    const seen = device.createBuffer({
      size: this.#groups * THREADS * 4,
      usage: STORAGE,
    });
    this.#bindings = device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [
        { binding: 1, resource: { buffer } },
        { binding: 2, resource: { buffer: seen } },
      ],
    });
  }

  get #groups(): number {
    return this.bytes / GROUP_BYTES;
  }

  /** Memory that was never written may not be allocated at all. */
  async fill(): Promise<void> {
    this.#device.pushErrorScope('validation');
    const pipeline = this.#pipelineOf('fill_all');
    const bindings = this.#device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer: this.#buffer } }],
    });
    this.#submit(pipeline, bindings, 1);
    await this.read(1);
    const error = await this.#device.popErrorScope();
    if (error !== null) throw new AppError('internal', { detail: error.message });
  }

  async read(times: number): Promise<number> {
    const start = this.#now();
    this.#submit(this.#pipeline, this.#bindings, times, this.#stamps);
    await this.#device.queue.onSubmittedWorkDone();
    const wall = (this.#now() - start) / 1000;
    const stamped = (await this.#stamps?.seconds()) ?? 0;
    // By the specification, timestamps may be anything; those that do not advance are worthless.
    return stamped > 0 ? stamped : wall;
  }

  close(): void {
    this.#device.destroy();
  }

  #pipelineOf(entryPoint: string): GPUComputePipeline {
    return this.#device.createComputePipeline({
      layout: 'auto',
      compute: { module: this.#module, entryPoint },
    });
  }

  #submit(
    pipeline: GPUComputePipeline,
    bindings: GPUBindGroup,
    times: number,
    stamps?: Stamps,
  ): void {
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass(stamps && { timestampWrites: stamps.writes });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, bindings);
    for (let i = 0; i < times; i++) pass.dispatchWorkgroups(this.#groups);
    pass.end();
    stamps?.resolve(encoder);
    this.#device.queue.submit([encoder.finish()]);
  }
}

/** The GPU's own clock at the beginning and the end of a pass. */
class Stamps {
  readonly writes: GPUComputePassTimestampWrites;
  readonly #set: GPUQuerySet;
  readonly #resolved: GPUBuffer;
  readonly #readable: GPUBuffer;

  constructor(device: GPUDevice) {
    this.#set = device.createQuerySet({ type: 'timestamp', count: 2 });
    this.writes = {
      querySet: this.#set,
      beginningOfPassWriteIndex: 0,
      endOfPassWriteIndex: 1,
    };
    this.#resolved = device.createBuffer({ size: 16, usage: QUERY_RESOLVE | COPY_SRC });
    this.#readable = device.createBuffer({ size: 16, usage: COPY_DST | MAP_READ });
  }

  resolve(encoder: GPUCommandEncoder): void {
    encoder.resolveQuerySet(this.#set, 0, 2, this.#resolved, 0);
    encoder.copyBufferToBuffer(this.#resolved, 0, this.#readable, 0, 16);
  }

  async seconds(): Promise<number> {
    await this.#readable.mapAsync(MAP_READ);
    const [start = 0n, end = 0n] = new BigUint64Array(this.#readable.getMappedRange());
    this.#readable.unmap();
    return Number(end - start) / 1e9;
  }
}
