import { describe, expect, it } from 'vitest';
import { knownMistakes, termCases } from '../../../testing/terms/cases';
import { TermFinder } from './finder';

function finderOf(tag: string, ...terms: readonly string[]): TermFinder<string> {
  const finder = new TermFinder<string>(tag);
  for (const term of terms) finder.add(term, term);
  return finder;
}

const found = (tag: string, terms: readonly string[], text: string): readonly string[] =>
  finderOf(tag, ...terms)
    .find(text)
    .map(({ start, end }) => text.slice(start, end));

describe('forms of a term', () => {
  const nameOf = (tag: string, term: string, text: string) => `${tag}|${term}|${text}`;

  it.each(termCases)('$tag: "$term" in "$text": $has', ({ tag, term, text, has }) => {
    const isMistake = knownMistakes.includes(nameOf(tag, term, text));
    expect(found(tag, [term], text).length > 0).toBe(has !== isMistake);
  });

  it('names no mistake that is not among the cases', () => {
    const names = termCases.map(({ tag, term, text }) => nameOf(tag, term, text));
    expect(knownMistakes.filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has enough cases of both kinds, in enough languages', () => {
    expect(new Set(termCases.map(({ tag }) => tag)).size).toBeGreaterThanOrEqual(40);
    expect(termCases.filter(({ has }) => has).length).toBeGreaterThanOrEqual(200);
    expect(termCases.filter(({ has }) => !has).length).toBeGreaterThanOrEqual(150);
  });
});

describe('places of terms', () => {
  it('gives where a term stands in the text as it was written', () => {
    expect(found('en', ['model'], 'Ｍｏｄｅｌｓ, mod\u00adel and “model”')).toEqual([
      'Ｍｏｄｅｌｓ',
      'mod\u00adel',
      'model',
    ]);
    expect(found('zh-Hans', ['ＡＩ模型', '模型'], '这是AI模型。')).toEqual(['AI模型', '模型']);
  });

  it('finds terms within others, long ones first', () => {
    const text = 'A large language model is a model.';
    const terms = ['model', 'language model', 'large language'];
    expect(found('en', terms, text)).toEqual([
      'large language',
      'language model',
      'model',
      'model',
    ]);
  });

  it('finds signs and emoji as they are', () => {
    expect(found('en', ['→', '™'], 'a → b → c™')).toEqual(['→', '→', '™']);
  });

  it('minds the capitals of names only', () => {
    const finder = new TermFinder<string>('en');
    finder.add('Apple', 'Apple', { isName: true });
    finder.add('Bank', 'Bank');
    const values = finder.find('Apple, an apple, APPLE, a bank').map(({ value }) => value);
    expect(values).toEqual(['Apple', 'Apple', 'Bank']);
  });

  it('takes nothing for a term, and no text for one', () => {
    const finder = new TermFinder<string>('en');
    expect(finder.add('  ', 'blank')).toBe(false);
    expect(finder.add('word '.repeat(61), 'long')).toBe(false);
    expect(finder.find('')).toEqual([]);
  });

  it.each(['en', 'zh-Hans', 'th', 'ar', 'ko'])(
    'stays quick on hostile text: %s',
    (tag) => {
      const finder = finderOf(tag, 'a a a a a a a a a a b', '模型', 'สัญญา', 'a.a.a.b');
      const text = `${'a '.repeat(3000)}${'a.'.repeat(3000)}${'模'.repeat(5000)}${'สัญญ'.repeat(500)}`;
      expect(finder.find(text)).toEqual([]);
    },
    4000,
  );
});
