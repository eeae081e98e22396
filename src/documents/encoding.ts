import { detect } from 'chardet';
import type { Bytes } from '../core/bytes';
import { decodeExactly, usualEncoding } from '../core/decodeText';
import { tooLarge, unsupported } from './failures';
import { MAX_TEXT } from './limits';
import type { Remark, SourceFile } from './types';

/** A file's text, every character of it, with how it is written back. */
export interface EncodedText {
  readonly bytes: Bytes;
  /** With the byte order mark, where there is one, and line ends as they are. */
  readonly text: string;
  /** A label of the Encoding Standard. */
  readonly encoding: string;
  /** What it is written back in: the same for UTF-8 and UTF-16, else UTF-8. */
  readonly writtenIn: string;
  /** Says so where that is another. */
  readonly remarks: readonly Remark[];
  encode(text: string): Bytes;
}

// Enough for a guess, which takes time in proportion.
const GUESSED = 64 * 1024;

/**
 * Reads a text file: UTF-16 by its mark, what it declares, UTF-8, what its bytes look like, or what is usual for the
 * reader.
 *
 * @param declared What the format's own declaration names.
 * @throws AppError `document-unsupported`, `document-too-large`
 */
export function readText({ bytes, languages }: SourceFile, declared?: string): EncodedText {
  if (bytes.length > 2 * MAX_TEXT) throw tooLarge('MAX_TEXT', MAX_TEXT);
  const decoded = decodeExactly(bytes, candidates(bytes, languages, declared));
  if (decoded === undefined) throw unsupported('content');
  const { text, encoding } = decoded;
  if (text.length > MAX_TEXT) throw tooLarge('MAX_TEXT', MAX_TEXT);
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const writtenIn = isWide ? encoding : 'utf-8';
  return {
    ...{ bytes, text, encoding, writtenIn },
    remarks: encoding === writtenIn ? [] : [{ kind: 'encoding', about: [encoding] }],
    encode: (written) =>
      isWide
        ? encodeWide(written, encoding === 'utf-16le')
        : new TextEncoder().encode(written.toWellFormed()),
  };
}

function* candidates(bytes: Bytes, languages: readonly string[], declared: string | undefined) {
  if (declared !== undefined) yield declared.toLowerCase();
  yield 'utf-8';
  const guess = detect(bytes.subarray(0, GUESSED));
  // Without signs beyond Latin 1 these are a guess of nothing.
  if (guess !== null && !/^(iso-8859-1|windows-1252|ascii)$/i.test(guess)) yield guess;
  yield usualEncoding(languages);
  yield 'windows-1252';
}

function encodeWide(text: string, isLittle: boolean): Bytes {
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), isLittle);
  return bytes;
}
