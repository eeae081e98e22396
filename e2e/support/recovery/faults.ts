import { faultChannel, type Fault } from './fault';

/*
 * Makes the GPU of this worker fail as its name says. Runs before the engine's code, which then uses the
 * changed prototypes.
 */

const { requestAdapter } = GPU.prototype;
const { requestDevice } = GPUAdapter.prototype;
const { createBuffer, popErrorScope, createComputePipelineAsync, createComputePipeline } =
  GPUDevice.prototype;
const { setPipeline, dispatchWorkgroups } = GPUComputePassEncoder.prototype;
const { mapAsync } = GPUBuffer.prototype;
const { onSubmittedWorkDone } = GPUQueue.prototype;

const fault = self.name === '' ? undefined : (JSON.parse(self.name) as Fault);
const channel = new BroadcastChannel(faultChannel);

let device: GPUDevice | undefined;
let due = fault !== undefined && fault.when === undefined;
let isLoading = true;
let happened = false;
let hangs = false;
const counts = { buffers: 0, runs: 0 };
const kernels = new WeakMap<GPUComputePipeline, string>();
let current: string | undefined;
/** Error scopes of the next buffer, which must report that there is no memory. */
let failingScopes = 0;

/** Whether a fault of this kind happens now, for the first time. */
function strikes(kind: Fault['kind']): boolean {
  if (fault?.kind !== kind || !due || happened) return false;
  happened = true;
  return true;
}

/** Faults that can happen at any time. */
function strikeDevice(): void {
  if (device === undefined) return;
  if (strikes('destroyed')) device.destroy();
  if (strikes('lost')) {
    channel.postMessage('crash');
    // Otherwise the work would be done before the process has ended.
    const end = performance.now() + 1_000;
    while (performance.now() < end);
  }
}

channel.onmessage = ({ data }) => {
  if (data !== 'now') return;
  isLoading = false;
  if (fault?.when === 'told') due = true;
  strikeDevice();
};

GPU.prototype.requestAdapter = function (options) {
  if (strikes('no-adapter')) return Promise.resolve(null);
  return requestAdapter.call(this, options);
};

GPUAdapter.prototype.requestDevice = async function (descriptor) {
  device = await requestDevice.call(this, descriptor);
  if (strikes('lost-at-request')) {
    device.destroy();
    await device.lost;
  }
  return device;
};

GPUDevice.prototype.createBuffer = function (descriptor) {
  counts.buffers++;
  const { when } = fault ?? {};
  if (typeof when === 'object' && 'buffers' in when) due ||= counts.buffers > when.buffers;
  strikeDevice();
  if (strikes('out-of-memory')) failingScopes = 1;
  return createBuffer.call(this, descriptor);
};

GPUDevice.prototype.popErrorScope = async function () {
  const fails = failingScopes > 0;
  if (fails) failingScopes--;
  const error = await popErrorScope.call(this);
  return fails ? new GPUOutOfMemoryError('a test wants no memory') : error;
};

GPUDevice.prototype.createComputePipelineAsync = async function (descriptor) {
  if (isLoading && strikes('exception')) throw new Error('a test wants no shader');
  const pipeline = await createComputePipelineAsync.call(this, descriptor);
  kernels.set(pipeline, descriptor.compute.entryPoint ?? '');
  return pipeline;
};

GPUDevice.prototype.createComputePipeline = function (descriptor) {
  const pipeline = createComputePipeline.call(this, descriptor);
  kernels.set(pipeline, descriptor.compute.entryPoint ?? '');
  return pipeline;
};

GPUComputePassEncoder.prototype.setPipeline = function (pipeline) {
  current = kernels.get(pipeline);
  return setPipeline.call(this, pipeline);
};

GPUComputePassEncoder.prototype.dispatchWorkgroups = function (x, y, z) {
  isLoading = false;
  const { when } = fault ?? {};
  if (typeof when === 'object' && 'kernel' in when && current?.includes(when.kernel) === true) {
    due ||= ++counts.runs > when.runs;
  }
  strikeDevice();
  if (strikes('exception')) throw new Error('a test wants no kernel');
  hangs ||= strikes('hang');
  return dispatchWorkgroups.call(this, x, y, z);
};

const never = new Promise<undefined>(() => undefined);

GPUBuffer.prototype.mapAsync = function (mode, offset, size) {
  return hangs ? never : mapAsync.call(this, mode, offset, size);
};

GPUQueue.prototype.onSubmittedWorkDone = function () {
  return hangs ? never : onSubmittedWorkDone.call(this);
};
