import type { Bytes } from '../core/bytes';

/** What a mark of a unit stands for: a tag, a change of formatting, a picture, a field. */
export interface Mark {
  /** As it stands in the text: `<1>` and `</1>` around something, `<2/>` alone. */
  readonly number: number;
  readonly isPair: boolean;
  /** For a reader: the tag, or the formatting in words. */
  readonly label: string;
}

/** How far a file says that a unit's own translation is. */
export type UnitState = 'new' | 'draft' | 'final';

/** A cell of a table. Numbers say nothing but whether two are the same. */
export interface CellPlace {
  readonly row: number;
  /** Within its row. */
  readonly cell: number;
}

/** A piece of a document that is translated as a whole: a paragraph, a cell, a message, a cue. */
export interface Unit {
  /** Unique in its document, and the same whenever the same file is opened. */
  readonly id: string;
  /** Without the format's escapes; what stands inside of it and is no text is there as marks. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** What the file says for translators. */
  readonly notes?: readonly string[];
  /** Where it stands: a key, a heading, "footnote 3", a speaker. */
  readonly context?: string;
  /** In which cell of a table it stands, where that is known. */
  readonly cell?: CellPlace;
  /** Characters that a translation may have. */
  readonly limit?: number;
  /** The translation that the file has already, with marks as in `text`. */
  readonly translation?: string;
  readonly state?: UnitState;
}

/** Something that a reader should know about a file; the interface words it. */
export interface Remark {
  readonly kind:
    'encoding' | 'tracked-changes' | 'macros' | 'signature' | 'layout' | 'font' | 'skipped';
  readonly about: readonly string[];
}

export interface WriteOptions {
  /** BCP-47 tag of the language that the translations are in. */
  readonly language: string;
  /** Both languages, source first, where the format has a way of showing them. */
  readonly isBilingual?: boolean;
  /**
   * Takes what is equal to its source for a translation, too, where the file has a place for translations of its own:
   * "OK" is "OK" in many languages. Otherwise that place keeps its bytes.
   */
  readonly takesEqual?: boolean;
  /** Rewrites also what is unchanged; for checking that writing loses nothing. */
  readonly rewriteAll?: boolean;
}

/** A file as units and what holds them. */
export interface OpenDocument {
  readonly format: string;
  /** Of what is written, without a dot, where that is another format than what was read. */
  readonly outputExtension?: string;
  readonly units: readonly Unit[];
  readonly remarks: readonly Remark[];
  /** BCP-47, where the file says it. */
  readonly sourceLanguage?: string;
  readonly targetLanguage?: string;
  /**
   * The file with translations in place. What has none keeps its source; what is equal to its source keeps its
   * bytes.
   *
   * @param translations By id of the unit, with its marks.
   * @throws AppError `document-marks` for a translation whose marks are not those of its unit.
   */
  readonly write: (translations: ReadonlyMap<string, string>, options: WriteOptions) => Bytes;
}

/** What is opened. */
export interface SourceFile {
  /** With its extension. */
  readonly name: string;
  readonly bytes: Bytes;
  /** BCP-47, most wanted first: old files without a mark are read as is usual there. */
  readonly languages: readonly string[];
}

/** @throws AppError `document-damaged`, `document-unsupported`, `document-too-large` */
export type Open = (file: SourceFile) => OpenDocument | Promise<OpenDocument>;
