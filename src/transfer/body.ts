import { failure, type Call } from './call';
import type { Connection } from './exchange';
import { RetryableError } from './retryableError';

/** What the body of an answer should hold, in bytes. */
export interface Expected {
  /** Bytes of the body that come before those that are wanted. */
  readonly skip: number;
  readonly length: number;
  /** Whether the body must end there. */
  readonly exact: boolean;
}

/**
 * Hands on the wanted bytes of a body as they come.
 *
 * @throws the signal's reason, or Setback when the body has fewer bytes, or more than it may.
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
  // Node's fetch leaves a body without an end that is aborted in the moment in which the last bytes come.
  const stop = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', stop);
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    alive();
    onPart?.(next.value.subarray(Math.max(0, skip - at), Math.max(0, end - at)));
    at += next.value.length;
    if (at > end && exact) throw new RetryableError('wrong-range', wrongLength(call, at, end));
    // What comes after the range is not waited for.
    if (at >= end && !exact) return;
  }
  signal.throwIfAborted();
  if (at < end) throw new RetryableError('connection', wrongLength(call, at, end));
}

function wrongLength(call: Call, actual: number, expected: number) {
  return failure(call, 'network', { detail: `${actual} bytes came in place of ${expected}` });
}
