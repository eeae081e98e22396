import type { Model, Quantization } from './catalog';
import { AppError } from './errors';
import { GROUP } from './quantize/format';

/** The properties of a GPU that decide whether a model runs on it. */
export interface Adapter {
  readonly shaderF16: boolean;
  /** A software renderer: correct, but slow. */
  readonly fallback: boolean;
  /** A phone or a tablet, whose browser ends a tab long before it holds gigabytes. */
  readonly handheld: boolean;
  readonly limits: Readonly<Record<'maxBufferSize' | 'maxStorageBufferBindingSize', number>>;
}

/** Limits of a GPU that models depend on. */
export type LimitName =
  | 'maxBufferSize'
  | 'maxStorageBufferBindingSize'
  | 'maxComputeWorkgroupStorageSize'
  | 'maxStorageBuffersPerShaderStage'
  | 'maxComputeInvocationsPerWorkgroup';

/** What the browser says of its GPU. */
export interface GpuAdapterReport extends Adapter {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly limits: Readonly<Record<LimitName, number>>;
}

/** What this browser's GPU can do for us, or the one reason why it cannot. */
export type GpuReport =
  | { readonly ok: true; readonly adapter: GpuAdapterReport }
  | { readonly ok: false; readonly error: AppError; readonly adapter?: GpuAdapterReport };

/** Bytes on the GPU while a model answers, estimated from its architecture. */
export interface Memory {
  readonly weights: number;
  /** Keys and values of the conversation so far; grows with the context. */
  readonly cache: number;
  readonly workspace: number;
  readonly total: number;
}

/** Why a model does not run on a device, or not as was asked for. Sizes are in bytes, contexts in tokens. */
export type Reason =
  | { readonly kind: 'handheld' }
  /** One buffer that cannot be made smaller is larger than the GPU allows. */
  | { readonly kind: 'buffer'; readonly needed: number; readonly allowed: number }
  | { readonly kind: 'context'; readonly asked: number; readonly possible: number }
  | { readonly kind: 'half-precision' }
  | { readonly kind: 'room'; readonly needed: number; readonly available: number }
  | { readonly kind: 'software' };

/** Whether and how a model runs on a device. */
export interface Compatibility {
  /** `shorter`: with less context than asked for; `f32`: in the larger format. */
  readonly kind: 'yes' | 'shorter' | 'f32' | 'no';
  readonly quantization: Quantization;
  readonly contextLength: number;
  /** All that the user should know, most important first. */
  readonly reasons: readonly Reason[];
}

/** How a model is to run. */
export interface Wanted {
  readonly contextLength: number;
  /** Left out: the best one that the GPU supports. */
  readonly quantization?: Quantization | undefined;
  /** Room for the files; left out if they are already here, or if it is not known. */
  readonly freeBytes?: number | undefined;
}

const MiB = 2 ** 20;
/** Tokens in a page of the KV cache. */
export const PAGE_TOKENS = 16;
/** Sequences in one forward pass: what the libraries are compiled for (compiler/modellib/architecture.py). */
export const BATCH = 8;
const steps = [1024, 2048, 4096, 8192, 16_384, 32_768];

const scaleBytes = (quantization: Quantization): number => (quantization === 'q4f16_1' ? 2 : 4);

/** The context lengths to choose from, the model's own last. */
export function contextChoices({ contextLength }: Model): readonly number[] {
  return [...steps.filter((step) => step < contextLength), contextLength];
}

/** Exact: the tensors of a package. */
export function weightBytes({ shape }: Model, quantization: Quantization): number {
  const { layers, hidden, heads, kvHeads, headDim, ffn, vocabulary } = shape;
  const attention = (heads + 2 * kvHeads) * headDim * hidden + heads * headDim * hidden;
  const quantized = layers * (attention + 3 * ffn * hidden) + 2 * vocabulary * hidden;
  const norms = (2 * layers + 1) * hidden;
  return quantized / 2 + (quantized / GROUP + norms) * scaleBytes(quantization);
}

/** Size of a package's files, to within a few kilobytes. */
export function packageBytes(model: Model, quantization: Quantization): number {
  return weightBytes(model, quantization) + model.tokenizerBytes;
}

/** Memory that a KV cache may take beyond one whole context, for more sequences. */
const SPARE_CACHE_BYTES = 256 * MiB;

/**
 * Tokens that the KV cache holds, of all sequences together: at least one whole context, and up to a whole
 * batch of them where that takes little memory.
 */
export function cacheTokens(
  model: Model,
  quantization: Quantization,
  contextLength: number,
): number {
  const { layers, kvHeads, headDim } = model.shape;
  const tokenBytes = layers * 2 * kvHeads * headDim * scaleBytes(quantization);
  const little = Math.floor(SPARE_CACHE_BYTES / tokenBytes / PAGE_TOKENS) * PAGE_TOKENS;
  return Math.max(contextLength, Math.min(BATCH * contextLength, little));
}

/** The keys and values of one layer, which TVM keeps in one buffer. */
function layerCacheBytes(model: Model, quantization: Quantization, context: number): number {
  const { shape } = model;
  const pages = Math.ceil(cacheTokens(model, quantization, context) / PAGE_TOKENS) + 1;
  const token = 2 * shape.kvHeads * shape.headDim * scaleBytes(quantization);
  return pages * PAGE_TOKENS * token;
}

/** Estimates the bytes on the GPU, with a context of so many tokens. */
export function memoryOf(model: Model, quantization: Quantization, contextLength: number): Memory {
  const { layers, hidden, heads, kvHeads, headDim, ffn, vocabulary, prefillChunk } = model.shape;
  const weights = weightBytes(model, quantization);
  const cache = layers * layerCacheBytes(model, quantization, contextLength);
  // The activations of one chunk of a prompt in a layer, and the logits of a batch.
  const perToken = 4 * hidden + 3 * ffn + (6 * heads + 4 * kvHeads) * headDim;
  const workspace = prefillChunk * perToken * scaleBytes(quantization) + 2 * BATCH * vocabulary * 4;
  return { weights, cache, workspace, total: weights + cache + workspace };
}

/** The largest single buffer that does not depend on the context: a tensor, or one step's numbers. */
function largestFixedBytes({ shape }: Model, quantization: Quantization): number {
  const { hidden, ffn, vocabulary, prefillChunk } = shape;
  const tensor = (Math.max(vocabulary, 2 * ffn) * hidden) / 2;
  return Math.max(tensor, prefillChunk * 2 * ffn * scaleBytes(quantization));
}

/** web-llm asks for a gibibyte or, if it cannot have that, for this; for nothing in between. */
function allowedBytes({ limits }: Adapter): number {
  const grant = (offered: number, less: number) => (offered >= 1024 * MiB ? 1024 : less) * MiB;
  return Math.min(grant(limits.maxBufferSize, 256), grant(limits.maxStorageBufferBindingSize, 128));
}

/**
 * Whether and how a model runs on a GPU, and what keeps it from running better. Browsers do not say how much
 * graphics memory there is, so memory is only estimated for the user and decides nothing here.
 */
export function checkCompatibility(adapter: Adapter, model: Model, wanted: Wanted): Compatibility {
  const quantization = adapter.shaderF16 ? (wanted.quantization ?? 'q4f16_1') : 'q4f32_1';
  const allowed = allowedBytes(adapter);
  const fits = (context: number) => layerCacheBytes(model, quantization, context) <= allowed;
  const choices = contextChoices(model).filter((choice) => choice < wanted.contextLength);
  const contextLength = [wanted.contextLength, ...choices.toReversed()].find(fits);
  const fixed = largestFixedBytes(model, quantization);
  const room = packageBytes(model, quantization);

  const against: Reason[] = [];
  if (adapter.handheld && !model.bundled) against.push({ kind: 'handheld' });
  if (fixed > allowed) against.push({ kind: 'buffer', needed: fixed, allowed });
  else if (contextLength === undefined) {
    const needed = layerCacheBytes(model, quantization, contextChoices(model)[0] ?? 0);
    against.push({ kind: 'buffer', needed, allowed });
  }
  if (wanted.freeBytes !== undefined && wanted.freeBytes < room) {
    against.push({ kind: 'room', needed: room, available: wanted.freeBytes });
  }

  const notes: Reason[] = [];
  const asked = wanted.contextLength;
  const shorter = contextLength !== undefined && contextLength < asked;
  if (shorter) notes.push({ kind: 'context', asked, possible: contextLength });
  if (!adapter.shaderF16) notes.push({ kind: 'half-precision' });
  if (adapter.fallback) notes.push({ kind: 'software' });
  return {
    kind: against.length > 0 ? 'no' : shorter ? 'shorter' : adapter.shaderF16 ? 'yes' : 'f32',
    quantization,
    contextLength: contextLength ?? asked,
    reasons: [...against, ...notes],
  };
}

/** How a model is to be run. */
export type Run = Pick<Compatibility, 'quantization' | 'contextLength'>;

/**
 * How the GPU runs a model, as near to what is wanted as it can.
 *
 * @throws AppError of the report, or `gpu-limit-too-small` when the model does not fit.
 */
export function chooseRun(report: GpuReport, model: Model, wanted: Omit<Wanted, 'freeBytes'>): Run {
  if (!report.ok) throw report.error;
  const { kind, quantization, contextLength, reasons } = checkCompatibility(
    report.adapter,
    model,
    wanted,
  );
  if (kind === 'no') throw new AppError('gpu-limit-too-small', { reasons });
  return { quantization, contextLength };
}
