import { AppError, type ErrorCode } from '../../core/errors';

/** web-llm does not export its error classes and mixes in plain errors of TVM: told apart by name and words. */
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

/** Names what went wrong while web-llm loaded a model. */
export function toLoadError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const words = describe(error);
  const code = known.find(([pattern]) => pattern.test(words))?.[1] ?? 'internal';
  return new AppError(code, { detail: words }, { cause: error });
}

/** Names what went wrong while web-llm answered a request. */
export function toRequestError(error: unknown): AppError {
  const words = describe(error);
  const tooLong = /prompt tokens: (\d+); context window size: (\d+)/.exec(words);
  if (tooLong === null) return toLoadError(error);
  return new AppError('input-too-long', {
    promptTokens: Number(tooLong[1]),
    contextLength: Number(tooLong[2]),
  });
}

/** web-llm destroys the device itself when a buffer cannot be had. */
export function lostError(info: { readonly reason: string; readonly message: string }): AppError {
  const code = info.reason === 'destroyed' ? 'out-of-memory' : 'gpu-lost';
  return new AppError(code, { reason: info.reason, detail: info.message });
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
