import { AppError } from '../core/errors';
import { splice, type Edit } from './textDocument';
import type { Mark } from './types';

/*
 * Inline content: text in which tags, changes of formatting, pictures or fields stand. What stands around all of it
 * belongs to the skeleton; what is left inside becomes numbered marks in the unit's text.
 */

/** A piece of inline content, in the order of the source. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'code';
      readonly role: 'open' | 'close' | 'alone';
      readonly start: number;
      readonly end: number;
      readonly label: string;
      /** It stands for words, as an argument of a message does: it belongs to the text at the edges, too. */
      readonly isWord?: boolean;
    };

/** Inline content, trimmed. */
export interface Inline {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Where the text begins and ends in the source. */
  readonly start: number;
  readonly end: number;
  /** What each mark stands for, by its text: `<1>`. */
  readonly codes: ReadonlyMap<string, string>;
  /** Where in the source that is, for what has units of its own within. */
  readonly ranges: ReadonlyMap<string, Range>;
}

/** A stretch of the source. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

type Code = Extract<Piece, { kind: 'code' }>;

const numbered = /<(\/?)(\d{1,5})(\/?)>/g;

/**
 * A stretch of text in the source. Spaces at its edges are pieces of their own, so that they can be left out.
 *
 * @param decode What the format's escapes mean.
 */
export function textPieces(
  source: string,
  start: number,
  end: number,
  decode: (raw: string) => string,
): readonly Piece[] {
  const raw = source.slice(start, end);
  const from = start + (raw.length - raw.trimStart().length);
  const to = Math.max(from, start + raw.trimEnd().length);
  return [start, from, to]
    .map((each, at) => ({ start: each, end: [from, to, end][at] ?? end }))
    .filter((range) => range.end > range.start)
    .map((range) => ({
      ...{ kind: 'text', ...range },
      text: decode(source.slice(range.start, range.end)),
    }));
}

/**
 * @param source What the pieces' places are in.
 * @param pieces Codes that open and close are nested.
 * @returns Undefined where there is no text.
 */
export function toInline(source: string, pieces: readonly Piece[]): Inline | undefined {
  if (!pieces.some((piece) => piece.kind === 'text' && piece.text.trim() !== '')) return undefined;
  const left = trim(pieces);
  const [first, last] = [left[0], left.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const codes = new Map<string, string>();
  const ranges = new Map<string, Range>();
  const marks: Mark[] = [];
  const open: number[] = [];
  let next = firstFree(left);
  let text = '';
  const add = (mark: string, { start, end }: Range) => {
    codes.set(mark, source.slice(start, end));
    ranges.set(mark, { start, end });
    text += mark;
  };
  for (const run of joinCodes(left)) {
    if (run.kind === 'text') text += run.text;
    else if (run.role === 'close') add(`</${open.pop() ?? next++}>`, run);
    else {
      const isPair = run.role === 'open';
      marks.push({ number: next, isPair, label: run.label });
      add(isPair ? `<${next}>` : `<${next}/>`, run);
      if (isPair) open.push(next);
      next++;
    }
  }
  return { text, marks, start: first.start, end: last.end, codes, ranges };
}

/**
 * Inline content whose codes have edits in them: the text of a picture, a title of a link.
 *
 * @param edits In the order of the source.
 */
export function withEdits<T extends Pick<Inline, 'codes' | 'ranges'>>(
  inline: T,
  edits: readonly Edit[],
): T {
  if (edits.length === 0) return inline;
  const codes = new Map(inline.codes);
  let next = 0;
  for (const [mark, { start, end }] of inline.ranges) {
    while ((edits[next]?.start ?? end) < start) next++;
    const own: Edit[] = [];
    for (let edit = edits[next]; edit !== undefined && edit.end <= end; edit = edits[++next]) {
      own.push({ ...edit, start: edit.start - start, end: edit.end - start });
    }
    codes.set(mark, splice(codes.get(mark) ?? '', own));
  }
  return { ...inline, codes };
}

/** From this number on, nothing in the text looks like a mark. */
function firstFree(pieces: readonly Piece[]): number {
  const texts = pieces.map((piece) => (piece.kind === 'text' ? piece.text : '\n')).join('');
  return [...texts.matchAll(numbered)].reduce((most, [, , n]) => Math.max(most, Number(n)), 0) + 1;
}

/** Without spaces and codes at the edges, and without pairs around all of it. */
function trim(pieces: readonly Piece[]): readonly Piece[] {
  const partner = partners(pieces);
  const isShut = emptiness(pieces);
  let [from, to] = [0, pieces.length];
  const isEmpty = (piece: Piece) => piece.kind === 'text' && piece.text.trim() === '';
  for (let before = -1; before !== to - from;) {
    before = to - from;
    const [first, last] = [pieces[from], pieces[to - 1]];
    if (first === undefined || last === undefined || from >= to) return [];
    if (isEmpty(first) || isAlone(first)) from++;
    else if (isEmpty(last) || isAlone(last)) to--;
    else if (partner.get(from) === to - 1) [from, to] = [from + 1, to - 1];
    // A pair around nothing but spaces at an edge.
    else if (isShut(from, partner.get(from))) from = (partner.get(from) ?? from) + 1;
    else if (isShut(partner.get(to - 1), to - 1)) to = partner.get(to - 1) ?? to;
  }
  return pieces.slice(from, to);
}

const isAlone = (piece: Piece) =>
  piece.kind === 'code' && piece.role === 'alone' && piece.isWord !== true;

/** Tells whether a pair of codes has nothing to translate within. It is asked for every pair at the edges. */
function emptiness(pieces: readonly Piece[]) {
  const before = new Uint32Array(pieces.length + 1);
  pieces.forEach((piece, at) => {
    const says = piece.kind === 'code' ? piece.isWord === true : piece.text.trim() !== '';
    before[at + 1] = (before[at] ?? 0) + (says ? 1 : 0);
  });
  return (open: number | undefined, close: number | undefined) =>
    open !== undefined && close !== undefined && open < close && before[open] === before[close];
}

/** By place in the list: each opening code's closing one, and the other way round. */
function partners(pieces: readonly Piece[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: number[] = [];
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'code') return;
    if (piece.role === 'open') open.push(at);
    else if (piece.role === 'close') {
      const start = open.pop();
      if (start !== undefined) found.set(start, at).set(at, start);
    }
  });
  return found;
}

/** Codes that stand alone side by side, and pairs around nothing, become one. */
function joinCodes(pieces: readonly Piece[]): readonly Piece[] {
  const joined: Piece[] = [];
  for (const piece of pieces) {
    joined.push(piece);
    for (;;) {
      const [before, last] = [joined.at(-2), joined.at(-1)];
      if (before?.kind !== 'code' || last?.kind !== 'code') break;
      const roles = `${before.role} ${last.role}`;
      if (roles !== 'alone alone' && roles !== 'open close') break;
      joined.splice(-2, 2, merge(before, last));
    }
  }
  return joined;
}

function merge(first: Code, second: Code): Code {
  const label = [first.label, second.label].filter((each) => each !== '').join(' ');
  const isWord = first.isWord === true || second.isWord === true;
  const range = { start: first.start, end: second.end };
  return { kind: 'code', role: 'alone', ...range, label, ...(isWord && { isWord }) };
}

/** A translation as texts and codes, in its order. */
export type Rendered = readonly (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'mark'; readonly mark: string; readonly code: string }
)[];

/**
 * Takes a translation apart at its unit's marks.
 *
 * @param unitId For the error.
 * @throws AppError `document-marks` unless every mark is there once, and pairs are nested.
 */
export function takeApart(
  translation: string,
  codes: ReadonlyMap<string, string>,
  unitId: string,
): Rendered {
  const rendered: Rendered[number][] = [];
  const seen = new Set<string>();
  const open: string[] = [];
  const wrong = (mark: string) => new AppError('document-marks', { unit: unitId, mark });
  let at = 0;
  for (const { 0: mark, 1: close, 2: number = '', 3: alone, index } of translation.matchAll(
    numbered,
  )) {
    const code = codes.get(mark);
    if (code === undefined) continue;
    if (seen.has(mark)) throw wrong(mark);
    seen.add(mark);
    if (close !== '') {
      if (open.pop() !== number) throw wrong(mark);
    } else if (alone === '') open.push(number);
    if (index > at) rendered.push({ kind: 'text', text: translation.slice(at, index) });
    rendered.push({ kind: 'mark', mark, code });
    at = index + mark.length;
  }
  for (const mark of codes.keys()) if (!seen.has(mark)) throw wrong(mark);
  if (at < translation.length) rendered.push({ kind: 'text', text: translation.slice(at) });
  return rendered;
}

/** A translation in the source's own form: its codes as they were, its texts escaped. */
export function renderInline(
  translation: string,
  { codes }: Pick<Inline, 'codes'>,
  unitId: string,
  escape: (text: string) => string,
): string {
  return takeApart(translation, codes, unitId)
    .map((piece) => (piece.kind === 'text' ? escape(piece.text) : piece.code))
    .join('');
}
