import { AppError, type ErrorCode, type ErrorData } from '../core/errors';
import { networkOf } from '../core/network';
import type { SetTimer } from '../core/timer';

/** What a transfer needs from outside. */
export interface TransferPorts {
  readonly fetch: typeof fetch;
  readonly setTimer: SetTimer;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
}

/** How patient a transfer is, and what it reports to. */
export interface RemoteOptions {
  /** Ends everything, `stat` too. */
  readonly signal?: AbortSignal | undefined;
  /** Longest silence of a connection. */
  readonly stallMs?: number | undefined;
  /** Most requests for one range, or for one answer to `stat`. */
  readonly tries?: number | undefined;
  /**
   * Also sends `If-Range`. Off, because it gains nothing: the ETag of every answer is compared anyway, and
   * across origins it makes browsers ask for permission first, which hubs' CDNs refuse.
   */
  readonly ifRange?: boolean | undefined;
  /** Something went wrong that is worth another attempt after this pause. */
  readonly onRetry?: ((retry: RetryNotice) => void) | undefined;
}

/** A request failed and will be made again. */
export interface RetryNotice {
  readonly file: string;
  readonly error: AppError;
  readonly waitMs: number;
}

/** One request of the caller, which may take several requests. */
export interface Call {
  readonly ports: TransferPorts;
  readonly options: RemoteOptions;
  readonly file: string;
  /** Without a query, which could hold a signature: errors name it. */
  readonly url: string;
  readonly signals: readonly AbortSignal[];
  readonly onAnswer: (headers: Headers) => void;
  /** Shared by all calls to a place. */
  readonly patience: Patience;
}

/** What a busy server asked for holds for every request to it, not only for the one that it refused. */
export interface Patience {
  /** Milliseconds since 1970. */
  untilMs: number;
}

/** Whether the call was aborted. */
export function isAborted(call: Call): boolean {
  return call.signals.some((signal) => signal.aborted);
}

/** An error that names the file and its address. */
export function failure(
  call: Call,
  code: ErrorCode,
  data: ErrorData = {},
  cause?: unknown,
): AppError {
  return new AppError(code, { file: call.file, url: call.url, ...data }, { cause });
}

/** Why another attempt may succeed. */
export type RetryReason =
  | 'connection'
  | 'unreachable'
  | 'busy'
  | 'forbidden'
  | 'page'
  | 'no-ranges'
  | 'no-such-range'
  | 'wrong-range';

/** How often a kind may happen in a call; without a limit, as often as the call may try. */
const LIMITS: Readonly<Partial<Record<RetryReason, number>>> = {
  // A signed address that ran out: the hub gives a new one.
  forbidden: 2,
  // A proxy or a captive portal in between, or a proxy that drops the range.
  page: 2,
  'no-ranges': 2,
  'no-such-range': 3,
  'wrong-range': 3,
};

/** A try that failed, where another one may do better. */
export class RetryableError extends Error {
  readonly kind: RetryReason;
  /** What it means if it was the last try. */
  readonly error: AppError;
  /** As the server asks; undefined leaves it to us. */
  readonly waitMs: number | undefined;

  constructor(kind: RetryReason, error: AppError, waitMs?: number) {
    super(error.message);
    this.kind = kind;
    this.error = error;
    this.waitMs = waitMs;
  }

  get limit(): number {
    return LIMITS[this.kind] ?? Infinity;
  }
}

const TRIES = 5;
const FIRST_PAUSE_MS = 400;
const LONGEST_PAUSE_MS = 8_000;

/** Tries until it works, cannot work, or has been tried often enough. */
export async function withRetries<T>(call: Call, attempt: () => Promise<T>): Promise<T> {
  const { ports, options, file } = call;
  const counts = new Map<RetryReason, number>();
  for (let tries = 1; ; tries++) {
    try {
      const busyMs = call.patience.untilMs - ports.now();
      if (busyMs > 0) await pause(call, busyMs);
      return await attempt();
    } catch (error) {
      if (isAborted(call)) throw new AppError('aborted');
      if (!(error instanceof RetryableError)) throw error;
      const count = (counts.get(error.kind) ?? 0) + 1;
      counts.set(error.kind, count);
      if (tries >= (options.tries ?? TRIES) || count >= error.limit) {
        throw error.kind === 'unreachable' ? await explain(call, error.error) : error.error;
      }
      const waitMs = error.waitMs ?? pauseMs(tries, ports.random());
      options.onRetry?.({ file, error: error.error, waitMs });
      // Whoever was told may have had enough.
      if (isAborted(call)) throw new AppError('aborted');
      const untilMs = ports.now() + waitMs;
      if (error.kind === 'busy') call.patience.untilMs = Math.max(call.patience.untilMs, untilMs);
      await pause(call, waitMs);
      if (call.patience.untilMs <= untilMs) call.patience.untilMs = -Infinity;
    }
  }
}

/**
 * A browser does not say why no answer came. If the address itself answers, with a redirect, then that led
 * nowhere: to plain http, in a circle, or to a host that lets no other site read.
 */
async function explain(call: Call, error: AppError): Promise<AppError> {
  const { fetch, setTimer } = call.ports;
  const late = new AbortController();
  const disarm = setTimer(() => late.abort(), call.options.stallMs ?? STALL_MS);
  const answer = await fetch(call.url, {
    headers: { range: 'bytes=0-0' },
    redirect: 'manual',
    cache: 'no-store',
    signal: AbortSignal.any([late.signal, ...call.signals]),
  }).catch(() => undefined);
  disarm();
  const leads = answer?.type === 'opaqueredirect' || Math.floor((answer?.status ?? 0) / 100) === 3;
  late.abort();
  return leads ? failure(call, 'redirect-refused', error.data, error) : error;
}

/** Nearer to the user, and so easier to take for something else, is a larger number. */
const nearness = { public: 0, local: 1, 'this-machine': 2 } as const;

/**
 * A redirect may not lead from https to http, where anybody on the way could alter the answer, nor from a
 * network to a nearer one, which its server could not reach itself.
 *
 * @throws AppError `redirect-refused`.
 */
function refuseLanding(call: Call, { url }: Response): void {
  if (url === '') return;
  const isDowngrade = call.url.startsWith('https:') && !url.startsWith('https:');
  const isNearer = nearness[networkOf(url)] > nearness[networkOf(call.url)];
  if (isDowngrade || isNearer) {
    throw failure(call, 'redirect-refused', { detail: new URL(url).origin });
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
  let isReached = false;
  try {
    // The HTTP cache would keep a second copy, and could mix files of two versions.
    const response = await fetch(call.url, { ...request, signal: guard.signal, cache: 'no-store' });
    alive();
    isReached = true;
    refuseLanding(call, response);
    call.onAnswer(response.headers);
    return await use(response, { alive, signal: guard.signal });
  } catch (error) {
    if (isAborted(call)) throw new AppError('aborted');
    if (error instanceof AppError || error instanceof RetryableError) throw error;
    const detail = guard.signal.aborted ? `nothing came for ${stallMs} ms` : String(error);
    const kind = isReached || guard.signal.aborted ? 'connection' : 'unreachable';
    throw new RetryableError(kind, failure(call, 'network', { detail }, error));
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
