import { AppError } from '../core/errors';
import { type Call, isAborted } from './call';

/** Why another attempt may succeed. */
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
  /** As the server asks; undefined leaves it to us. */
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

const TRIES = 5;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8_000;

/** Tries until it works, cannot work, or has been tried often enough. */
export async function withRetries<T>(call: Call, attempt: () => Promise<T>): Promise<T> {
  const { ports, options, file } = call;
  const counts = new Map<RetryReason, number>();
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (isAborted(call)) throw new AppError('aborted');
      if (!(error instanceof RetryableError)) throw error;
      const count = (counts.get(error.kind) ?? 0) + 1;
      counts.set(error.kind, count);
      if (tries >= (options.tries ?? TRIES) || count >= error.limit) throw error.error;
      const waitMs = error.waitMs ?? pauseMs(tries, ports.random());
      options.onRetry?.({ file, error: error.error, waitMs });
      // Whoever was told may have had enough.
      if (isAborted(call)) throw new AppError('aborted');
      await pause(call, waitMs);
    }
  }
}

/** Doubles each time; the random part keeps many users apart after a server's outage. */
function pauseMs(tries: number, random: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (tries - 1)) * (0.5 + random / 2);
}

function pause({ ports, signals }: Call, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      cancel();
      for (const signal of signals) signal.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => end(() => reject(new AppError('aborted')));
    const cancel = ports.setTimer(() => end(resolve), ms);
    for (const signal of signals) signal.addEventListener('abort', stop);
  });
}
