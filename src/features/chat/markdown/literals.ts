import { readFormula, type Formula } from './formulas';
import { literal } from './patterns';

/** A stretch of an answer that is no Markdown, although it is written with its marks. */
export interface Literal {
  readonly source: string;
  readonly formula: Formula | undefined;
}

export interface Masked {
  /** With a mask in place of each literal, which the parser takes for a letter. */
  readonly text: string;
  readonly literals: readonly Literal[];
}

const marks = /[\\$*_\ufdd0\ufdd1]/;

const pattern = new RegExp(literal, 'gmu');

/** Takes out formulas, paths, names and products, so that no mark of theirs counts. */
export function mask(text: string): Masked {
  if (!marks.test(text)) return { text, literals: [] };
  const literals: Literal[] = [];
  const numbers = new Map<string, number>();
  let masked = '';
  let taken = 0;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    if (found.groups?.['aside'] !== undefined) continue;
    const read = readLiteral(found);
    if (read === undefined) {
      pattern.lastIndex = found.index + 1;
      continue;
    }
    // The same for the same, so that a label with one in it is still the label of its definition.
    const number = numbers.get(read.source) ?? literals.push(read) - 1;
    numbers.set(read.source, number);
    masked += `${text.slice(taken, found.index)}\ufdd0${number}\ufdd1`;
    taken = pattern.lastIndex;
  }
  return { text: masked + text.slice(taken), literals };
}

const formulaMark = /^(?:\$|\\[([]|\\begin\{)/;

function readLiteral({ 0: source, groups = {} }: RegExpExecArray): Literal | undefined {
  if (!formulaMark.test(source)) return { source, formula: undefined };
  const formula = readFormula(source, groups);
  if (formula === undefined) return undefined;
  return { source, formula: formula === 'open' ? undefined : formula };
}

const masks = /\ufdd0(\d+)\ufdd1/;

/** @returns Text, and between its pieces the literals. */
export function splitMasked(
  text: string,
  literals: readonly Literal[],
): readonly (string | Literal)[] {
  return text
    .split(masks)
    .map((piece, at) => (at % 2 === 0 ? piece : (literals[Number(piece)] ?? '')));
}

/** @returns The text as it was. */
export function unmask(text: string, literals: readonly Literal[]): string {
  return splitMasked(text, literals)
    .map((piece) => (typeof piece === 'string' ? piece : piece.source))
    .join('');
}
