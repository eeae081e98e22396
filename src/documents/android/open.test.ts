import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const [file = sourceFile('', '')] = realFiles('android');

describe('real resources', () => {
  theyComeBack('android');
});

describe("Android's resources", () => {
  it('have strings, lists and quantities', async () => {
    expect((await openDocument(file)).units.map(({ id, text }) => [id, text])).toEqual([
      ['hello', 'Hello <1/>, it\'s <2>big</2> & "new"!\nBye'],
      ['quoted', "It's  spaced"],
      ['space', 'Error:'],
      ['html', 'Read <1/>this<2/> & that'],
      ['wrapped', 'One two'],
      ['days/0', 'Monday'],
      ['days/2', '@home'],
      ['files|one', '%d file'],
      ['files|other', '%d files'],
    ]);
  });

  it('get the quantities that the target has', async () => {
    const written = writtenText(
      await openDocument(file),
      { 'files|one': '%d файл', 'files|other': '%d файла' },
      { language: 'ru' },
    );
    expect(written).toContain(
      '<item quantity="one">%d файл</item>\n        <item quantity="other">%d файла</item>\n        <item quantity="few">%d файла</item>\n        <item quantity="many">%d файла</item>\n    </plurals>',
    );
  });

  it.each(hardTexts)('say %j', async (text) => {
    const written = writtenText(await openDocument(file), { 'days/0': text, space: `@${text}` });
    const { units } = await openDocument({ ...sourceFile('a.xml', written) });
    expect(units.find(({ id }) => id === 'days/0')?.text).toBe(text);
    expect(units.find(({ id }) => id === 'space')?.text).toBe(`@${text}`);
  });
});
