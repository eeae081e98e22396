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
  /**
   * The translation in the format's own form.
   *
   * @param inner Edits of places inside of this one: the text of a picture that is one of its marks.
   * @throws AppError `document-marks`
   */
  readonly render: (translation: string, options: WriteOptions, inner: readonly Edit[]) => string;
  /** Where both languages are wanted: what puts the translation behind the source. */
  readonly addition?: (translation: string, options: WriteOptions) => Edit;
}

/** A place whose unit gets its id by where it stands among all. */
export interface Draft {
  readonly start: number;
  readonly end: number;
  readonly place: (id: string) => Place;
}

/** In the order of the text, numbered from one on. */
export function numbered(drafts: readonly Draft[], prefix = ''): readonly Place[] {
  return [...drafts]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map((draft, at) => draft.place(`${prefix}${at + 1}`));
}

/** Of a part of a text that begins there, as one of the whole. */
export function shifted(draft: Draft, by: number): Draft {
  const shift = (edit: Edit, to: number) => ({
    ...edit,
    start: edit.start + to,
    end: edit.end + to,
  });
  return {
    ...{ start: draft.start + by, end: draft.end + by },
    place: (id) => {
      const { render, addition, ...place } = draft.place(id);
      return {
        ...{ ...place, start: place.start + by, end: place.end + by },
        render: (translation, options, inner) =>
          render(
            translation,
            options,
            inner.map((edit) => shift(edit, -by)),
          ),
        ...(addition && {
          addition: (translation: string, options: WriteOptions) =>
            shift(addition(translation, options), by),
        }),
      };
    },
  };
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
  /** In the order of the text, apart from each other or one in another, which then comes first. */
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

/**
 * The edits that put translations in their places; none for what is equal to its source.
 *
 * @param places In the order of the text; one that is in another comes after it.
 */
export function translatedPlaces(
  places: readonly Place[],
  translations: ReadonlyMap<string, string>,
  options: WriteOptions,
): readonly Edit[] {
  const edits: Edit[] = [];
  const open: { readonly place: Place; readonly inner: Edit[] }[] = [];
  const shutBefore = (start: number) => {
    for (
      let last = open.at(-1);
      last !== undefined && last.place.end <= start;
      last = open.at(-1)
    ) {
      open.pop();
      (open.at(-1)?.inner ?? edits).push(...placed(last.place, last.inner));
    }
  };
  const placed = (place: Place, inner: readonly Edit[]): readonly Edit[] => {
    const { unit, start, end, render, addition } = place;
    const translation = translations.get(unit.id) ?? (options.rewriteAll ? unit.text : undefined);
    if (translation === undefined) return inner;
    if (translation === unit.text && options.rewriteAll !== true) return inner;
    if (options.isBilingual === true && addition !== undefined) {
      return [...inner, addition(translation, options)];
    }
    return [{ start, end, text: render(translation, options, inner) }];
  };
  for (const place of places) {
    shutBefore(place.start);
    open.push({ place, inner: [] });
  }
  shutBefore(Infinity);
  return edits;
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
