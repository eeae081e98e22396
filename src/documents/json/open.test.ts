import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';

const opened = (text: string, name = 'a.json') => openDocument(sourceFile(name, text));
const texts = async (text: string, name?: string) =>
  (await opened(text, name)).units.map((unit) => [unit.id, unit.text]);
const own = (name: string) =>
  openDocument(realFiles('json').find((file) => file.name === name) ?? sourceFile('', ''));

describe('real JSON', () => {
  theyComeBack('json');
});

describe('JSON', () => {
  it('has a unit for each string that says something', async () => {
    expect((await own('by-hand.json')).units.map(({ id, text }) => [id, text])).toEqual([
      ['/greeting', 'Hello, {{name}}!'],
      ['/item_one', '{{count}} item'],
      ['/item_other', '{{count}} items'],
      ['/nested/list/0', 'First & last'],
      ['/nested/list/1', 'A "quoted" \\ thing\nand a line'],
      ['/a~1b~0c', 'Spaces around.'],
    ]);
  });

  it('is written as it was', async () => {
    expect(writtenText(await opened('{"a": "x \\u00e4 \\/ y"}'), { '/a': 'ö/ü 😀' })).toBe(
      '{"a": "\\u00f6\\/\\u00fc \\ud83d\\ude00"}',
    );
    expect(writtenText(await opened('// c\n{"a": [" b ",], "c": "ä"}'), { '/a/0': 'ö/"' })).toBe(
      '// c\n{"a": [" ö/\\" ",], "c": "ä"}',
    );
  });

  it.each(hardTexts)('says %j', async (text) => {
    expect(await texts(writtenText(await opened('{"a":"x"}'), { '/a': text }))).toEqual([
      ['/a', text],
    ]);
  });

  it('of a browser extension has messages alone', async () => {
    expect((await own('messages.json')).units).toMatchObject([
      {
        id: '/hello/message',
        text: 'Hello, $USER$!',
        notes: ['Greets the user'],
        context: 'hello',
      },
      { id: '/ok/message', text: 'OK' },
    ]);
  });

  it.each([
    ['{"a": 1, "a": 2}', 1],
    ['{"a": 1\n"b": 2}', 2],
    ['{"a"}', 1],
    ['{"a": }', 1],
    ['[1 2]', 1],
    ['[1', 1],
    ['1 2', 1],
    ['{"a": "\n"}', 1],
    ['', 1],
    [']', 1],
  ])('that is broken is refused: %j', async (text) => {
    await expect(opened(text)).rejects.toMatchObject({ code: 'document-damaged' });
  });

  it('that is too deep is refused', async () => {
    await expect(opened('['.repeat(100_000))).rejects.toMatchObject({ code: 'document-too-large' });
  });
});

describe('ARB', () => {
  it('has branches as units, with the text around them', async () => {
    expect(
      (await own('app_en.arb')).units.map(({ id, text, notes }) => [id, text, notes?.[0]]),
    ).toEqual([
      ['/hello', "Hello <1/>, it's <2/>", 'A greeting'],
      ['/files|=0', 'You have no files in <1/>.', undefined],
      ['/files|one', 'You have <1/> file in <2/>.', undefined],
      ['/files|other', 'You have <1/> files in <2/>.', undefined],
      ['/who|male|one', 'He likes one thing', undefined],
      ['/who|male|other', 'He likes <1/> things', undefined],
      ['/who|other', 'They say {no}', undefined],
      ['/place|one', '<1/>st place', undefined],
      ['/place|two', '<1/>nd place', undefined],
      ['/place|few', '<1/>rd place', undefined],
      ['/place|other', '<1/>th place', undefined],
    ]);
  });

  it('gets the forms that the target has, and its language', async () => {
    const document = await own('app_en.arb');
    const written = writtenText(
      document,
      { '/files|one': 'В <2/> <1/> файл.', '/files|other': "В <2/> <1/> '{файла}#." },
      { language: 'ru' },
    );
    expect(written).toContain('"@@locale": "ru"');
    expect(written).toContain(
      "{count, plural, =0{You have no files in {folder}.} one{В {folder} # файл.} few{В {folder} # '''{'файла'}#'.} many{В {folder} # '''{'файла'}#'.} other{В {folder} # '''{'файла'}#'.}}",
    );
    const again = await opened(written, 'a.arb');
    expect(again.units.find(({ id }) => id === '/files|few')?.text).toBe("В <1/> <2/> '{файла}#.");
  });

  it('refuses a translation that has lost an argument', async () => {
    const document = await own('app_en.arb');
    expect(() => writtenText(document, { '/hello': 'Hallo' })).toThrow(
      expect.objectContaining({ code: 'document-marks' }),
    );
  });

  it.each(hardTexts)('says %j', async (text) => {
    const arb = '{"a": "{n, plural, one{x} other{# y}}"}';
    const written = writtenText(await opened(arb, 'a.arb'), { '/a|one': text }, { language: 'de' });
    expect((await texts(written, 'a.arb'))[0]).toEqual(['/a|one', text]);
  });
});
