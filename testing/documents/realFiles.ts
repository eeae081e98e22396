import { readFileSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkRoundTrip } from '../../src/documents/check';
import { isKnown, openDocument } from '../../src/documents/formats';
import type { OpenDocument, SourceFile } from '../../src/documents/types';

const encoder = new TextEncoder();

export function sourceFile(name: string, content: string | Uint8Array): SourceFile {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content;
  return { name, bytes: Uint8Array.from(bytes), languages: ['en'] };
}

/** Files of `testing/documents/<folder>` whose format is known. */
export function realFiles(folder: string): readonly SourceFile[] {
  const place = new URL(`./${folder}/`, import.meta.url);
  return readdirSync(place)
    .filter((name) => isKnown(name) && name !== 'README.md')
    .map((name) => sourceFile(name, readFileSync(new URL(name, place))));
}

/** A text file's text, written with translations by id. */
export function writtenText(
  document: OpenDocument,
  translations: Readonly<Record<string, string>>,
  options: Parameters<OpenDocument['write']>[1] = { language: 'de' },
): string {
  const bytes = document.write(new Map(Object.entries(translations)), options);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** What is hard to write in one format or another. */
export const hardTexts = [
  `a & b < c > d "e" 'f'`,
  '😀 שלום עולם',
  '$$ $& $1 </s> \\n \\',
  'one\ntwo',
  'word {x} %s # ; , | = : @?',
  '- true',
  'word ]]> --> <!-- `',
];

/** Files of `testing/documents/<folder>`, untouched. */
export function theyComeBack(folder: string): void {
  it.each(realFiles(folder).map((file) => [file.name, file] as const))(
    '%s comes back to the byte, and has the same units when it is rewritten',
    async (_, file) => {
      expect((await openDocument(file)).units.length).toBeGreaterThan(0);
      expect(await checkRoundTrip(file)).toBeUndefined();
    },
  );
}
