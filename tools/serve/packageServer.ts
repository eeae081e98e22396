import { open, type FileHandle } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { ServedFile, ServedFiles } from './packages';
import { readRange, type Span } from './range';

const METHODS = 'GET, HEAD, OPTIONS';
const CHUNK_BYTES = 2 ** 20;

/** Sent with every answer: any page may read these files, because they contain nothing personal. */
const openToAll = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range, ETag',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** Sent to a browser that asks for permission first. */
const permission = {
  'Access-Control-Allow-Methods': METHODS,
  'Access-Control-Allow-Headers': 'Range, If-Range, If-None-Match',
  // For a public page that asks for something in this network.
  'Access-Control-Allow-Private-Network': 'true',
  'Access-Control-Max-Age': '86400',
};

/** A server for packages. It serves only the files on its list. */
export function createPackageServer(files: ServedFiles): Server {
  return createServer(({ method = '', url = '', headers }, response) => {
    for (const [name, value] of Object.entries(openToAll)) response.setHeader(name, value);
    const file = files.get(url.replace(/\?.*/s, ''));
    if (method === 'OPTIONS') response.writeHead(204, permission).end();
    else if (method !== 'GET' && method !== 'HEAD') refuse(response, 405, { Allow: METHODS });
    else if (file === undefined) refuse(response, 404);
    else {
      const answer = method === 'HEAD' ? answerHead(file) : answerGet(file, headers);
      send(file, answer, response).catch(() => {
        // The client hung up, or the disk failed: a broken connection is the honest end.
        response.destroy();
      });
    }
  });
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  /** The part of the file that is sent. */
  readonly span?: Span;
}

function answerHead({ bytes }: ServedFile): Answer {
  return { status: 200, headers: { 'Content-Length': bytes } };
}

function answerGet({ bytes, etag }: ServedFile, headers: IncomingHttpHeaders): Answer {
  if (headers['if-none-match']?.includes(etag) === true) return { status: 304, headers: {} };
  // A range of other content is not wanted.
  const same = (headers['if-range'] ?? etag) === etag;
  const range = same ? readRange(headers.range, bytes) : undefined;
  if (range === 'beyond') return { status: 416, headers: { 'Content-Range': `bytes */${bytes}` } };
  const span = range ?? { start: 0, end: bytes };
  const length = { 'Content-Length': span.end - span.start };
  if (range === undefined) return { status: 200, headers: length, span };
  const place = { 'Content-Range': `bytes ${span.start}-${span.end - 1}/${bytes}` };
  return { status: 206, headers: { ...length, ...place }, span };
}

async function send(file: ServedFile, answer: Answer, response: ServerResponse): Promise<void> {
  const handle = await openUnchanged(file);
  if (handle === undefined) {
    refuse(response, 500);
    return;
  }
  try {
    response.writeHead(answer.status, { ...describe(file), ...answer.headers });
    const { start, end } = answer.span ?? { start: 0, end: 0 };
    if (start === end) {
      response.end();
      return;
    }
    const options = { start, end: end - 1, highWaterMark: CHUNK_BYTES, autoClose: false };
    await pipeline(handle.createReadStream(options), response);
  } finally {
    await handle.close();
  }
}

/** Undefined if the file has changed since its tag was made. */
async function openUnchanged({
  place,
  bytes,
  mtimeMs,
}: ServedFile): Promise<FileHandle | undefined> {
  const handle = await open(place).catch(() => undefined);
  const now = await handle?.stat();
  if (now?.size === bytes && now.mtimeMs === mtimeMs) return handle;
  await handle?.close();
  return undefined;
}

function describe({ etag, type }: ServedFile): OutgoingHttpHeaders {
  return {
    'Accept-Ranges': 'bytes',
    // Cached, but revalidated each time: tomorrow there may be another package at the same address.
    'Cache-Control': 'no-cache',
    'Content-Type': type,
    ETag: etag,
  };
}

function refuse(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { ...headers, 'Cache-Control': 'no-store' }).end();
}
