import { AppError } from '../core/errors';
import { failure, isAborted, type Call } from './call';
import { Setback } from './setback';

/** Longest silence of a connection. */
const STALL_MS = 30_000;

/** A request under way. */
export interface Connection {
  /** To be called whenever something arrives. */
  readonly alive: () => void;
  /** Aborted when the request is over, or given up. */
  readonly signal: AbortSignal;
}

/**
 * One request, given up when nothing arrives for too long. However it ends, its connection is free
 * afterwards.
 *
 * @throws Setback when the connection broke; otherwise what `use` throws.
 */
export async function exchange<T>(
  call: Call,
  request: { readonly method?: 'HEAD'; readonly headers: Readonly<Record<string, string>> },
  use: (response: Response, connection: Connection) => T | Promise<T>,
): Promise<T> {
  if (isAborted(call)) throw new AppError('aborted');
  // Not `ports.fetch(…)`: a browser's fetch must not be called with another `this`.
  const { fetch, setTimer } = call.ports;
  const stallMs = call.options.stallMs ?? STALL_MS;
  const guard = new AbortController();
  const stop = () => guard.abort();
  let disarm = setTimer(stop, stallMs);
  const alive = () => {
    disarm();
    disarm = setTimer(stop, stallMs);
  };
  for (const signal of call.signals) signal.addEventListener('abort', stop);
  try {
    // The HTTP cache would keep a second copy, and could mix files of two versions.
    const response = await fetch(call.url, { ...request, signal: guard.signal, cache: 'no-store' });
    alive();
    call.onAnswer(response.headers);
    return await use(response, { alive, signal: guard.signal });
  } catch (error) {
    if (isAborted(call)) throw new AppError('aborted');
    if (error instanceof AppError || error instanceof Setback) throw error;
    const detail = guard.signal.aborted ? `nothing came for ${stallMs} ms` : String(error);
    throw new Setback('connection', failure(call, 'network', { detail }, error));
  } finally {
    disarm();
    for (const signal of call.signals) signal.removeEventListener('abort', stop);
    stop();
  }
}
