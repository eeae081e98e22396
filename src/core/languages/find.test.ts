import { describe, expect, it } from 'vitest';
import { findLanguage, languages } from '.';

/** The list as published with the data set. */
const flores =
  'afr amh ara hye asm ast azj bel ben bos bul mya cat ceb zho_simpl zho_trad hrv ces dan nld eng ' +
  'est tgl fin fra ful glg lug kat deu ell guj hau heb hin hun isl ibo ind gle ita jpn jav kea ' +
  'kam kan kaz khm kor kir lao lav lin lit luo ltz mkd msa mal mlt mri mar mon npi nso nob nya ' +
  'oci ory orm pus fas pol por pan ron rus srp sna snd slk slv som ckb spa swh swe tgk tam tel ' +
  'tha tur ukr umb urd uzb vie cym wol xho yor zul';

describe('languages', () => {
  it('are the 102 FLORES-101 variants', () => {
    expect(languages.map(({ code }) => code)).toEqual(flores.split(' '));
  });

  it('have unique, complete fields', () => {
    for (const field of ['code', 'tag', 'englishName', 'chineseName', 'autonym'] as const) {
      const values = languages.map((language) => language[field]);
      expect(new Set(values).size, field).toBe(102);
      expect(values.every((value) => value.length > 1 && value.trim() === value)).toBe(true);
    }
  });

  it('have canonical tags, and the script and direction that CLDR gives them', () => {
    for (const { tag, script } of languages) {
      expect(Intl.getCanonicalLocales(tag)).toEqual([tag]);
      const locale = new Intl.Locale(tag);
      expect(locale.maximize().script, tag).toBe(script);
    }
    const rtl = languages.filter(({ direction }) => direction === 'rtl').map(({ tag }) => tag);
    expect(rtl).toEqual(['ar', 'he', 'ps', 'fa', 'sd', 'ckb', 'ur']);
  });
});

describe('findLanguage', () => {
  it.each([
    ['zho_simpl', 'zho_simpl'],
    ['zho_trad', 'zho_trad'],
    ['zh', 'zho_simpl'],
    ['zh-CN', 'zho_simpl'],
    ['zh-SG', 'zho_simpl'],
    ['zh-TW', 'zho_trad'],
    ['zh-HK', 'zho_trad'],
    ['zh-Hant-CN', 'zho_trad'],
    ['cmn-Hant', 'zho_trad'],
    ['zh_TW', 'zho_trad'],
    ['en-US', 'eng'],
    ['EN', 'eng'],
    ['en-Latn-GB', 'eng'],
    ['eng_Latn', 'eng'],
    ['pt-BR', 'por'],
    ['iw', 'heb'],
    ['in', 'ind'],
    ['nb', 'nob'],
    ['no', 'nob'],
    ['tl', 'tgl'],
    ['fil', 'tgl'],
    ['azj', 'azj'],
    ['swh', 'swh'],
    ['ku', 'ckb'],
    ['pes_Arab', 'fas'],
    ['zsm_Latn', 'msa'],
    ['sr-Cyrl-RS', 'srp'],
  ])('%s is %s', (tag, code) => {
    expect(findLanguage(tag)?.code).toBe(code);
  });

  it.each(['', 'x', 'English', 'tlh', 'si', 'zho_', 'not a tag', '__proto__', 'constructor'])(
    'does not know %j',
    (tag) => {
      expect(findLanguage(tag)).toBeUndefined();
    },
  );

  it('finds every language by its code and by its tag', () => {
    for (const language of languages) {
      expect(findLanguage(language.code)).toBe(language);
      expect(findLanguage(language.tag)).toBe(language);
    }
  });
});
