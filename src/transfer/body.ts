import { failure, type Call } from './call';
import type { Connection } from './exchange';
import { Setback } from './setback';

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
 * @throws the signal's reason, or Setback when the body has too few bytes, or too many.
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
    if (at > end && exact) throw new Setback('wrong-range', wrongLength(call, at, end));
    // Do not wait for what comes after the range.
    if (at >= end && !exact) return;
  }
  signal.throwIfAborted();
  if (at < end) throw new Setback('connection', wrongLength(call, at, end));
}

function wrongLength(call: Call, actual: number, expected: number) {
  return failure(call, 'network', { detail: `${actual} bytes came in place of ${expected}` });
}
