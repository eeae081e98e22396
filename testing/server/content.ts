import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Span } from './faults';

const CHUNK_BYTES = 64 * 2 ** 10;

/** What a server has under a path. */
export interface Content {
  readonly bytes: number;
  readonly type: string;
  /** Strong, including its quotes. */
  readonly etag: string;
  readonly modified: Date;
  /** In pieces, so that a large file is never in memory as a whole. */
  read(span: Span): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Content that was served once must not change: other content needs another array. */
const memory = new WeakMap<Uint8Array, Pick<Content, 'etag' | 'modified'>>();
let contents = 0;

export function memoryContent(path: string, file: Uint8Array): Content {
  let facts = memory.get(file);
  if (facts === undefined) {
    const hash = createHash('sha256').update(file).digest('hex');
    // Two contents of the same second would look alike to clients that compare dates.
    facts = { etag: `"${hash}"`, modified: new Date(Date.UTC(2026, 0, 1) + 60_000 * ++contents) };
    memory.set(file, facts);
  }
  return { ...facts, bytes: file.length, type: typeOf(path), read: (span) => pieces(file, span) };
}

function* pieces(file: Uint8Array, { start, end }: Span): Generator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK_BYTES) {
    yield file.subarray(at, Math.min(end, at + CHUNK_BYTES));
  }
}

/** Undefined if there is no such file. */
export async function diskContent(path: string): Promise<Content | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const { size, mtimeMs, mtime } = found;
  return {
    ...{ bytes: size, type: typeOf(path), etag: `"${size}-${mtimeMs}"`, modified: mtime },
    // In a Node stream, `end` is inclusive.
    read: ({ start, end }) =>
      start < end
        ? createReadStream(path, { start, end: end - 1, highWaterMark: 4 * CHUNK_BYTES })
        : [],
  };
}

function typeOf(path: string): string {
  const types: Record<string, string> = { '.json': 'application/json', '.html': 'text/html' };
  return types[extname(path)] ?? 'application/octet-stream';
}

/** The same content with its bytes changed on the way out. */
export function altered(
  content: Content,
  change: (piece: Uint8Array, at: number) => void,
): Content {
  return {
    ...content,
    async *read(span) {
      let at = span.start;
      for await (const piece of content.read(span)) {
        // Not `slice`, which for a Buffer shares the bytes.
        const copy = Uint8Array.from(piece);
        change(copy, at);
        yield copy;
        at += piece.length;
      }
    },
  };
}
