import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  itStandsAnything,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const opened = (text: string) => openDocument(sourceFile('a.strings', text));

describe('real .strings', () =>
  itStandsAnything('apple', ['"', '\\', ';', '=', '/*', '*/', '//', '\n']));

describe('.strings', () => {
  it.each(realFiles('apple').map((file) => [file.name, file] as const))(
    '%s has values, and notes',
    async (_, file) => {
      expect(
        (await openDocument(file)).units.map(({ id, text, notes }) => [id, text, notes]),
      ).toEqual([
        ['ok', 'OK, go', ['Button\n   title']],
        ['bare', 'It’s "here"', undefined],
      ]);
    },
  );

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
