import type { Range } from './ranges';

/** What answers say about a file. Across origins most headers can be hidden, so each may be missing. */
export interface Facts {
  readonly bytes: number;
  /** Strong: names these very bytes. */
  readonly etag: string | undefined;
  readonly weakEtag: string | undefined;
  /** A hub's own, which outlives a change of the CDN. */
  readonly linkedEtag: string | undefined;
  readonly modified: string | undefined;
}

/** What the headers of an answer say of a file of `bytes` bytes. */
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

/** Empty when the server gives nothing that would tell two contents apart. */
export function tagOf(facts: Facts): string {
  const { linkedEtag, etag, modified, weakEtag, bytes } = facts;
  const dated = modified === undefined ? undefined : `${modified} ${bytes}`;
  return linkedEtag ?? etag ?? dated ?? weakEtag ?? '';
}

/** Whether an answer is about another content. Compares the best that both have. */
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

/** As `bytes 0-9/100`; either side may be an asterisk. Undefined when hidden or odd. */
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
