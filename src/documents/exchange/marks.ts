import type { Mark } from '../types';

/** A mark in a text: `<1>`, `</1>`, or `<2/>`. */
export interface MarkSign {
  readonly kind: 'open' | 'close' | 'alone';
  readonly number: number;
}

/** A text in pieces: marks, and what stands between them. */
export type MarkedText = readonly (string | MarkSign)[];

const sign = /<(\/?)(\d{1,5})(\/?)>/g;

/** @param marks Of the unit: what only looks like one of them is text. */
export function splitMarks(
  text: string,
  marks: readonly Pick<Mark, 'number' | 'isPair'>[],
): MarkedText {
  const pairs = new Map(marks.map(({ number, isPair }) => [number, isPair]));
  const pieces: (string | MarkSign)[] = [];
  let from = 0;
  for (const { 0: whole, 1: closes, 2: digits, 3: alone, index } of text.matchAll(sign)) {
    const number = Number(digits);
    const kind = alone !== '' ? 'alone' : closes !== '' ? 'close' : 'open';
    if (pairs.get(number) !== (kind !== 'alone') || `${number}` !== digits) continue;
    if (closes !== '' && alone !== '') continue;
    pieces.push(text.slice(from, index), { kind, number });
    from = index + whole.length;
  }
  return [...pieces, text.slice(from)].filter((piece) => piece !== '');
}

/** By place among the pieces: an opening mark's closing one and the other way round, where nothing crosses them. */
export function pairsOf(pieces: MarkedText): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const open: { readonly number: number; readonly at: number }[] = [];
  pieces.forEach((piece, at) => {
    if (typeof piece === 'string' || piece.kind === 'alone') return;
    if (piece.kind === 'open') open.push({ number: piece.number, at });
    else if (open.at(-1)?.number === piece.number) {
      const start = open.pop()?.at ?? at;
      found.set(start, at).set(at, start);
    }
  });
  return found;
}

/**
 * Whether a translation has each mark of its source once, and none of another, with pairs nested as files need them.
 * A sentence may have one half of a pair.
 */
export function hasSameMarks(
  source: string,
  target: string,
  marks: readonly Pick<Mark, 'number' | 'isPair'>[],
): boolean {
  const [own, other] = [splitMarks(source, marks), splitMarks(target, marks)];
  return (
    namesOf(own).sort().join() === namesOf(other).sort().join() && halves(own) === halves(other)
  );
}

/** The marks of a text as they are written, one after another. */
export function signsOf(text: string, marks: readonly Pick<Mark, 'number' | 'isPair'>[]): string {
  return splitMarks(text, marks)
    .flatMap((piece) => {
      if (typeof piece === 'string') return [];
      const { kind, number } = piece;
      return kind === 'alone' ? `<${number}/>` : kind === 'open' ? `<${number}>` : `</${number}>`;
    })
    .join(' ');
}

const namesOf = (pieces: MarkedText) =>
  pieces.flatMap((piece) => (typeof piece === 'string' ? [] : [`${piece.kind} ${piece.number}`]));

/** Halves of pairs whose other one is not there, or crossed. */
function halves(pieces: MarkedText): string {
  const pairs = pairsOf(pieces);
  return namesOf(
    pieces.filter(
      (piece, at) => typeof piece !== 'string' && piece.kind !== 'alone' && !pairs.has(at),
    ),
  ).join();
}
