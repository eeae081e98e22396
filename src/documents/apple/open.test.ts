import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const opened = (text: string) => openDocument(sourceFile('a.strings', text));

describe('real .strings', () => theyComeBack('apple'));

describe('.strings', () => {
  it.each(
    realFiles('apple')
      .filter(({ name }) => name.endsWith('.strings'))
      .map((file) => [file.name, file] as const),
  )('%s has values, and notes', async (_, file) => {
    expect(
      (await openDocument(file)).units.map(({ id, text, notes }) => [id, text, notes]),
    ).toEqual([
      ['ok', 'OK, go', ['Button\n   title']],
      ['bare', 'It’s "here"', undefined],
    ]);
  });

  it.each(hardTexts)('say %j', async (text) => {
    expect(
      (await opened(writtenText(await opened('"a" = "x";'), { a: text }))).units[0]?.text,
    ).toBe(text);
  });

  it.each(['"a" = "b"', '"a" "b";', '"a" = ;', '= "b";', '"a', '/* a'])(
    'that are broken are refused: %j',
    async (text) => {
      await expect(opened(text)).rejects.toMatchObject({
        code: 'document-damaged',
        data: { place: 1 },
      });
    },
  );
});

describe('.stringsdict', () => {
  const file =
    realFiles('apple').find(({ name }) => name.endsWith('.stringsdict')) ?? sourceFile('', '');

  it('has quantities, and gets those of the target', async () => {
    const document = await openDocument(file);
    expect(document.units.map(({ id, text }) => [id, text])).toEqual([
      ['files/count/one', 'One file & more'],
      ['files/count/other', '%d files'],
    ]);
    const written = writtenText(
      document,
      { 'files/count/other': '%d <файла>' },
      { language: 'ru' },
    );
    const again = await openDocument(sourceFile('a.stringsdict', written));
    expect(again.units.map(({ id, text }) => [id, text])).toEqual([
      ['files/count/one', 'One file & more'],
      ...['other', 'few', 'many'].map((name) => [`files/count/${name}`, '%d <файла>']),
    ]);
  });
});
