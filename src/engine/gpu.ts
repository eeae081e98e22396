import type { GpuAdapterReport, GpuReport, LimitName } from '../core/compatibility';
import { AppError } from '../core/errors';

const MiB = 2 ** 20;

/** What web-llm 0.2.86 asks of every device, whatever the model. */
const required = {
  maxBufferSize: 256 * MiB,
  maxStorageBufferBindingSize: 128 * MiB,
  maxComputeWorkgroupStorageSize: 32 * 2 ** 10,
  maxStorageBuffersPerShaderStage: 10,
  maxComputeInvocationsPerWorkgroup: 256,
} as const satisfies Record<LimitName, number>;

const limitNames = Object.keys(required) as LimitName[];

/** A browser may know no adapter during the first tenths of a second after it starts. */
const ADAPTER_RETRY_MS = 100;

export interface GpuPorts {
  readonly isSecureContext: boolean;
  /** `navigator.gpu`, which only browsers with WebGPU have, and only in secure contexts. */
  readonly gpu: Pick<GPU, 'requestAdapter'> | undefined;
  readonly handheld: boolean;
  readonly wait: (ms: number) => Promise<void>;
}

/** Checks the GPU before anything is downloaded. Never rejects. */
export async function inspectGpu(ports: GpuPorts): Promise<GpuReport> {
  if (!ports.isSecureContext) return { ok: false, error: new AppError('insecure-context') };
  if (ports.gpu === undefined) return { ok: false, error: new AppError('webgpu-unavailable') };
  const found = (await requestAdapter(ports.gpu)) ?? (await retryAdapter(ports.gpu, ports.wait));
  if (found === null) return { ok: false, error: new AppError('adapter-unavailable') };
  const adapter = describeAdapter(found, ports.handheld);
  const missing = limitNames.filter((name) => adapter.limits[name] < required[name]);
  if (missing.length === 0) return { ok: true, adapter };
  return { ok: false, adapter, error: tooSmall(adapter, missing) };
}

/** {@link inspectGpu} of the page it runs in. */
export function checkGpu(): Promise<GpuReport> {
  return inspectGpu({
    isSecureContext: globalThis.isSecureContext,
    gpu: 'gpu' in navigator ? navigator.gpu : undefined,
    handheld: isHandheld(navigator),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
}

/** Phones and tablets. An iPad claims to be a Mac, but no Mac has a touch screen. */
export function isHandheld({
  userAgent,
  maxTouchPoints,
}: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>): boolean {
  if (/Android|iPhone|iPad|iPod/.test(userAgent)) return true;
  return userAgent.includes('Macintosh') && maxTouchPoints > 1;
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

function describeAdapter(adapter: GPUAdapter, handheld: boolean): GpuAdapterReport {
  const { vendor, architecture, description, isFallbackAdapter } = adapter.info;
  const limits = Object.fromEntries(limitNames.map((name) => [name, adapter.limits[name]]));
  return {
    vendor,
    architecture,
    description,
    fallback: isFallbackAdapter,
    handheld,
    shaderF16: adapter.features.has('shader-f16'),
    limits: limits as Record<LimitName, number>,
  };
}

function tooSmall(adapter: GpuAdapterReport, names: readonly LimitName[]): AppError {
  const limits = names.map((name) => ({
    name,
    available: adapter.limits[name],
    required: required[name],
  }));
  return new AppError('gpu-limit-too-small', { limits });
}
