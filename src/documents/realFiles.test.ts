import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ZipArchive } from './archive/zip';
import { checkRoundTrip } from './check';
import { openDocument } from './formats';

const root = 'testing/documents';
const files = ['html', 'epub', 'markdown', 'pdf'].flatMap((format) =>
  readdirSync(join(root, format))
    .filter((name) => name !== 'README')
    .map((name) => join(root, format, name)),
);
const source = (path: string) => ({
  ...{ name: path, bytes: new Uint8Array(readFileSync(path)), languages: ['en'] },
});
const refusal: Readonly<Record<string, string>> = {
  'reportlab-password.pdf': 'encrypted',
  'reportlab-no-text.pdf': 'no-text',
};
const refusalOf = (path: string) => refusal[path.split('/').at(-1) ?? ''];

describe('files of other programs', () => {
  it.each(files.filter((path) => refusalOf(path) === undefined))('%s comes back', async (path) => {
    expect((await openDocument(source(path))).units.length).toBeGreaterThan(0);
    expect(await checkRoundTrip(source(path))).toBeUndefined();
  });

  it.each(files.filter((path) => refusalOf(path) !== undefined))('%s is refused', async (path) => {
    const reason: unknown = expect.objectContaining({ reason: refusalOf(path) });
    await expect(openDocument(source(path))).rejects.toEqual(
      expect.objectContaining({ data: reason }),
    );
  });
});

it('a PDF has its paragraphs, and words over the ends of lines', async () => {
  const { units } = await openDocument(source(join(root, 'pdf/reportlab-hyphens.pdf')));
  expect(units.map(({ text }) => text)).toEqual([
    'This line ends in a hyphenated word, and the next one ends in a well- Known name. Then it is over.',
    'Page 1',
  ]);
});

it('a book says its language, and that its pages go the other way', async () => {
  const book = await openDocument(source(join(root, 'epub/pandoc-epub3.epub')));
  const first = book.units.find(({ text }) => text === 'First chapter');
  const bytes = book.write(new Map([[first?.id ?? '', 'الأول']]), { language: 'ar' });
  const again = await openDocument({ name: 'a.epub', bytes, languages: [] });
  expect(again.sourceLanguage).toBe('ar');
  const list = new TextDecoder().decode(new ZipArchive(bytes).read('EPUB/content.opf'));
  expect(list).toContain('<spine page-progression-direction="rtl"');
  expect(again.units.find(({ id }) => id === first?.id)?.text).toBe('الأول');
});
