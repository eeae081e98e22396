import { describe, expect, it } from 'vitest';
import { searchableLanguages, searchLanguages } from './languageSearch';

const english = searchableLanguages('en');
const chinese = searchableLanguages('zh-Hans');
const find = (all: typeof english, typed: string) =>
  searchLanguages(all, typed).map(({ language }) => language.code);

describe('language search', () => {
  it("knows all 102, in the user's order", () => {
    expect(find(english, '')).toHaveLength(102);
    expect(english[0]?.name).toBe('Afrikaans');
    expect(english.map(({ name }) => name)).not.toEqual(chinese.map(({ name }) => name));
  });

  it.each([
    ['fr', 'fra'],
    ['french', 'fra'],
    ['Français', 'fra'],
    ['francais', 'fra'],
    ['法语', 'fra'],
    ['zho_simpl', 'zho_simpl'],
    ['简体', 'zho_simpl'],
    ['العربية', 'ara'],
    ['日本', 'jpn'],
    ['sorani', 'ckb'],
  ])('finds %s first as %s', (typed, code) => {
    expect(find(english, typed)[0]).toBe(code);
    expect(find(chinese, typed)[0]).toBe(code);
  });

  it('finds words inside a name after beginnings', () => {
    expect(find(english, 'traditional')[0]).toBe('zho_trad');
    expect(find(english, 'xyzzy')).toEqual([]);
  });

  it.each([
    // other names, and names of dialects
    ['mandarin', 'zho_simpl'],
    ['Putonghua', 'zho_simpl'],
    ['普通话', 'zho_simpl'],
    ['cantonese', 'zho_trad'],
    ['farsi', 'fas'],
    ['dari', 'fas'],
    ['Myanmar', 'mya'],
    ['burmese', 'mya'],
    ['flemish', 'nld'],
    ['castilian', 'spa'],
    ['castellano', 'spa'],
    ['Valencian', 'cat'],
    ['bangla', 'ben'],
    ['Tagalog', 'tgl'],
    ['pilipino', 'tgl'],
    ['odia', 'ory'],
    ['oriya', 'ory'],
    ['gurmukhi', 'pan'],
    ['Panjabi', 'pan'],
    ['moldovan', 'ron'],
    ['moldavian', 'ron'],
    ['azeri', 'azj'],
    ['kurdish', 'ckb'],
    ['sepedi', 'nso'],
    ['chichewa', 'nya'],
    ['gaelic', 'gle'],
    ['slovene', 'slv'],
    ['bokmal', 'nob'],
    ['nynorsk', 'nob'],
    ['kirghiz', 'kir'],
    ['laotian', 'lao'],
    ['cambodian', 'khm'],
    ['hangul', 'kor'],
    ['nihongo', 'jpn'],
    ['brazilian', 'por'],
    // other order of words
    ['simplified chinese', 'zho_simpl'],
    ['Chinese, Simplified', 'zho_simpl'],
    ['chinese (traditional)', 'zho_trad'],
    ['portuguese brazil', 'por'],
    ['kurdish central', 'ckb'],
    // codes, with regions and scripts
    ['zh-TW', 'zho_trad'],
    ['zh_CN', 'zho_simpl'],
    ['zh-HK', 'zho_trad'],
    ['pt-BR', 'por'],
    ['en_GB', 'eng'],
    ['sr-Cyrl-RS', 'srp'],
    ['deu', 'deu'],
    ['ger', 'deu'],
    ['npi', 'npi'],
    ['zho_Hant', 'zho_trad'],
    ['pes_Arab', 'fas'],
    ['iw', 'heb'],
    // without diacritics, or with full-width letters and other signs
    ['islenska', 'isl'],
    ['turkce', 'tur'],
    ['tieng viet', 'vie'],
    ['azerbaycan', 'azj'],
    ['ozbekcha', 'uzb'],
    ["o'zbekcha", 'uzb'],
    ['ｆｒｅｎｃｈ', 'fra'],
    ['lietuviu', 'lit'],
    ['فارسي', 'fas'],
    // in Chinese of several kinds
    ['英文', 'eng'],
    ['法语', 'fra'],
    ['法文', 'fra'],
    ['韓文', 'kor'],
    ['韩文', 'kor'],
    ['繁體', 'zho_trad'],
    // one slip
    ['portugese', 'por'],
    ['germn', 'deu'],
    ['spainsh', 'spa'],
    ['ukranian', 'ukr'],
  ])('finds %s first as %s, in English and in Chinese', (typed, code) => {
    expect(find(english, typed)[0]).toBe(code);
    expect(find(chinese, typed)[0]).toBe(code);
  });

  it.each([
    ['de-AT', 'Niederländisch', 'nld'],
    ['de-AT', 'Persisch', 'fas'],
    ['de-AT', 'Chinesisch', 'zho_simpl'],
    ['fr', 'allemand', 'deu'],
    ['fr', 'neerlandais', 'nld'],
    ['pl', 'wegierski', 'hun'],
    ['ja', 'ドイツ語', 'deu'],
    ['ru', 'немецкий', 'deu'],
    ['ar', 'الفرنسية', 'fra'],
  ])('for readers of %s finds %s as %s', (reader, typed, code) => {
    expect(find(searchableLanguages('en', [reader]), typed)[0]).toBe(code);
  });

  it.each(['zz', 'klingon', 'qwertz', '12', '!?', 'uyghur'])('finds nothing for %j', (typed) => {
    expect(find(english, typed)).toEqual([]);
  });

  it('forgives no slip where something fits as it is, nor in a short word', () => {
    expect(find(english, 'iris')[0]).toBe('gle');
    expect(find(english, 'thx')).toEqual([]);
  });
});
