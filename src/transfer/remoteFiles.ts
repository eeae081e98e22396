import { AppError } from '../core/errors';
import type { ReadOptions, SourceFiles } from '../core/files';
import {
  type Call,
  type Connection,
  exchange,
  failure,
  isAborted,
  readBody,
  type RemoteOptions,
  RetryableError,
  type TransferPorts,
  withRetries,
} from './request';
import type { Range } from './ranges';
import {
  byteCount,
  checkAnswer,
  contentRange,
  type Facts,
  readFacts,
  refusal,
  refusePage,
  tagOf,
} from './response';

/** Files under an address. */
export interface RemoteFiles extends SourceFiles {
  /**
   * The commit that a hub's first answer was about, if it says so: a hub does for small files, which it
   * serves itself; its CDN does not.
   */
  revision(): string | undefined;
}

/**
 * The files under an address that ends with "/": a hub's `…/resolve/<revision>/`, or a host of packages.
 * Every `stat` asks again, and reads must match what the last one found.
 *
 * @throws AppError, from its methods, with `file` and `url` in its data: `network` when the connection kept
 *   breaking; `http-status` with `status`, and `retryAfterSeconds` if the server wants a longer pause than we
 *   wait; `redirect-refused`; `source-changed`; `aborted`.
 */
export function remoteFiles(
  base: string,
  ports: TransferPorts,
  options: RemoteOptions = {},
): RemoteFiles {
  const known = new Map<string, Facts>();
  const patience = { untilMs: -Infinity };
  let revision: string | undefined;

  const callFor = (file: string, readOptions: ReadOptions = {}): Call => ({
    ...{ ports, options, file, url: addressOf(base, file), patience },
    signals: [options.signal, readOptions.signal].filter((signal) => signal !== undefined),
    onAnswer: (headers) => (revision ??= headers.get('x-repo-commit') ?? undefined),
  });

  const ask = async (call: Call): Promise<Facts | undefined> => {
    const facts = await describe(call);
    if (facts === undefined) known.delete(call.file);
    else known.set(call.file, facts);
    return facts;
  };

  return {
    revision: () => revision,

    stat: async (file) => {
      const facts = await ask(callFor(file));
      return facts && { bytes: facts.bytes, tag: tagOf(facts) };
    },

    read: async (file, start, end, readOptions) => {
      const call = callFor(file, readOptions);
      if (isAborted(call)) throw new AppError('aborted');
      const facts = known.get(file) ?? (await ask(call));
      if (facts === undefined) throw failure(call, 'http-status', { status: 404 });
      const range = { start, end: Math.min(end, facts.bytes) };
      if (range.start >= range.end) return new Uint8Array();
      return fetchRange(call, facts, range, readOptions?.onBytes);
    },
  };
}

/** The same folder of a hub at one commit, because what a branch name leads to can change at any time. */
export function pinned(base: string, revision: string): string {
  return base.replace(/\/resolve\/[^/]+\//, `/resolve/${encodeURIComponent(revision)}/`);
}

function addressOf(base: string, file: string): string {
  const folder = new URL(base);
  const { origin, pathname } = new URL(file.split('/').map(encodeURIComponent).join('/'), folder);
  if (!pathname.startsWith(folder.pathname)) throw new TypeError(`not in the folder: ${file}`);
  return origin + pathname;
}

/**
 * What is known about a file; undefined if there is none. Asks for one byte rather than only the headers:
 * some hosts do not support HEAD, signed addresses are valid for one method only, and a range keeps the
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
    if (!(error instanceof RetryableError) || error.kind !== 'wrong-range') throw error;
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

/** The bytes of a range inside a file. Each attempt continues where the last one ended. */
export async function fetchRange(
  call: Call,
  facts: Facts,
  range: Range,
  onBytes: ReadOptions['onBytes'],
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(range.end - range.start);
  let received = 0;
  await withRetries(call, async () => {
    // Without a tag, nothing tells whether the rest would be of the same content; and if all bytes came, but
    // the answer still failed, they cannot be trusted.
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

/** Called when a range was refused that should lie inside the file. */
async function requireSame(call: Call, facts: Facts): Promise<void> {
  const now = await describe(call);
  if (now?.bytes === facts.bytes && tagOf(now) === tagOf(facts)) return;
  throw failure(call, 'source-changed', { status: 416 });
}
