import { tooLarge } from './failures';
import type { EncodedText } from './encoding';
import { MAX_UNITS } from './limits';
import type { OpenDocument, Remark, Unit, WriteOptions } from './types';

/** A part of a text that is replaced by another. Where both places are equal, it is put in. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A unit, and where it stands in the file's text. */
export interface Place {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
  /** The translation in the format's own form. @throws AppError `document-marks` */
  readonly render: (translation: string, options: WriteOptions) => string;
}

/** Units that are written together, as the forms of one message. */
export interface Group {
  readonly units: readonly Unit[];
  /** Of one that has changed. @throws AppError `document-marks` */
  readonly edits: (textOf: (unit: Unit) => string, options: WriteOptions) => readonly Edit[];
}

interface Parts {
  readonly format: string;
  readonly source: EncodedText;
  /** In the order of the text, apart from each other. */
  readonly places?: readonly Place[];
  /** In place of places. */
  readonly groups?: readonly Group[];
  readonly remarks?: readonly Remark[];
  readonly languages?: Pick<OpenDocument, 'sourceLanguage' | 'targetLanguage'>;
  /** What else a translation changes: the language that the file names, its direction. */
  readonly edits?: (options: WriteOptions) => readonly Edit[];
}

/** The text with its edits, of which none overlaps another. */
export function splice(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    pieces.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  return pieces.join('') + text.slice(at);
}

/** The edits that put translations in their places; none for what is equal to its source. */
export function translatedPlaces(
  places: readonly Place[],
  translations: ReadonlyMap<string, string>,
  options: WriteOptions,
): readonly Edit[] {
  return places.flatMap(({ unit, start, end, render }) => {
    const translation = translations.get(unit.id) ?? (options.rewriteAll ? unit.text : undefined);
    if (translation === undefined) return [];
    if (translation === unit.text && options.rewriteAll !== true) return [];
    return [{ start, end, text: render(translation, options) }];
  });
}

/** The edits of the groups in which something changes. */
function groupEdits(
  groups: readonly Group[],
  translations: ReadonlyMap<string, string>,
  options: WriteOptions,
): readonly Edit[] {
  const isChanged = (unit: Unit) => {
    const translation = translations.get(unit.id);
    if (options.rewriteAll === true) return true;
    if (translation === undefined) return false;
    if (unit.translation === translation && unit.state === 'final') return false;
    return translation !== unit.text || (options.takesEqual === true && unit.state !== undefined);
  };
  const textOf = (unit: Unit) =>
    translations.get(unit.id) ?? (options.rewriteAll ? unit.text : (unit.translation ?? unit.text));
  return groups
    .filter(({ units }) => units.some(isChanged))
    .flatMap(({ edits }) => edits(textOf, options));
}

/** A document that is one text, into which translations are put where their sources are. */
export function textDocument(parts: Parts): OpenDocument {
  const { format, source, places = [], groups = [], remarks = [], languages = {}, edits } = parts;
  const units = [...places.map(({ unit }) => unit), ...groups.flatMap((group) => group.units)];
  if (units.length > MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
  return {
    ...{ format, units, remarks: [...source.remarks, ...remarks] },
    ...languages,
    write: (translations, options) => {
      const placed = [
        ...translatedPlaces(places, translations, options),
        ...groupEdits(groups, translations, options),
      ];
      if (placed.length === 0) return source.bytes;
      return source.encode(splice(source.text, [...placed, ...(edits?.(options) ?? [])]));
    },
  };
}
