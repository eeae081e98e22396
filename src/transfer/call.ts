import { AppError, type ErrorCode, type ErrorData } from '../core/errors';
import type { RemoteOptions, TransferPorts } from './ports';

/** One wish of the caller, which may take several requests. */
export interface Call {
  readonly ports: TransferPorts;
  readonly options: RemoteOptions;
  readonly file: string;
  /** Without a query, which could hold a signature: errors name it. */
  readonly url: string;
  readonly signals: readonly AbortSignal[];
  readonly onAnswer: (headers: Headers) => void;
}

/** Whether the call was aborted. */
export function isAborted(call: Call): boolean {
  return call.signals.some((signal) => signal.aborted);
}

/** An error that names the file and its address. */
export function failure(
  call: Call,
  code: ErrorCode,
  data: ErrorData = {},
  cause?: unknown,
): AppError {
  return new AppError(code, { file: call.file, url: call.url, ...data }, { cause });
}
