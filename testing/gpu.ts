import type { GpuReport } from '../src/core/compatibility';

type Usable = Extract<GpuReport, { ok: true }>;

/** A software renderer, with 1 GiB for a buffer and no half precision. */
export const softwareGpu: Usable = {
  ok: true,
  adapter: {
    vendor: 'test',
    architecture: '',
    description: '',
    fallback: true,
    handheld: false,
    shaderF16: false,
    limits: {
      maxBufferSize: 2 ** 30,
      maxStorageBufferBindingSize: 2 ** 30,
      maxComputeWorkgroupStorageSize: 2 ** 15,
      maxStorageBuffersPerShaderStage: 10,
      maxComputeInvocationsPerWorkgroup: 256,
    },
  },
};

/** One that runs every model in half precision. */
export const largeGpu: Usable = {
  ok: true,
  adapter: {
    ...softwareGpu.adapter,
    fallback: false,
    shaderF16: true,
    limits: {
      ...softwareGpu.adapter.limits,
      maxBufferSize: 2 ** 32,
      maxStorageBufferBindingSize: 2 ** 32,
    },
  },
};
