import { AppError } from '../core/errors';
import { type Call, failure, isAborted } from './call';
import { RetryableError } from './retry';

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
 * @throws RetryableError when the connection broke; otherwise what `use` throws.
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
    if (error instanceof AppError || error instanceof RetryableError) throw error;
    const detail = guard.signal.aborted ? `nothing came for ${stallMs} ms` : String(error);
    throw new RetryableError('connection', failure(call, 'network', { detail }, error));
  } finally {
    disarm();
    for (const signal of call.signals) signal.removeEventListener('abort', stop);
    stop();
  }
}

/** What the body of a response should hold, in bytes. */
export interface Expected {
  /** Bytes of the body before the wanted ones. */
  readonly skip: number;
  readonly length: number;
  /** Whether the body must end there. */
  readonly exact: boolean;
}

/**
 * Passes on the wanted bytes of a body as they arrive.
 *
 * @throws the signal's reason, or RetryableError when the body has too few bytes, or too many.
 */
export async function readBody(
  call: Call,
  response: Response,
  { skip, length, exact }: Expected,
  { alive, signal }: Connection,
  onPart?: (part: Uint8Array) => void,
): Promise<void> {
  const end = skip + length;
  let at = 0;
  const reader = (response.body ?? new Blob().stream()).getReader();
  // Node's fetch never ends a body that is aborted at the moment its last bytes arrive.
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    alive();
    onPart?.(next.value.subarray(Math.max(0, skip - at), Math.max(0, end - at)));
    at += next.value.length;
    if (at > end && exact) throw new RetryableError('wrong-range', wrongLength(call, at, end));
    // Do not wait for what comes after the range.
    if (at >= end && !exact) return;
  }
  signal.throwIfAborted();
  if (at < end) throw new RetryableError('connection', wrongLength(call, at, end));
}

function wrongLength(call: Call, actual: number, expected: number) {
  return failure(call, 'network', { detail: `${actual} bytes came in place of ${expected}` });
}
