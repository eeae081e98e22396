import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';
import { scanTable } from './scan';

const opened = (text: string, name = 'a.csv') => openDocument(sourceFile(name, text));

describe('real tables', () => {
  theyComeBack('tables');

  it.each(realFiles('tables').map((file) => [file.name, file] as const))(
    '%s are read as Papa Parse reads them',
    (_, file) => {
      const text = new TextDecoder().decode(file.bytes);
      const { data, meta } = Papa.parse<string[]>(text, { skipEmptyLines: true });
      expect(scanTable(text, meta.delimiter).map((field) => field.text)).toEqual(data.flat());
    },
  );
});

describe('a table', () => {
  it.each(realFiles('tables').map((file) => [file.name, file] as const))(
    '%s has the columns that hold language',
    async (_, file) => {
      const { units } = await openDocument(file);
      expect(units.map(({ id, text, context }) => [id, text, context])).toEqual([
        ...['id', 'title', 'text', 'price', 'added'].map((text, at) => [
          `1:${at + 1}`,
          text,
          undefined,
        ]),
        ['2:2', 'Blue chair', 'title, 2'],
        ['2:3', 'A chair, "blue" and soft.\nVery soft.', 'text, 2'],
        ['3:2', 'Tisch', 'title, 3'],
        ['3:3', 'Ein Tisch; rund', 'text, 3'],
        ['4:3', 'Only text', 'text, 4'],
      ]);
    },
  );

  it('is quoted only where it was, or must be', async () => {
    expect(
      writtenText(await opened('n,text\n1,"a"\n2,b\n3,c\n'), {
        '2:2': 'x',
        '3:2': 'y, "z"',
        '4:2': 'w',
      }),
    ).toBe('n,text\n1,"x"\n2,"y, ""z"""\n3,w\n');
  });

  it.each(hardTexts)('says %j', async (text) => {
    const written = writtenText(await opened('n\ttext\n1\ta word\n', 'a.tsv'), { '2:2': text });
    expect((await opened(written, 'a.tsv')).units.at(-1)?.text).toBe(text);
  });

  it('with a quote that has no end is refused', async () => {
    await expect(opened('a,b\n1,"c\n')).rejects.toMatchObject({
      code: 'document-damaged',
      data: { place: 2 },
    });
  });
});
