import type { AppError } from '../core/errors';
import type { SetTimer } from '../core/timer';

/** The world as a transfer sees it. */
export interface TransferPorts {
  readonly fetch: typeof fetch;
  readonly setTimer: SetTimer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** How patient a transfer is, and whom it tells. */
export interface RemoteOptions {
  /** Ends everything, `stat` too. */
  readonly signal?: AbortSignal | undefined;
  /** Longest silence of a connection. */
  readonly stallMs?: number | undefined;
  /** Requests for one range, or one answer to `stat`, at most. */
  readonly tries?: number | undefined;
  /**
   * Sends `If-Range` too. Off, because it gains nothing, as the ETag of every answer is compared anyway,
   * and across origins it makes browsers ask for permission first, which hubs' CDNs refuse.
   */
  readonly ifRange?: boolean | undefined;
  /** Something went wrong that is worth another try, after so long. */
  readonly onRetry?: ((retry: RetryNotice) => void) | undefined;
}

/** That a request went wrong and is made again. */
export interface RetryNotice {
  readonly file: string;
  readonly error: AppError;
  readonly waitMs: number;
}
