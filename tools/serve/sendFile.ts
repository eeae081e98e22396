import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { readRange, type Span } from './range';

const CHUNK_BYTES = 2 ** 20;

/** A file that stays open until it was sent. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly stats: Stats;
}

/**
 * Opens a file to read from it; undefined for a folder, a pipe, or whatever else is no file.
 *
 * @throws Error with the system's code where it is missing or may not be read.
 */
export async function openFile(place: string): Promise<OpenFile | undefined> {
  // Opening a pipe would otherwise wait until somebody writes to it.
  const handle = await open(place, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await handle.stat();
    if (stats.isFile()) return { handle, stats };
  } catch (error) {
    await handle.close();
    throw error;
  }
  await handle.close();
  return undefined;
}

/**
 * Sends a file, or the part that was asked for, or that it is known already; then closes it.
 *
 * @param headers Those of the file, its `ETag` among them.
 * @throws Error when the client hangs up, and when the file has become shorter: the connection is broken then,
 *   as the rest of what was announced will not come.
 */
export async function sendFile(
  { handle, stats }: OpenFile,
  headers: OutgoingHttpHeaders & { readonly ETag: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = answerTo(request, stats.size, headers.ETag);
    response.writeHead(answer.status, { 'Accept-Ranges': 'bytes', ...headers, ...answer.headers });
    await pipeline(readSpan(handle, answer.span), response);
  } finally {
    await handle.close();
  }
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** The part of the file that is sent. */
  readonly span: Span;
}

const nothing: Span = { start: 0, end: 0 };

function answerTo({ method, headers }: IncomingMessage, bytes: number, etag: string): Answer {
  if (headers['if-none-match']?.includes(etag) === true) {
    return { status: 304, headers: {}, span: nothing };
  }
  const whole = { status: 200, headers: { 'Content-Length': bytes } };
  if (method === 'HEAD') return { ...whole, span: nothing };
  // A range of other content is not wanted.
  const same = (headers['if-range'] ?? etag) === etag;
  const span = same ? readRange(headers.range, bytes) : undefined;
  if (span === undefined) return { ...whole, span: { start: 0, end: bytes } };
  if (span === 'beyond') {
    return { status: 416, headers: { 'Content-Range': `bytes */${bytes}` }, span: nothing };
  }
  const place = { 'Content-Range': `bytes ${span.start}-${span.end - 1}/${bytes}` };
  return { status: 206, headers: { 'Content-Length': span.end - span.start, ...place }, span };
}

async function* readSpan(handle: FileHandle, { start, end }: Span): AsyncGenerator<Buffer> {
  for (let at = start; at < end;) {
    const piece = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, end - at));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new Error(`the file ends at ${at}, not at ${end}`);
    yield piece.subarray(0, bytesRead);
    at += bytesRead;
  }
}
