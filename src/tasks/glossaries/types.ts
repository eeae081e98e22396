/** Why a row or an entry of a file was not taken. */
export type SkipReason =
  /** Nothing for one of the languages. */
  | 'empty'
  /** The same as one before. */
  | 'duplicate'
  /** A term of more than `LONGEST_TERM` characters. */
  | 'too-long'
  /** More than `MOST_ENTRIES`. */
  | 'too-many'
  /** Not as a row of the file is written, from here on. */
  | 'broken'
  /** In a language that is none of the app's. */
  | 'language';

/** Something that was not taken. */
export interface Skipped {
  /** From 1: the row, or the entry, in the file. */
  readonly row: number;
  readonly reason: SkipReason;
  /** What it is about, shortened. */
  readonly text: string;
}

/** A term of a file. */
export interface FileTerm {
  /** FLORES code; `source` or `target` where the file does not say. */
  readonly language: string;
  readonly text: string;
  /** It is not to be used. */
  readonly isForbidden: boolean;
}

/** What a file calls by several names, in one language or several. */
export interface FileEntry {
  readonly row: number;
  /** Preferred ones first. */
  readonly terms: readonly FileTerm[];
  readonly note?: string | undefined;
  /** Whether it stays as it is, where the file says so. */
  readonly isKept?: boolean | undefined;
}

/** A file of terms, whatever its format. */
export interface TermFile {
  /** FLORES codes in the order of the file; or `source` and `target`. */
  readonly languages: readonly string[];
  readonly entries: readonly FileEntry[];
  readonly skipped: readonly Skipped[];
  /** Of the bytes; it was guessed unless the file says so or it is UTF-8. */
  readonly encoding: string;
  readonly isGuessed: boolean;
}

/** A file that cannot be read at all. The page has a sentence for each reason. */
export class UnreadableTerms extends Error {
  readonly reason: 'size' | 'format';

  constructor(reason: UnreadableTerms['reason']) {
    super(`a file of terms that cannot be read: ${reason}`);
    this.reason = reason;
  }
}

/** UTF-16 code units. */
export const LONGEST_TERM = 500;
export const LONGEST_NOTE = 2000;
export const MOST_ENTRIES = 100_000;
export const MOST_BYTES = 50_000_000;

/** A text for a report. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79).toWellFormed()}…` : line;
}
