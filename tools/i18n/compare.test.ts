import { describe, expect, it } from 'vitest';
import { chinese } from '../../src/ui/i18n/chinese';
import { english } from '../../src/ui/i18n/english';
import { interfaceLanguages } from '../../src/ui/i18n';
import { compare, withPlaces } from './compare';
import { localeTags, readLocale } from './locales';

describe.each(localeTags())('%s', (tag) => {
  const { complete, sentences } = readLocale(tag);
  const findings = compare(tag, english, sentences);

  it('has no sentence that English has not, and every placeholder', () => {
    expect(findings.filter(({ kind }) => kind !== 'missing')).toEqual([]);
  });

  it.runIf(complete)('lacks none', () => {
    expect(findings).toEqual([]);
  });

  it('can be chosen', () => {
    expect(interfaceLanguages).toContain(tag);
  });
});

it('has a file for each language but those in TypeScript', () => {
  const others = interfaceLanguages.filter((tag) => tag !== 'en' && tag !== 'zh-Hans');
  expect(localeTags().sort()).toEqual(others.sort());
});

it('has the placeholders in Chinese', () => {
  // Its compiler sees to the keys, which are those of English.
  expect(compare('zh-Hans', english, chinese).filter(({ kind }) => kind !== 'unknown')).toEqual([]);
});

const source = {
  page: {
    title: 'Files',
    hello: 'Hello, {{name}}',
    files_one: '{{count}} file',
    files_other: '{{count}} files',
    deep: { betweenSentences: ' ' },
  },
};

describe('compare', () => {
  const russian = {
    page: {
      title: 'Файлы',
      hello: 'Привет, {{name}}',
      files_one: '{{count}} файл',
      files_few: '{{count}} файла',
      files_many: '{{count}} файлов',
      files_other: '{{count}} файла',
      deep: { betweenSentences: '' },
    },
  };
  const changed = (sentences: object) =>
    compare('ru', source, { page: { ...russian.page, ...sentences } });

  it('finds nothing in a complete language', () => {
    expect(compare('ru', source, russian)).toEqual([]);
  });

  it('takes keys with dots', () => {
    const { deep, ...page } = russian.page;
    const flat = { page: { ...page, 'deep.betweenSentences': deep.betweenSentences } };
    expect(compare('ru', source, flat)).toEqual([]);
  });

  it.each([
    [{ title: '' }, 'missing', 'page:title'],
    [{ title: undefined, files_few: '' }, 'missing', 'page:files_few'],
    [{ other: 'x' }, 'unknown', 'page:other'],
    [{ files_two: '{{count}} файла' }, 'unknown', 'page:files_two'],
    [{ hello: 'Привет' }, 'placeholders', 'page:hello'],
    [{ hello: 'Привет, {{nom}}' }, 'placeholders', 'page:hello'],
    [{ title: 'Файлы {{count}}' }, 'placeholders', 'page:title'],
    [{ files_many: 'много' }, 'placeholders', 'page:files_many'],
  ])('finds what is wrong with %j', (sentences, kind, key) => {
    const given = JSON.parse(JSON.stringify(sentences)) as object;
    expect(changed(given)).toContainEqual({ kind, key });
  });

  it('lets the forms of one number say it in words', () => {
    expect(changed({ files_one: 'один файл', files_zero: 'нет файлов' })).toEqual([]);
  });

  it('wants the plural forms of the language', () => {
    const missing = compare('ar', source, { page: {} }).map(({ key }) => key);
    expect(missing).toContain('page:files_two');
    expect(compare('ja', source, {}).map(({ key }) => key)).not.toContain('page:files_one');
  });
});

it('begins a language with a place for every sentence', () => {
  const stub = withPlaces('ja', source, { page: { title: 'ファイル' } });
  expect(stub).toEqual({
    page: { title: 'ファイル', hello: '', files_other: '', deep: { betweenSentences: '' } },
  });
});
