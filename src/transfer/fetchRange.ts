import type { Bytes } from '../core/bytes';
import type { ReadOptions } from '../core/files';
import { readBody } from './body';
import { failure, type Call } from './call';
import { checkAnswer } from './checkAnswer';
import { describe } from './describe';
import { exchange } from './exchange';
import { tagOf, type Facts } from './facts';
import { withRetries } from './retry';
import type { Range } from './ranges';
import { RetryableError } from './retryableError';

/** The bytes of a range inside a file. A new try goes on from what the last one brought. */
export async function fetchRange(
  call: Call,
  facts: Facts,
  range: Range,
  onBytes: ReadOptions['onBytes'],
): Promise<Bytes> {
  const bytes = new Uint8Array(range.end - range.start);
  let received = 0;
  await withRetries(call, async () => {
    // Without a tag, nothing tells whether the rest would be of the same content; and bytes that all
    // came in an answer that failed nonetheless are not to be trusted.
    if (received > 0 && (tagOf(facts) === '' || received === bytes.length)) {
      received = 0;
      onBytes?.(0);
    }
    const rest = { start: range.start + received, end: range.end };
    try {
      await exchange(call, { headers: headersFor(call, facts, rest) }, (response, connection) =>
        readBody(call, response, checkAnswer(call, facts, rest, response), connection, (part) => {
          bytes.set(part, received);
          received += part.length;
          if (part.length > 0) onBytes?.(received);
        }),
      );
    } catch (error) {
      const refused = error instanceof RetryableError && error.kind === 'no-such-range';
      if (refused) await requireSame(call, facts);
      throw error;
    }
  });
  return bytes;
}

function headersFor({ options }: Call, { etag }: Facts, { start, end }: Range) {
  const range = `bytes=${start}-${end - 1}`;
  return options.ifRange === true && etag !== undefined ? { range, 'if-range': etag } : { range };
}

/** A range was refused that lies inside the file, as far as one knows. */
async function requireSame(call: Call, facts: Facts): Promise<void> {
  const now = await describe(call);
  if (now?.bytes === facts.bytes && tagOf(now) === tagOf(facts)) return;
  throw failure(call, 'source-changed', { status: 416 });
}
