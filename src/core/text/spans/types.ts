/** What a protected span is. Those of the first row stand in a sentence as a word does. */
export type SpanKind =
  | (
      | 'address'
      | 'email'
      | 'path'
      | 'handle'
      | 'key'
      | 'placeholder'
      | 'code'
      | 'formula'
      | 'number'
    )
  | ('tag' | 'block' | 'entity' | 'emphasis' | 'link' | 'note' | 'emoji' | 'sign');

/** A part of a text that is no language: it comes out of a translation as it is. */
export interface Span {
  /** UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly kind: SpanKind;
  /** Of tags and Markdown marks that stand around something. */
  readonly role?: 'open' | 'close' | undefined;
  /** The other one of a pair, by its place in the list. */
  readonly partner?: number | undefined;
}

/** What was found where the scan is. */
export interface Found extends Pick<Span, 'end' | 'kind' | 'role'> {
  /** What makes a pair of two: those with the same name. */
  readonly name?: string | undefined;
  /** Where the other one of its pair ends, if that is known already, and where it begins. */
  readonly closing?: { readonly start: number; readonly end: number } | undefined;
}

/** Looks for one kind of span that begins at an index. */
export type Finder = (source: Source, at: number) => Found | undefined;

/** A text and what is known of it, so that no part of it is searched twice. */
export class Source {
  readonly text: string;
  /** By needle: from where it was searched, and where it is. */
  readonly #next = new Map<string, { readonly from: number; readonly found: number }>();
  #braces: ReadonlyMap<number, number> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Index of the next `needle`; Infinity without one. Constant on average while `from` grows. */
  next(needle: string, from: number): number {
    const known = this.#next.get(needle);
    if (known !== undefined && known.found >= from) {
      if (known.from <= from) return known.found;
      const nearer = this.text.slice(from, known.from + needle.length - 1).indexOf(needle);
      return nearer === -1 ? known.found : from + nearer;
    }
    const at = this.text.indexOf(needle, from);
    const found = at === -1 ? Infinity : at;
    this.#next.set(needle, { from, found });
    return found;
  }

  /** Index after the brace that closes the one at an index. */
  afterBrace(at: number): number | undefined {
    this.#braces ??= matchBraces(this.text);
    return this.#braces.get(at);
  }

  /** Whether a sticky expression matches at an index, and where its match ends. */
  matchEnd(sticky: RegExp, at: number): number | undefined {
    sticky.lastIndex = at;
    return sticky.test(this.text) ? sticky.lastIndex : undefined;
  }
}

function matchBraces(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === '{') open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index + 1);
    }
  }
  return ends;
}
