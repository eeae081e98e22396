import type { SetTimer } from '../core/timer';
import { AppError, type ErrorCode, type ErrorData } from '../core/errors';

/** What a transfer needs from outside. */
export interface TransferPorts {
  readonly fetch: typeof fetch;
  readonly setTimer: SetTimer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** How patient a transfer is, and what it reports to. */
export interface RemoteOptions {
  /** Ends everything, `stat` too. */
  readonly signal?: AbortSignal | undefined;
  /** Longest silence of a connection. */
  readonly stallMs?: number | undefined;
  /** Most requests for one range, or for one answer to `stat`. */
  readonly tries?: number | undefined;
  /**
   * Also sends `If-Range`. Off, because it gains nothing: the ETag of every answer is compared anyway, and
   * across origins it makes browsers ask for permission first, which hubs' CDNs refuse.
   */
  readonly ifRange?: boolean | undefined;
  /** Something went wrong that is worth another attempt after this pause. */
  readonly onRetry?: ((retry: RetryNotice) => void) | undefined;
}

/** A request failed and will be made again. */
export interface RetryNotice {
  readonly file: string;
  readonly error: AppError;
  readonly waitMs: number;
}

/** One request of the caller, which may take several requests. */
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
