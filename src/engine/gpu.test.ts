import { describe, expect, it } from 'vitest';
import { getModel } from '../core/catalog';
import type { AppError } from '../core/errors';
import { chooseQuantization, inspectGpu, type GpuPorts } from './gpu';

const MiB = 2 ** 20;

const roomy = {
  maxBufferSize: 1024 * MiB,
  maxStorageBufferBindingSize: 1024 * MiB,
  maxComputeWorkgroupStorageSize: 32768,
  maxStorageBuffersPerShaderStage: 10,
  maxComputeInvocationsPerWorkgroup: 256,
};

interface Machine {
  readonly limits?: Partial<typeof roomy>;
  readonly features?: readonly string[];
  /** How many requests give no adapter before one does. */
  readonly late?: number;
  readonly secure?: boolean;
  readonly throws?: boolean;
}

function machine({ limits, features = [], late = 0, secure = true, throws }: Machine) {
  let requests = 0;
  const waits: number[] = [];
  const adapter = {
    info: { vendor: 'v', architecture: 'a', description: 'd', isFallbackAdapter: false },
    limits: { ...roomy, ...limits },
    features: new Set(features),
  };
  const ports: GpuPorts = {
    isSecureContext: secure,
    gpu: {
      requestAdapter: () => {
        if (throws === true) return Promise.reject(new Error('blocked'));
        return Promise.resolve((requests++ < late ? null : adapter) as GPUAdapter | null);
      },
    },
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  };
  return { ports, waits };
}

const problem = async (ports: GpuPorts) => {
  const report = await inspectGpu(ports);
  return report.ok ? undefined : report.error;
};

const thrown = (run: () => unknown): AppError | undefined => {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as AppError;
  }
};

describe('inspecting', () => {
  it('reports what there is', async () => {
    const { ports } = machine({ features: ['shader-f16'] });
    expect(await inspectGpu(ports)).toEqual({
      ok: true,
      adapter: {
        vendor: 'v',
        architecture: 'a',
        description: 'd',
        fallback: false,
        shaderF16: true,
        limits: roomy,
      },
    });
  });

  it('tells apart an insecure address, no WebGPU and no adapter', async () => {
    const { ports } = machine({});
    expect((await problem({ ...ports, isSecureContext: false }))?.code).toBe('insecure-context');
    expect((await problem({ ...ports, gpu: undefined }))?.code).toBe('webgpu-unavailable');
    expect((await problem(machine({ late: 9 }).ports))?.code).toBe('adapter-unavailable');
    expect((await problem(machine({ throws: true }).ports))?.code).toBe('adapter-unavailable');
  });

  it('asks a second time, a moment later', async () => {
    const { ports, waits } = machine({ late: 1 });
    expect((await inspectGpu(ports)).ok).toBe(true);
    expect(waits).toEqual([100]);
  });

  it('names every limit that is too small, with its numbers', async () => {
    const limits = { maxStorageBuffersPerShaderStage: 8, maxComputeWorkgroupStorageSize: 16384 };
    const error = await problem(machine({ limits }).ports);
    expect(error?.code).toBe('gpu-limit-too-small');
    expect(error?.data['limits']).toEqual([
      { name: 'maxComputeWorkgroupStorageSize', available: 16384, required: 32768 },
      { name: 'maxStorageBuffersPerShaderStage', available: 8, required: 10 },
    ]);
  });
});

describe('choosing', () => {
  it('takes f16 where both the GPU and the model have it', async () => {
    const f16 = await inspectGpu(machine({ features: ['shader-f16'] }).ports);
    const f32 = await inspectGpu(machine({}).ports);
    expect(chooseQuantization(f16, getModel('demo'))).toBe('q4f16_1');
    expect(chooseQuantization(f32, getModel('demo'))).toBe('q4f32_1');
    expect(thrown(() => chooseQuantization(f32, getModel('bayling-2-13b')))?.code).toBe(
      'gpu-limit-too-small',
    );
  });

  it('counts with the 128 MiB web-llm gets where there is no full GiB', async () => {
    const report = await inspectGpu(
      machine({ limits: { maxStorageBufferBindingSize: 1023 * MiB } }).ports,
    );
    expect(chooseQuantization(report, getModel('bayling-2-7b'))).toBe('q4f32_1');
    const error = thrown(() => chooseQuantization(report, getModel('bayling-3-8b')));
    expect(error?.data['limits']).toMatchObject([
      { name: 'maxStorageBufferBindingSize', required: 262_668_288 },
    ]);
  });

  it('passes on what the inspection found', async () => {
    const report = await inspectGpu({ ...machine({}).ports, gpu: undefined });
    expect(thrown(() => chooseQuantization(report, getModel('demo')))?.code).toBe(
      'webgpu-unavailable',
    );
  });
});
