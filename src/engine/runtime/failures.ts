import { AppError, type ErrorCode } from '../../core/errors';

/**
 * web-llm does not export its error classes and mixes in plain errors of TVM, so names and words tell them
 * apart.
 */
const known: readonly (readonly [RegExp, ErrorCode])[] = [
  [/DeviceLostError/, 'out-of-memory'],
  [/out of memory|allocation failed|could not allocate|Maximum memory size/i, 'out-of-memory'],
  [/device (is|was) lost|external instance reference no longer exists/i, 'gpu-lost'],
  [/ModelNotLoadedError/, 'gpu-lost'],
  [/Unable to find a compatible GPU|WebGPUNotAvailableError/, 'adapter-unavailable'],
  [/ShaderF16SupportError|FeatureSupportError|exceeds limit/, 'gpu-limit-too-small'],
  [/Failed to fetch|Cannot fetch|NetworkError/i, 'package-incomplete'],
  [/Cannot find (required VM|global) function|LinkError|CompileError/, 'library-mismatch'],
  [/Cannot find parameter|byte range|shape/i, 'library-mismatch'],
];

/** Names what went wrong while web-llm loaded a model, or TVM ran it. */
export function toRuntimeError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const words = describe(error);
  const code = known.find(([pattern]) => pattern.test(words))?.[1] ?? 'internal';
  return new AppError(code, { detail: words }, { cause: error });
}

/**
 * What ended the work on a device that, as far as is known, is still there: a kernel, TVM, or the code around
 * them. A new worker may well do better.
 */
export function workError(error: unknown): AppError {
  const known = toRuntimeError(error);
  return known.code === 'internal' ? new AppError('engine-crashed', known.data) : known;
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
