import { describe, expect, it } from 'vitest';
import { getModel } from '../core/catalog';
import type { AppError } from '../core/errors';
import { chooseRun } from '../core/compatibility';
import { inspectGpu, isHandheld, type GpuPorts } from './gpu';

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
    handheld: false,
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
        handheld: false,
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
  const wanted = { contextLength: 4096 };

  it('passes on what the inspection found', async () => {
    const report = await inspectGpu({ ...machine({}).ports, gpu: undefined });
    expect(thrown(() => chooseRun(report, getModel('demo'), wanted))?.code).toBe(
      'webgpu-unavailable',
    );
  });

  it('does as the assessment says', async () => {
    const report = await inspectGpu(
      machine({ limits: { maxStorageBufferBindingSize: 1023 * MiB } }).ports,
    );
    expect(chooseRun(report, getModel('bayling-2-7b'), wanted)).toEqual({
      quantization: 'q4f32_1',
      contextLength: 2048,
    });
    const error = thrown(() => chooseRun(report, getModel('bayling-3-8b'), wanted));
    expect(error?.code).toBe('gpu-limit-too-small');
    expect(error?.data['reasons']).toContainEqual({
      kind: 'buffer',
      needed: 262_668_288,
      allowed: 128 * MiB,
    });
  });
});

describe('a phone or a tablet', () => {
  it.each([
    ['Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36', 5, true],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15', 5, true],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 5, true],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15', 0, false],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36', 10, false],
  ])('%s, %i fingers: %s', (userAgent, maxTouchPoints, expected) => {
    expect(isHandheld({ userAgent, maxTouchPoints })).toBe(expected);
  });
});
