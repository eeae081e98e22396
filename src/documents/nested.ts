import { splice, type Edit } from './textDocument';
import type { Unit, WriteOptions } from './types';

/** The source between two places, with what was translated within. */
export type Slice = (start: number, end: number) => string;

/** A unit that may have others within, as a paragraph has a note's. */
export interface NestedPlace {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
  /** @throws AppError `document-marks` */
  readonly render: (translation: string, slice: Slice, options: WriteOptions) => string;
}

/**
 * The edits that put translations in their places; none for what is equal to its source.
 *
 * @param others Edits of what is no unit, anywhere.
 * @throws AppError `document-marks`
 */
export function nestedEdits(
  source: string,
  places: readonly NestedPlace[],
  translations: ReadonlyMap<string, string>,
  options: WriteOptions,
  others: readonly Edit[] = [],
): readonly Edit[] {
  const made = [...others.map((edit) => ({ ...edit, place: undefined })), ...changed()]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .reverse();
  // The last is the first in the text. What stands within another comes before that one.
  const edits: Edit[] = [];
  for (const { start, end, text, place } of made) {
    const inner: Edit[] = [];
    if (place !== undefined) {
      for (let next = edits.at(-1); next !== undefined && next.end <= end; next = edits.at(-1)) {
        inner.push(next);
        edits.pop();
      }
    }
    const slice: Slice = (from, to) => sliceWith(source, inner, from, to);
    edits.push({ start, end, text: place?.render(text, slice, options) ?? text });
  }
  return edits.reverse();

  function changed() {
    return places.flatMap((place) => {
      const { unit, start, end } = place;
      const text = translations.get(unit.id) ?? (options.rewriteAll ? unit.text : undefined);
      if (text === undefined || (text === unit.text && options.rewriteAll !== true)) return [];
      return [{ start, end, text, place }];
    });
  }
}

function sliceWith(source: string, edits: readonly Edit[], from: number, to: number): string {
  const within = edits
    .filter(({ start, end }) => start >= from && end <= to)
    .map((edit) => ({ ...edit, start: edit.start - from, end: edit.end - from }));
  return splice(source.slice(from, to), within);
}
