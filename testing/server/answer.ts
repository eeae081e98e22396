import type { Content } from './content';
import type { Span } from './faults';

/** How a server behaves when nothing is wrong. */
export interface Manners {
  /** If false, every answer is the whole file. */
  ranges: boolean;
  /** If false, HEAD is refused. */
  head: boolean;
  etag: 'strong' | 'weak' | 'none';
  lastModified: boolean;
  /** If false, no length is promised, as for a page that is generated. */
  length: boolean;
  /** Headers that a page of another origin may read, as in Access-Control-Expose-Headers. */
  expose: string;
  /** Of each answer; undefined means as fast as possible. */
  bytesPerSecond: number | undefined;
}

export const goodManners: Readonly<Manners> = {
  ...{ ranges: true, head: true, etag: 'strong', lastModified: true, length: true },
  ...{ expose: '*', bytesPerSecond: undefined },
};

/** What is sent: the head, a part of a file, and how it ends. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly content?: Content;
  readonly span: Span;
  /** Bytes that the head promises. */
  readonly promised: number;
  readonly ending: 'proper' | 'hang-up' | 'silence';
}

export function refuse(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, span: { start: 0, end: 0 }, promised: 0, ending: 'proper' };
}

/** As a request asks. */
export interface RangeRequest {
  readonly range: Span | undefined;
  readonly ifRange: string | undefined;
}

/** The right answer to a request for a file. */
export function serve(
  content: Content,
  { range, ifRange }: RangeRequest,
  manners: Manners,
): Answer {
  const { bytes } = content;
  const headers = describe(content, manners);
  if (range === undefined || !manners.ranges || !meets(ifRange, headers)) {
    const span = { start: 0, end: bytes };
    return { status: 200, headers, content, span, promised: bytes, ending: 'proper' };
  }
  if (range.start >= bytes) return refuse(416, { ...headers, 'content-range': `bytes */${bytes}` });
  const span = { start: range.start, end: Math.min(range.end, bytes) };
  return {
    ...{ status: 206, content, span, promised: span.end - span.start, ending: 'proper' },
    headers: { ...headers, 'content-range': `bytes ${span.start}-${span.end - 1}/${bytes}` },
  };
}

function describe(content: Content, manners: Manners): Record<string, string> {
  return {
    'content-type': content.type,
    'accept-ranges': manners.ranges ? 'bytes' : 'none',
    ...(manners.etag === 'strong' && { etag: content.etag }),
    ...(manners.etag === 'weak' && { etag: `W/${content.etag}` }),
    ...(manners.lastModified && { 'last-modified': content.modified.toUTCString() }),
  };
}

/** If-Range compares strongly: a weak tag is never the same. */
function meets(ifRange: string | undefined, headers: Readonly<Record<string, string>>): boolean {
  if (ifRange === undefined) return true;
  if (ifRange.startsWith('W/')) return false;
  return ifRange === headers['etag'] || ifRange === headers['last-modified'];
}
