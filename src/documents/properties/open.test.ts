import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const opened = (text: string) => openDocument(sourceFile('a.properties', text));

describe('real properties', () => {
  theyComeBack('properties');
});

describe('properties', () => {
  it('have values that say something', async () => {
    const [file] = realFiles('properties');
    const { units } = await openDocument(file ?? sourceFile('', ''));
    expect(units.map(({ id, text, notes }) => [id, text, notes])).toEqual([
      ['greeting', 'Hello, {0}!', ['Names', 'of things']],
      ['long', 'A long line, that goes on', undefined],
      ['key with space', 'It’s here', undefined],
      ['path', 'C:\\dir is the folder', undefined],
      ['last', 'tab\there\nline', undefined],
    ]);
  });

  it('are written as they were: in ASCII, or not', async () => {
    expect(writtenText(await opened('a = x\\u00e4'), { a: 'ö 😀' })).toBe(
      'a = \\u00F6 \\uD83D\\uDE00',
    );
    expect(writtenText(await opened('a: x\nb=c'), { a: 'ö\n' })).toBe('a: ö\nb=c');
  });

  it.each(hardTexts)('say %j', async (text) => {
    expect((await opened(writtenText(await opened('a=x'), { a: text }))).units[0]?.text).toBe(text);
  });
});
