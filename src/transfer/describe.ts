import { readBody } from './body';
import { failure, type Call } from './call';
import { exchange, type Connection } from './exchange';
import { byteCount, contentRange, readFacts, type Facts } from './facts';
import { persist } from './persist';
import { refusal, refusePage } from './refusal';
import { Setback } from './setback';

/**
 * What is known about a file; undefined if there is none. Asks for one byte rather than only the headers:
 * some hosts do not support HEAD, signed addresses are valid for one method only, and a range keeps the
 * server from compressing.
 */
export async function describe(call: Call): Promise<Facts | undefined> {
  const seen = await persist(call, () =>
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

/** Reading the body leaves the connection usable for the next request. */
async function readFirstByte(
  call: Call,
  response: Response,
  connection: Connection,
): Promise<void> {
  try {
    await readBody(call, response, firstByte, connection);
  } catch (error) {
    // Some servers, such as sirv, take `0-0` to mean the whole file. They still give its size.
    if (!(error instanceof Setback) || error.kind !== 'wrong-range') throw error;
  }
}

function sizeIn({ status, headers }: Response): number | undefined {
  const told = contentRange(headers)?.total ?? byteCount(headers, 'x-linked-size');
  if (told !== undefined) return told;
  const whole = status === 200 && headers.get('content-encoding') === null;
  return whole ? byteCount(headers, 'content-length') : undefined;
}

/**
 * Content-Length is the only header that can always be read across origins; for a HEAD it is the file's size.
 */
async function askSize(call: Call): Promise<number> {
  // Asks for the whole file as a range, because servers do not compress ranges.
  const headers = { range: 'bytes=0-' };
  const bytes = await persist(call, () =>
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
