import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors';
import { checkRoundTrip } from '../../src/documents/check';
import { isKnown, openDocument } from '../../src/documents/formats';
import type { OpenDocument, SourceFile } from '../../src/documents/types';
import { sampled, seed } from '../../tools/test/cases';
import { concat } from '../tinyCheckpoint';
import { truncations } from '../fuzz';

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

/**
 * Whatever is done to a real file, it is opened, and then comes back as it was, or it is refused with a reason.
 *
 * @param pitfalls Signs that mean something in the format.
 */
export function itStandsAnything(folder: string, pitfalls: readonly string[]): void {
  const files = realFiles(folder);
  const smallest = [...files].sort((a, b) => a.bytes.length - b.bytes.length)[0];
  if (smallest === undefined) throw new Error(`no files in ${folder}`);

  describe.each(files.map((file) => [file.name, file] as const))('%s', (_, file) => {
    it('comes back to the byte, and has the same units when it is rewritten', async () => {
      expect((await openDocument(file)).units.length).toBeGreaterThan(0);
      expect(await checkRoundTrip(file)).toBeUndefined();
    });
  });

  it(`comes back or is refused, wherever ${smallest.name} is cut`, async () => {
    for (const bytes of truncations(smallest.bytes)) await comesBack({ ...smallest, bytes });
  });

  it('comes back or is refused, whatever is changed in it', async () => {
    const other = fc.oneof(
      fc.constantFrom(...pitfalls).map((text) => encoder.encode(text)),
      fc.uint8Array({ maxLength: 3 }),
    );
    const edit = fc.record({ at: fc.nat(), length: fc.constantFrom(0, 0, 1, 2, 8, 64), other });
    const edits = fc.array(edit, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: files.length - 1 }), edits, async (which, changes) => {
        const file = files[which] ?? smallest;
        const bytes = changes.reduce((whole, change) => {
          const start = change.at % (whole.length + 1);
          return concat([
            whole.subarray(0, start),
            change.other,
            whole.subarray(start + change.length),
          ]);
        }, file.bytes);
        await comesBack({ ...file, bytes });
      }),
      { numRuns: sampled(10_000, 100), seed },
    );
  });
}

async function comesBack(file: SourceFile): Promise<void> {
  try {
    const difference = await checkRoundTrip(file);
    if (difference !== undefined)
      expect.fail(JSON.stringify({ difference, text: new TextDecoder().decode(file.bytes) }));
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !/^document-(?!marks)/.test(thrown.code)) throw thrown;
  }
}
