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

interface Parts {
  readonly format: string;
  readonly source: EncodedText;
  /** In the order of the text, apart from each other. */
  readonly places: readonly Place[];
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

/** A document that is one text, into which translations are put where their sources are. */
export function textDocument(parts: Parts): OpenDocument {
  const { format, source, places, remarks = [], languages = {}, edits } = parts;
  if (places.length > MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
  return {
    format,
    units: places.map(({ unit }) => unit),
    remarks: [...source.remarks, ...remarks],
    ...languages,
    write: (translations, options) => {
      const placed = translatedPlaces(places, translations, options);
      if (placed.length === 0) return source.bytes;
      return source.encode(splice(source.text, [...placed, ...(edits?.(options) ?? [])]));
    },
  };
}
