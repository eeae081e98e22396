import type { AppError } from '../core/errors';
import { type Call, type Expected, failure, RetryableError } from './request';
import type { Range } from './ranges';

/** What answers say about a file. Across origins most headers may be hidden, so any may be missing. */
export interface Facts {
  readonly bytes: number;
  /** Strong: identifies exactly these bytes. */
  readonly etag: string | undefined;
  readonly weakEtag: string | undefined;
  /** The hub's own, which stays the same when its CDN changes. */
  readonly linkedEtag: string | undefined;
  readonly modified: string | undefined;
}

/** What the headers of a response say of a file of `bytes` bytes. */
export function readFacts(headers: Headers, bytes: number): Facts {
  const etag = headers.get('etag') ?? undefined;
  const weak = etag?.startsWith('W/') === true;
  return {
    bytes,
    etag: weak ? undefined : etag,
    weakEtag: weak ? etag : undefined,
    linkedEtag: headers.get('x-linked-etag') ?? undefined,
    modified: headers.get('last-modified') ?? undefined,
  };
}

/** Empty if the server sends nothing that tells two contents apart. */
export function tagOf(facts: Facts): string {
  const { linkedEtag, etag, modified, weakEtag, bytes } = facts;
  const dated = modified === undefined ? undefined : `${modified} ${bytes}`;
  return linkedEtag ?? etag ?? dated ?? weakEtag ?? '';
}

/** Whether an answer is about other content. Compares the strongest fact that both have. */
export function contradicts(facts: Facts, headers: Headers): boolean {
  const now = readFacts(headers, facts.bytes);
  for (const name of ['linkedEtag', 'etag', 'modified', 'weakEtag'] as const) {
    if (facts[name] !== undefined && now[name] !== undefined) return facts[name] !== now[name];
  }
  return false;
}

/** What a `Content-Range` says. Sizes are in bytes. */
export interface ContentRange {
  /** Undefined in an answer without bytes. */
  readonly range: Range | undefined;
  readonly total: number | undefined;
}

/** As `bytes 0-9/100`; either side may be an asterisk. Undefined if hidden or malformed. */
export function contentRange(headers: Headers): ContentRange | undefined {
  const match = /^bytes (?:(\d+)-(\d+)|\*)\/(?:(\d+)|\*)$/.exec(headers.get('content-range') ?? '');
  if (match === null) return undefined;
  const [, first, last, total] = match;
  return {
    range: first === undefined ? undefined : { start: Number(first), end: Number(last) + 1 },
    total: total === undefined ? undefined : Number(total),
  };
}

/** A header that is a number of bytes. */
export function byteCount(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** If a server sends a whole file larger than this for a range, too much would be read in vain. */
const SMALL_BYTES = 64 * 2 ** 20;

/**
 * Where the wanted bytes are in the body of an answer.
 *
 * @throws RetryableError or AppError when they are not in it, or the file is another one now.
 */
export function checkAnswer(call: Call, facts: Facts, wanted: Range, response: Response): Expected {
  if (response.status !== 200 && response.status !== 206) throw refusal(call, response);
  refusePage(call, response);
  if (contradicts(facts, response.headers)) throw failure(call, 'source-changed');
  const length = wanted.end - wanted.start;
  if (response.status === 206) {
    checkRange(call, facts, wanted, response.headers);
    return { skip: 0, length, exact: true };
  }
  checkWhole(call, facts, response.headers);
  const asked = length === facts.bytes;
  if (!asked && facts.bytes > SMALL_BYTES) {
    const data = { status: 200, detail: 'the server gives whole files only' };
    throw new RetryableError('no-ranges', failure(call, 'http-status', data));
  }
  return { skip: wanted.start, length, exact: asked };
}

/** Checks nothing if Content-Range is hidden, as it may be across origins; the length is counted anyway. */
function checkRange(call: Call, facts: Facts, wanted: Range, headers: Headers): void {
  const given = contentRange(headers);
  const { total = facts.bytes, range = wanted } = given ?? {};
  if (total !== facts.bytes) {
    throw new RetryableError(
      'wrong-range',
      failure(call, 'source-changed', { expected: facts.bytes, actual: total }),
    );
  }
  if (range.start === wanted.start && range.end === wanted.end) return;
  const detail = `bytes ${range.start}-${range.end - 1} came in place of ${wanted.start}-${wanted.end - 1}`;
  throw new RetryableError('wrong-range', failure(call, 'network', { detail }));
}

function checkWhole(call: Call, facts: Facts, headers: Headers): void {
  const plain = headers.get('content-encoding') === null;
  const actual = plain ? byteCount(headers, 'content-length') : undefined;
  if (actual === undefined || actual === facts.bytes) return;
  throw failure(call, 'source-changed', { expected: facts.bytes, actual });
}

/** Longest wait that a server may ask for while the user watches; for longer ones, the user decides. */
const PATIENCE_MS = 30_000;

/** What an answer without bytes means: a final error, or one that another attempt may overcome. */
export function refusal(call: Call, { status, headers }: Response): RetryableError | AppError {
  const detail = headers.get('x-error-code');
  const data = { status, ...(detail === null ? {} : { detail }) };
  const error = failure(call, 'http-status', data);
  if (status === 403) return new RetryableError('forbidden', error, 0);
  if (status === 416) return new RetryableError('no-such-range', error);
  if (status !== 408 && status !== 429 && status < 500) return error;
  const waitMs = retryAfterMs(headers, call.ports.now());
  if (waitMs === undefined || waitMs <= PATIENCE_MS)
    return new RetryableError('busy', error, waitMs);
  return failure(call, 'http-status', { ...data, retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}

/** As `Retry-After` says, in seconds or as a date; else as `RateLimit`, whose `t` are seconds until more is allowed. */
function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after') ?? '';
  const seconds =
    /^\d+$/.exec(text)?.[0] ?? /;\s*t=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1];
  const at = Date.parse(text);
  if (!Number.isNaN(at) && !/^\d+$/.test(text)) return Math.max(0, at - nowMs);
  return seconds === undefined ? undefined : Number(seconds) * 1_000;
}

/**
 * Proxies, captive portals and single-page apps send a page with status 200 in place of a file.
 *
 * @throws RetryableError for such a page.
 */
export function refusePage(call: Call, { status, headers }: Response): void {
  const detail = headers.get('content-type') ?? '';
  if (!detail.startsWith('text/html') || /\.html?$/.test(call.file)) return;
  throw new RetryableError('page', failure(call, 'http-status', { status, detail }));
}
