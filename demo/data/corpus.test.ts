import { beforeAll, describe, expect, it } from 'vitest';
import { getModel } from '../../src/core/catalog';
import { findLanguage } from '../../src/core/languages';
import { chineseNumeral } from './chinese-numerals';
import { makeCorpus, type Corpus } from './corpus';
import { coreTags, demoTags, kinds } from './domain';
import { normalise } from './render';

let corpus: Corpus;
beforeAll(() => {
  corpus = makeCorpus(1);
}, 120_000);

const column = (tag: string): number => demoTags.indexOf(tag);
const find = (key: string) => corpus.concepts.find((row) => row.key === key);
const handMade = new Set(['phrase', 'thing', 'form', 'count']);
const combined = (kind: string) => kind === 'list' || /^(date|rel|mea|amo)/.test(kind);

describe('the corpus', () => {
  it('says every concept once', () => {
    expect(new Set(corpus.concepts.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(
      corpus.concepts.length,
    );
    expect(new Set(corpus.concepts.map(({ kind }) => kind))).toEqual(new Set(kinds));
  });

  it('has what CLDR says in all thirty core languages', () => {
    const { concepts } = corpus;
    expect(concepts.filter(({ texts }) => texts.length !== demoTags.length)).toEqual([]);
    const missing = concepts
      .filter(({ kind }) => !handMade.has(kind))
      .flatMap(({ key, texts }) =>
        coreTags.filter((_, i) => !texts[i]?.trim()).map((tag) => [key, tag]),
      );
    expect(missing).toEqual([]);
  });

  it.each([
    ['3 day', 'xh', 'the root’s "+3 d"'],
    ['5 kilometer', 'luo', 'the root’s "5 km"'],
    ['region FR', 'ig', 'English names'],
    ['word 1 day', 'oc', 'the root’s "tomorrow"'],
    ['5 USD', 'nso', 'the code of the currency'],
  ])('takes %s in %s for missing, where CLDR has %s', (key, tag) => {
    expect(find(key)?.texts[0]).toBeTruthy();
    expect(find(key)?.texts[column(tag)]).toBeNull();
  });

  it.each([
    ['3 day', 'cy', 'ymhen 3 diwrnod'],
    ['5 kilometer', 'cy', '5 cilometr'],
    ['region FR', 'km', 'បារាំង'],
    ['5 EUR', 'fr', '5 euros'],
  ])('says %s in %s', (key, tag, text) => {
    expect(find(key)?.texts[column(tag)]).toBe(text);
  });

  it('holds out a twelfth of the combinations, never a single name or a phrase', () => {
    const rows = corpus.concepts.filter(({ kind }) => combined(kind));
    const share = rows.filter(({ heldOut }) => heldOut).length / rows.length;
    expect(share).toBeGreaterThan(0.06);
    expect(share).toBeLessThan(0.1);
    expect(corpus.concepts.some(({ kind, heldOut }) => heldOut && !combined(kind))).toBe(false);
  });

  it('does not ask what stands for two concepts', () => {
    expect(find('region FR')?.texts[column('th')]).toBe(find('language fr')?.texts[column('th')]);
    expect(find('region FR')?.noSource).toContain(column('th'));
    expect(find('region FR')?.noSource).not.toContain(0);
  });

  it('lets the commoner of two phrases with the same words be asked', () => {
    const fr = column('fr');
    expect(find('greet.hello')?.texts[fr]).toBe(find('greet.good-morning')?.texts[fr]);
    expect(find('greet.hello')?.noSource).not.toContain(fr);
    expect(find('greet.good-morning')?.noSource).toContain(fr);
  });

  it('names languages as the prompts do', () => {
    for (const { tag, code, english } of corpus.languages) {
      expect(findLanguage(tag)).toMatchObject({ code, englishName: english });
    }
  });

  it('is in the languages that the app says the demo knows', () => {
    const codes = new Set(corpus.languages.map(({ code }) => code));
    for (const code of getModel('demo').languages) expect(codes).toContain(code);
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
