import { describe, expect, it } from 'vitest';
import { getModel } from '../../src/core/catalog';
import { findLanguage } from '../../src/core/languages';
import { chineseNumeral } from './chinese-numerals';
import { makeCorpus } from './corpus';
import { coreTags, kinds } from './domain';
import * as phrases from './phrases';
import { normalise } from './render';

const corpus = makeCorpus(1);

describe('the corpus', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(makeCorpus(1)).toEqual(corpus);
    const keys = new Set(corpus.concepts.map(({ key }) => key));
    expect(makeCorpus(2).concepts.every(({ key }) => keys.has(key))).toBe(false);
  });

  it('says every concept once, in all thirty languages', () => {
    expect(new Set(corpus.concepts.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(
      corpus.concepts.length,
    );
    for (const { key, texts } of corpus.concepts) {
      expect(texts.length, key).toBe(coreTags.length);
      for (const text of texts) expect(text?.trim(), key).toBeTruthy();
    }
    expect(new Set(corpus.concepts.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it('holds out a twelfth of the combinations, never a single name', () => {
    const combined = corpus.concepts.filter(
      ({ kind }) => kind === 'list' || /^(date|rel|mea|amo)/.test(kind),
    );
    const share = combined.filter(({ heldOut }) => heldOut).length / combined.length;
    expect(share).toBeGreaterThan(0.06);
    expect(share).toBeLessThan(0.1);
    const names = corpus.concepts.filter((concept) => !combined.includes(concept));
    expect(names.some(({ heldOut }) => heldOut)).toBe(false);
  });

  it('marks the texts that stand for two concepts', () => {
    const thai = coreTags.indexOf('th');
    const country = corpus.concepts.find(({ key }) => key === 'region FR');
    const language = corpus.concepts.find(({ key }) => key === 'language fr');
    expect(country?.texts[thai]).toBe(language?.texts[thai]);
    expect(country?.noSource).toContain(thai);
    expect(country?.noSource).not.toContain(0);
  });

  it('names languages as the prompts do', () => {
    for (const { tag, code, english } of corpus.languages) {
      expect(findLanguage(tag)).toMatchObject({ code, englishName: english });
    }
  });

  it('is in the languages that the app says the demo knows', () => {
    const codes = corpus.languages.map(({ code }) => code);
    expect(new Set(getModel('demo').languages)).toEqual(new Set(codes));
  });

  it('has an answer for what is outside the domain in every language', () => {
    expect(Object.keys(phrases.outsideAnswers).sort()).toEqual([...coreTags].sort());
    expect(Object.keys(phrases.introductions)).toHaveLength(12);
  });
});

describe('chineseNumeral', () => {
  it.each([
    [1, '一'],
    [2, '两'],
    [5, '五'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [99, '九十九'],
  ])('says %i as %s', (value, words) => {
    expect(chineseNumeral(value)).toBe(words);
  });

  it.each([0, 1.5, 100])('has no word for %d', (value) => {
    expect(chineseNumeral(value)).toBeUndefined();
  });
});

describe('normalise', () => {
  it('drops direction marks and makes spaces plain, keeping joiners', () => {
    expect(normalise('5\u202f\u200fkm\u00a0')).toBe('5 km ');
    expect(normalise('سه\u200cشنبه')).toBe('سه\u200cشنبه');
  });
});
