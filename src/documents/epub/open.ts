import type { Bytes } from '../../core/bytes';
import { ZipArchive } from '../archive/zip';
import { readText, type EncodedText } from '../encoding';
import { tooLarge } from '../failures';
import { MAX_UNITS } from '../limits';
import { splice, translatedPlaces } from '../textDocument';
import type { Open } from '../types';
import { declaredEncoding } from '../xml';
import { readParts } from './package';
import { packagePart, pagePart, tablePart, type Part } from './parts';

/** A book, EPUB 2 or 3: all its pages in the order of reading, its tables of contents, what it says of itself. */
export const open: Open = (file) => {
  const zip = new ZipArchive(file.bytes);
  const names = readParts(zip);
  const read = (name: string): EncodedText => {
    const bytes = zip.read(name);
    return readText({ ...file, name, bytes }, declaredEncoding(bytes));
  };
  const parts: readonly Part[] = [
    ...names.packages.map((name) => packagePart(name, read(name))),
    ...names.tables.map((name) => tablePart(name, read(name))),
    ...names.pages.map((name) => pagePart(name, read(name))),
  ];
  const units = parts.flatMap(({ places }) => places.map(({ unit }) => unit));
  if (units.length > MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
  const language = parts.find((part) => part.language)?.language;
  return {
    format: 'epub',
    units,
    remarks: parts.flatMap(({ source }) => source.remarks).slice(0, 1),
    ...(language !== undefined && { sourceLanguage: language }),
    write: (translations, options) => {
      const placed = parts.map(({ places }) => translatedPlaces(places, translations, options));
      // A language is told only of a book that is translated.
      if (placed.every((edits) => edits.length === 0)) return file.bytes;
      const changes = new Map<string, Bytes>();
      parts.forEach(({ entry, source, edits }, at) => {
        const all = [...(placed[at] ?? []), ...edits(options)];
        if (all.length > 0) changes.set(entry, source.encode(splice(source.text, all)));
      });
      return zip.write(changes);
    },
  };
};
