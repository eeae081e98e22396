import type { Model, Quantization } from '../core/catalog';
import { AppError } from '../core/errors';

export interface GpuAdapterReport {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** A software renderer: correct, but slow. */
  readonly fallback: boolean;
  readonly shaderF16: boolean;
  readonly limits: Readonly<Record<LimitName, number>>;
}

/** What this browser's GPU can do for us, or the one reason why it cannot. */
export type GpuReport =
  | { readonly ok: true; readonly adapter: GpuAdapterReport }
  | { readonly ok: false; readonly error: AppError; readonly adapter?: GpuAdapterReport };

const MiB = 2 ** 20;

/** What web-llm 0.2.86 asks of every device, whatever the model. */
const required = {
  maxBufferSize: 256 * MiB,
  maxStorageBufferBindingSize: 128 * MiB,
  maxComputeWorkgroupStorageSize: 32 * 2 ** 10,
  maxStorageBuffersPerShaderStage: 10,
  maxComputeInvocationsPerWorkgroup: 256,
} as const;

export type LimitName = keyof typeof required;

const limitNames = Object.keys(required) as LimitName[];

/** A browser that has just started may know no adapter for its first tenths of a second. */
const ADAPTER_RETRY_MS = 100;

export interface GpuPorts {
  readonly isSecureContext: boolean;
  /** `navigator.gpu`, which only browsers with WebGPU have, and only in secure contexts. */
  readonly gpu: Pick<GPU, 'requestAdapter'> | undefined;
  readonly wait: (ms: number) => Promise<void>;
}

/** Looks before anything is downloaded. Never rejects. */
export async function inspectGpu(ports: GpuPorts): Promise<GpuReport> {
  if (!ports.isSecureContext) return { ok: false, error: new AppError('insecure-context') };
  if (ports.gpu === undefined) return { ok: false, error: new AppError('webgpu-unavailable') };
  const found = (await requestAdapter(ports.gpu)) ?? (await retryAdapter(ports.gpu, ports.wait));
  if (found === null) return { ok: false, error: new AppError('adapter-unavailable') };
  const adapter = describeAdapter(found);
  const missing = limitNames.filter((name) => adapter.limits[name] < required[name]);
  if (missing.length === 0) return { ok: true, adapter };
  return { ok: false, adapter, error: tooSmall(adapter, missing, required) };
}

/** {@link inspectGpu} of the page it runs in. */
export function checkGpu(): Promise<GpuReport> {
  return inspectGpu({
    isSecureContext: globalThis.isSecureContext,
    gpu: 'gpu' in navigator ? navigator.gpu : undefined,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/**
 * The better quantization that both the model and the GPU have.
 *
 * @throws AppError of the report, or `gpu-limit-too-small` when this model does not fit.
 */
export function chooseQuantization(report: GpuReport, model: Model): Quantization {
  if (!report.ok) throw report.error;
  const { adapter } = report;
  const needed = { maxStorageBufferBindingSize: model.largestBufferBytes };
  if (grantedBinding(adapter) < model.largestBufferBytes) {
    throw tooSmall(adapter, ['maxStorageBufferBindingSize'], needed);
  }
  if (adapter.shaderF16 && model.sizes.q4f16_1 !== undefined) return 'q4f16_1';
  if (model.sizes.q4f32_1 !== undefined) return 'q4f32_1';
  throw new AppError('gpu-limit-too-small', {
    limits: [{ name: 'shader-f16', available: 0, required: 1 }],
  });
}

/** web-llm asks for 1 GiB, and for 128 MiB when it cannot have that; nothing between. */
function grantedBinding(adapter: GpuAdapterReport): number {
  return adapter.limits.maxStorageBufferBindingSize >= 1024 * MiB ? 1024 * MiB : 128 * MiB;
}

async function requestAdapter(gpu: Pick<GPU, 'requestAdapter'>): Promise<GPUAdapter | null> {
  try {
    return await gpu.requestAdapter({ powerPreference: 'high-performance' });
  } catch {
    return null;
  }
}

async function retryAdapter(
  gpu: Pick<GPU, 'requestAdapter'>,
  wait: GpuPorts['wait'],
): Promise<GPUAdapter | null> {
  await wait(ADAPTER_RETRY_MS);
  return requestAdapter(gpu);
}

function describeAdapter(adapter: GPUAdapter): GpuAdapterReport {
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const limits = Object.fromEntries(limitNames.map((name) => [name, adapter.limits[name]]));
  return {
    vendor,
    architecture,
    description,
    fallback: isFallbackAdapter,
    shaderF16: adapter.features.has('shader-f16'),
    limits: limits as Record<LimitName, number>,
  };
}

function tooSmall(
  adapter: GpuAdapterReport,
  names: readonly LimitName[],
  needed: Readonly<Partial<Record<LimitName, number>>>,
): AppError {
  return new AppError('gpu-limit-too-small', {
    limits: names.map((name) => ({
      name,
      available: adapter.limits[name],
      required: needed[name] ?? 0,
    })),
  });
}
