import type { CellPlace, Unit } from '../types';

/** A unit in both languages. */
export interface PreviewUnit {
  readonly unit: Unit;
  /** With the unit's marks; undefined where nothing of it is translated. */
  readonly translation: string | undefined;
}

/** How a unit is shown. */
export type Look = 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'p' | 'li' | 'pre';

/** Cells, each with the units in it. */
export type Row = readonly (readonly PreviewUnit[])[];

/** What stands on its own in a preview. */
export interface Block {
  /** What it is, where that is neither a heading nor running text, and was not said before. */
  readonly note: string | undefined;
  readonly content:
    | { readonly kind: 'text'; readonly look: Look; readonly of: PreviewUnit }
    | { readonly kind: 'table'; readonly rows: readonly Row[] };
}

interface Placed {
  readonly of: PreviewUnit;
  readonly note: string | undefined;
  readonly look: Look;
  readonly cell: CellPlace | undefined;
}

/** The units of a document as headings, paragraphs, items and tables, as far as they tell. */
export function blocksOf(units: readonly PreviewUnit[]): readonly Block[] {
  const placed = units.map((of): Placed => ({ of, ...positionOf(of.unit) }));
  const runs = inRuns(
    placed,
    (a, b) => a.cell !== undefined && b.cell !== undefined && a.note === b.note,
  );
  return runs.map((run, at): Block => {
    const [{ note, look, of, cell }] = run;
    const isSaid = runs[at - 1]?.[0].note === note;
    return {
      note: isSaid ? undefined : note,
      content:
        cell === undefined ? { kind: 'text', look, of } : { kind: 'table', rows: rowsOf(run) },
    };
  });
}

function rowsOf(run: Run<Placed>): readonly Row[] {
  return inRuns(run, (a, b) => a.cell?.row === b.cell?.row).map((row) =>
    inRuns(row, (a, b) => a.cell?.cell === b.cell?.cell).map((cell) => cell.map(({ of }) => of)),
  );
}

type Run<T> = readonly [T, ...T[]];

/** Neighbours that belong together. */
function inRuns<T>(all: readonly T[], isSame: (a: T, b: T) => boolean): readonly Run<T>[] {
  const runs: [T, ...T[]][] = [];
  for (const each of all) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && isSame(last, each)) run.push(each);
    else runs.push([each]);
  }
  return runs;
}

/** Where a unit stands, in words for a reader: no name of an element or a style. */
export function noteOf(unit: Pick<Unit, 'context' | 'cell'>): string | undefined {
  return positionOf(unit).note === undefined ? undefined : unit.context;
}

const plain = new Set(['p', 'div', 'text', 'document', 'body', 'section', 'article', 'blockquote']);
const items = new Set(['li', 'dd', 'dt']);
const cells = new Set(['td', 'th', 'table']);

/** What a context says of a unit: an element, a style, an address in a sheet, or what only a reader understands. */
function positionOf({ context = 'p', cell }: Pick<Unit, 'context' | 'cell'>): Omit<Placed, 'of'> {
  const [, level] = /^(?:h|heading )([1-6])$/.exec(context) ?? [];
  if (level !== undefined) return { look: `h${level}` as Look, note: undefined, cell };
  if (items.has(context)) return { look: 'li', note: undefined, cell };
  if (context === 'pre') return { look: 'pre', note: undefined, cell };
  if (plain.has(context) || cells.has(context)) return { look: 'p', note: undefined, cell };
  // "Sheet1!B2" of a workbook; "name, 3" of a table in a text file.
  const [, sheet, column = '', line] = /^(.+)!([A-Z]{1,3})(\d+)$/.exec(context) ?? [];
  if (sheet !== undefined) {
    return { look: 'p', note: sheet, cell: { row: Number(line), cell: letters(column) } };
  }
  return { look: 'p', note: context, cell };
}

const letters = (column: string) =>
  Array.from(column).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
