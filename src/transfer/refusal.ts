import type { AppError } from '../core/errors';
import { failure, type Call } from './call';
import { Setback } from './setback';

/** Longest wait that a server may ask for while the user watches; for longer ones, the user decides. */
const PATIENCE_MS = 30_000;

/** What an answer without bytes means: a final error, or one that another attempt may overcome. */
export function refusal(call: Call, { status, headers }: Response): Setback | AppError {
  const detail = headers.get('x-error-code');
  const data = { status, ...(detail === null ? {} : { detail }) };
  const error = failure(call, 'http-status', data);
  if (status === 403) return new Setback('forbidden', error, 0);
  if (status === 416) return new Setback('no-such-range', error);
  if (status !== 408 && status !== 429 && status < 500) return error;
  const waitMs = retryAfterMs(headers, call.ports.now());
  if (waitMs === undefined || waitMs <= PATIENCE_MS) return new Setback('busy', error, waitMs);
  return failure(call, 'http-status', { ...data, retryAfterSeconds: Math.ceil(waitMs / 1_000) });
}

/** Seconds, or a date. */
function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

/**
 * Proxies, captive portals and single-page apps send a page with status 200 in place of a file.
 *
 * @throws Setback for such a page.
 */
export function refusePage(call: Call, { status, headers }: Response): void {
  const detail = headers.get('content-type') ?? '';
  if (!detail.startsWith('text/html') || /\.html?$/.test(call.file)) return;
  throw new Setback('page', failure(call, 'http-status', { status, detail }));
}
