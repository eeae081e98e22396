import { AppError } from '../core/errors';
import { isAborted, type Call } from './call';
import { RetryableError, type RetryReason } from './retryableError';

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
