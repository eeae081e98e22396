import { execFileSync } from 'node:child_process';
import { po } from 'gettext-parser';
import { describe, expect, it } from 'vitest';
import {
  hardTexts,
  theyComeBack,
  realFiles,
  sourceFile,
  writtenText,
} from '../../../testing/documents/realFiles';
import { openDocument } from '../formats';
import { languages } from '../../core/languages';
import { categoriesUpTo } from '../plurals';
import { parsePluralRule, pluralRuleOf } from './plurals';

const header = (...fields: readonly string[]) =>
  `msgid ""\nmsgstr ""\n${fields.map((field) => `"${field}\\n"\n`).join('')}\n`;
const utf8 = 'Content-Type: text/plain; charset=UTF-8';
const opened = (text: string, name = 'a.po') => openDocument(sourceFile(name, text));

describe('real catalogues', () => {
  theyComeBack('po');

  it.each(realFiles('po').map((file) => [file.name, file] as const))(
    '%s are read as gettext-parser reads them',
    async (_, file) => {
      const { units } = await openDocument(file);
      const read = po.parse(Buffer.from(file.bytes));
      const texts = Object.values(read.translations).flatMap((context) =>
        Object.values(context).flatMap(({ msgid, msgid_plural: plural }) =>
          plural === undefined ? [msgid.trim()] : [msgid.trim(), plural.trim()],
        ),
      );
      const own = new Set(units.map(({ text }) => text));
      expect([...own].sort()).toEqual(
        [...new Set(texts)].filter((text) => text !== '' && own.has(text)).sort(),
      );
      const translated = new Set(units.flatMap(({ translation }) => translation ?? []));
      const others = Object.values(read.translations).flatMap((context) =>
        Object.values(context).flatMap(({ msgid, msgstr }) => (msgid === '' ? [] : msgstr)),
      );
      expect([...translated].sort()).toEqual(
        [...new Set(others.map((text) => text.trim()))].filter(Boolean).sort(),
      );
    },
  );
});

describe('a message', () => {
  it('has what the file says of it', async () => {
    const { units, targetLanguage } = await opened(
      `${header(utf8, 'Language: zh_CN')}# by hand\n#. extracted\n#: a.c:1\n#, fuzzy, max-length:20\n#| msgid "Old"\n` +
        'msgctxt "menu"\nmsgid "Open"\nmsgstr "打开"\n\nmsgid ""\n"two "\n"lines\\n"\nmsgstr ""\n\n#~ msgid "gone"\n#~ msgstr ""\n',
    );
    expect(targetLanguage).toBe('zh-CN');
    expect(units).toEqual([
      {
        ...{ id: '1', text: 'Open', marks: [], notes: ['extracted', 'by hand'], limit: 20 },
        ...{ context: 'menu · a.c:1', translation: '打开', state: 'draft' },
      },
      { id: '2', text: 'two lines', marks: [], state: 'new' },
    ]);
  });

  it('gets a translation, and is fuzzy no more; all else stays', async () => {
    const before = `${header(utf8, 'Language: de', 'X: y')}#, fuzzy, c-format\n#| msgid "Old"\nmsgid "a %s\\n"\nmsgstr "alt"\n\n#, fuzzy\nmsgid "b"\nmsgstr "c"\n#~ msgid "d"\n#~ msgstr "e"\n`;
    const document = await opened(before);
    expect(writtenText(document, { 1: 'ein "%s"' })).toBe(
      before
        .replace('#, fuzzy, c-format\n#| msgid "Old"', '#, c-format')
        .replace('"alt"', '"ein \\"%s\\"\\n"'),
    );
    // What is equal to its source leaves all as it is, unless that is asked for.
    expect(writtenText(document, { 1: 'a %s', 2: 'b' })).toBe(before);
    expect(writtenText(document, { 2: 'b' }, { language: 'de', takesEqual: true })).toBe(
      before.replace('#, fuzzy\nmsgid "b"\nmsgstr "c"', 'msgid "b"\nmsgstr "b"'),
    );
  });

  it('is wrapped as gettext does it', async () => {
    const long = 'word '.repeat(30).trim();
    const document = await opened(`${header(utf8, 'Language: de')}msgid "a"\nmsgstr ""\n`);
    const mixed = `${long}\n漢字`.replace('word word', 'word 漢字');
    expect(writtenText(document, { 1: mixed })).toContain(
      `msgstr ""\n"word 漢字 ${'word '.repeat(13)}"\n"${'word '.repeat(14)}word\\n"\n"漢字"\n`,
    );
    const unwrapped = await opened(
      `${header(utf8, 'Language: de')}msgid ""\n"${long}"\nmsgstr ""\n`,
    );
    expect(writtenText(unwrapped, { 1: long.toUpperCase() })).toContain(
      `msgstr "${long.toUpperCase()}"\n`,
    );
  });

  it.each(hardTexts)('says %j', async (text) => {
    const document = await opened(`${header(utf8, 'Language: de')}msgid "a"\nmsgstr ""\n`);
    const { units } = await opened(writtenText(document, { 1: text }));
    expect(units[0]?.translation).toBe(text);
  });
});

describe('plural forms', () => {
  const template = `${header(utf8, 'Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;', 'Language: ')}msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n`;

  it.each([
    ['ja', ['many']],
    ['de', ['one', 'many']],
    ['ru', ['one', 'many', 'many']],
    ['ar', ['many', 'one', 'many', 'many', 'many', 'many']],
  ])('of a template are those of the language: %s', async (language, forms) => {
    const document = await opened(template, 'a.pot');
    expect(document.units.map(({ id, text }) => [id, text])).toEqual([
      ['1[0]', '%d file'],
      ['1[1]', '%d files'],
    ]);
    const written = writtenText(document, { '1[0]': 'one', '1[1]': 'many' }, { language });
    expect(written).toContain(`"Language: ${language}\\n"`);
    const [message] = Object.values(po.parse(written).translations[''] ?? {}).slice(1);
    expect(message?.msgstr).toEqual(forms);
  });

  it('are units of their own where the file has a rule', async () => {
    const file = template
      .replace('Language: ', 'Language: ru')
      .replace('nplurals=INTEGER; plural=EXPRESSION;', pluralRuleOf('ru').header)
      .replace('msgstr[1]', 'msgstr[1] ""\nmsgstr[2]');
    const document = await opened(file);
    expect(document.units.map(({ text, context }) => [text, context])).toEqual([
      ['%d file', 'n = 1, 21, 31, 41 …'],
      ['%d files', 'n = 2, 3, 4, 22 …'],
      ['%d files', 'n = 0, 5, 6, 7 …'],
    ]);
    const written = writtenText(
      document,
      { '1[0]': 'a', '1[1]': 'b', '1[2]': 'c' },
      { language: 'ru' },
    );
    expect(written).toContain('msgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n');
  });

  it('of 1 without the number are not those of 21', async () => {
    const document = await opened(template.replace('"%d file"', '"One file"'), 'a.pot');
    const written = writtenText(document, { '1[0]': 'one', '1[1]': 'many' }, { language: 'ru' });
    expect(written).toContain('msgstr[0] "many"\nmsgstr[1] "many"\nmsgstr[2] "many"\n');
  });

  it('are for each language those of CLDR', () => {
    const different = languages
      .map(({ tag }) => tag)
      .filter((tag) => {
        const { formOf } = pluralRuleOf(tag);
        // Each form has one category of CLDR.
        const pairs = categoriesUpTo(tag, 200).map((category, n) => `${formOf(n)} ${category}`);
        const [ours, theirs] = [0, 1].map(
          (at) => new Set(pairs.map((pair) => pair.split(' ')[at])).size,
        );
        return new Set(pairs).size !== ours || ours !== theirs;
      });
    expect(different).toEqual([]);
  });

  it.each([
    'nplurals=2; plural=n != 1',
    'nplurals=1; plural=0;',
    'nplurals=2; plural=!(n-1*1)||0;',
  ])('are read: %s', (rule) => expect(parsePluralRule(rule)).toBeDefined());
  it.each([
    '',
    'nplurals=2; plural=n n;',
    'nplurals=2; plural=(n;',
    'nplurals=99; plural=n;',
    `nplurals=2; plural=${'('.repeat(2000)};`,
  ])('are no rule: %.40s', (rule) => expect(parsePluralRule(rule)).toBeUndefined());
});

describe('a catalogue', () => {
  it('without a header gets one', async () => {
    const written = writtenText(
      await opened('# c\nmsgid "a"\nmsgstr ""\n'),
      { 1: 'ä' },
      { language: 'sr-Latn' },
    );
    expect(written).toContain('"Language: sr@latin\\n"');
    expect(written).toContain('# c\nmsgid "a"\nmsgstr "ä"\n');
    expect((await opened(written)).units).toHaveLength(1);
  });

  it('of another language or encoding says so', async () => {
    const text =
      header('Content-Type: text/plain; charset=ISO-8859-1', 'Language: de') +
      'msgid "a"\nmsgstr "\u00e4"\n';
    const document = await openDocument(
      sourceFile(
        'a.po',
        Uint8Array.from(text, (sign) => sign.charCodeAt(0)),
      ),
    );
    expect(document.units[0]?.translation).toBe('ä');
    const written = writtenText(document, { 1: '字' }, { language: 'zh-Hant' });
    expect(written).toContain('charset=UTF-8');
    expect(written).toContain('Language: zh_TW');
  });

  it.each([
    ['msgid "a"\n', 2],
    ['msgid "a"\nmsgstr "b\n', 2],
    ['msgid "a"\nmsgid "b"\n', 2],
    ['what?\n', 1],
    ['"a"\n', 1],
    ['msgid "a"\nmsgstr[0] "b"\n', 2],
  ])('that is broken is refused with the line: %j', async (text, place) => {
    await expect(opened(text)).rejects.toMatchObject({ code: 'document-damaged', data: { place } });
  });
});

describe('msgfmt', () => {
  const hasIt = (() => {
    try {
      return execFileSync('msgfmt', ['--version']).length > 0;
    } catch {
      return false;
    }
  })();
  it.skipIf(!hasIt).each(realFiles('po').map((file) => [file.name, file] as const))(
    'accepts %s',
    async (_, file) => {
      const document = await openDocument(file);
      for (const language of ['ru', 'ar', 'ja', 'fr']) {
        const all = document.units.map(({ id, text }) => [id, `ü${text}`] as const);
        const written = writtenText(document, Object.fromEntries(all), { language });
        execFileSync('msgfmt', ['-c', '-o', '/dev/null', '-'], { input: written, stdio: 'pipe' });
      }
    },
  );
});
