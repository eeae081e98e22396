import { describe, expect, it } from 'vitest';
import { searchableLanguages } from '../../../features/translate/languageSearch';
import { pairsIn } from './pairs';
import { findable, search } from './search';

const all = [
  findable('translate', ['翻译', 'Translate'], ['run start']),
  findable('swap', ['互换语言', 'Swap languages'], ['reverse direction']),
  findable('german', ['翻译成德语', 'Translate to German'], ['Deutsch', 'de']),
  findable('greek', ['翻译成希腊语', 'Translate to Greek'], ['Ελληνικά', 'el']),
  findable('french', ['翻译成法语', 'Translate to French'], ['Français', 'fr']),
  findable('dark', ['主题：深色', 'Theme: Dark'], ['night']),
];

describe('a command is found', () => {
  it.each([
    ['Translate', 'translate'],
    ['translate', 'translate'],
    ['german', 'german'],
    ['to ger', 'german'],
    ['germn', 'german'],
    ['gremna', undefined],
    ['greman', 'german'],
    ['trger', 'german'],
    ['swla', 'swap'],
    ['languages', 'swap'],
    ['reverse', 'swap'],
    ['德语', 'german'],
    ['翻译德语', 'german'],
    ['互换', 'swap'],
    ['francais', 'french'],
    ['ελλ', 'greek'],
    ['dark theme', 'dark'],
    ['de', 'german'],
    ['xyz', undefined],
    ['german xyz', undefined],
    ['', undefined],
    ['  ', undefined],
  ])('by %j: %j', (typed, expected) => {
    expect(search(all, typed)[0]).toBe(expected);
  });

  it('in its order where several are as near', () => {
    expect(search(all, 'to')).toEqual(['german', 'greek', 'french']);
  });

  it('in time, whatever is typed', () => {
    const many = Array.from({ length: 500 }, (_, at) =>
      findable(at, [`a a a a a a a a a a a a translate ${at}`], []),
    );
    expect(search(many, 'a'.repeat(200))).toEqual([]);
  });
});

describe('a pair of languages', () => {
  const languages = searchableLanguages('en', ['en']);
  it.each([
    ['en fr', 'en fr'],
    ['English → French', 'en fr'],
    ['english to french', 'en fr'],
    ['from Japanese to Brazilian Portuguese', 'ja pt'],
    ['translate from german into chinese', 'de zh-Hans'],
    ['英语到德语', 'en de'],
    ['日语→中文', 'ja zh-Hans'],
    ['deutsch > français', 'de fr'],
    ['zh-Hant en', 'zh-Hant en'],
    ['Jermany', ''],
    ['to german', ''],
    ['german', ''],
    ['german german', ''],
    ['open settings', ''],
    ['', ''],
  ])('is read from %j: %j', (typed, expected) => {
    const [first] = pairsIn(languages, typed);
    expect(first === undefined ? '' : `${first.from.tag} ${first.to.tag}`).toBe(expected);
  });
});
