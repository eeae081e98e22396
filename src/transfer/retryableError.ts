import type { AppError } from '../core/errors';

/** Why another try may go better. */
export type RetryReason =
  'connection' | 'busy' | 'forbidden' | 'page' | 'no-ranges' | 'no-such-range' | 'wrong-range';

/** How often a kind may happen in a call; without a limit, as often as the call may try. */
const LIMITS: Readonly<Partial<Record<RetryReason, number>>> = {
  // A signed address that ran out: the hub gives a new one.
  forbidden: 2,
  // A proxy or a captive portal in between, or a proxy that drops the range.
  page: 2,
  'no-ranges': 2,
  'no-such-range': 3,
  'wrong-range': 3,
};

/** A try that failed, where another one may do better. */
export class RetryableError extends Error {
  readonly kind: RetryReason;
  /** What it means if it was the last try. */
  readonly error: AppError;
  /** As the server wishes; undefined leaves it to us. */
  readonly waitMs: number | undefined;

  constructor(kind: RetryReason, error: AppError, waitMs?: number) {
    super(error.message);
    this.kind = kind;
    this.error = error;
    this.waitMs = waitMs;
  }

  get limit(): number {
    return LIMITS[this.kind] ?? Infinity;
  }
}
