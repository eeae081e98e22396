import { readBody } from './body';
import { failure, type Call } from './call';
import { exchange, type Connection } from './exchange';
import { byteCount, contentRange, readFacts, type Facts } from './facts';
import { withRetries } from './retry';
import { refusal, refusePage } from './refusal';
import { RetryableError } from './retryableError';

/**
 * What is known of a file; undefined when there is none. Asks for one byte instead of for the headers
 * alone: some hosts know no HEAD, signed addresses hold for one method only, and a range keeps the
 * server from compressing.
 */
export async function describe(call: Call): Promise<Facts | undefined> {
  const seen = await withRetries(call, () =>
    exchange(call, { headers: { range: 'bytes=0-0' } }, async (response, connection) => {
      const { status, headers } = response;
      if (status === 404) return undefined;
      if (status !== 200 && status !== 206 && status !== 416) throw refusal(call, response);
      refusePage(call, response);
      if (status === 206) await readFirstByte(call, response, connection);
      return { headers, bytes: sizeIn(response) };
    }),
  );
  return seen && readFacts(seen.headers, seen.bytes ?? (await askSize(call)));
}

const firstByte = { skip: 0, length: 1, exact: true };

/** A body that was read leaves the connection for the next request. */
async function readFirstByte(
  call: Call,
  response: Response,
  connection: Connection,
): Promise<void> {
  try {
    await readBody(call, response, firstByte, connection);
  } catch (error) {
    // Some servers, of sirv among them, read `0-0` as the whole file. They tell its size all the same.
    if (!(error instanceof RetryableError) || error.kind !== 'wrong-range') throw error;
  }
}

function sizeIn({ status, headers }: Response): number | undefined {
  const told = contentRange(headers)?.total ?? byteCount(headers, 'x-linked-size');
  if (told !== undefined) return told;
  const whole = status === 200 && headers.get('content-encoding') === null;
  return whole ? byteCount(headers, 'content-length') : undefined;
}

/** Of headers, Content-Length alone can always be read across origins; it tells the size in a HEAD. */
async function askSize(call: Call): Promise<number> {
  // The whole as a range, for servers do not compress a range.
  const headers = { range: 'bytes=0-' };
  const bytes = await withRetries(call, () =>
    exchange(call, { method: 'HEAD', headers }, (response) => {
      // An empty file has no first byte.
      if (response.status === 416) return 0;
      if (!response.ok) throw refusal(call, response);
      return (
        byteCount(response.headers, 'x-linked-size') ??
        byteCount(response.headers, 'content-length')
      );
    }),
  );
  if (bytes === undefined) throw failure(call, 'http-status', { detail: 'no length' });
  return bytes;
}
