import { expect, it } from 'vitest';
import { findLanguage, languages } from '../../core/languages';
import { canRomanize, romanize } from './romanize';

it.each([
  ['zh-Hans', '你好，世界！', 'nǐ hǎo, shì jiè!'],
  ['zh-Hans', '银行行长在重庆。', 'yín háng háng zhǎng zài chóng qìng.'],
  ['zh-Hans', '我用 BayLing（百聆）。\n好的', 'wǒ yòng BayLing (bǎi líng).\nhǎo de'],
  ['zh-Hant', '漢語', 'hàn yǔ'],
  ['ko', '안녕하세요, 한국어 독립', 'annyeonghaseyo, hangugeo dongnip'],
  ['ru', 'Москва', 'Moskva'],
])('%s: %s is %s', async (tag, text, latin) => {
  expect(await romanize(text, findLanguage(tag)!)).toBe(latin);
});

it('writes something for every language that it says it can', async () => {
  for (const language of languages.filter(canRomanize)) {
    const latin = await romanize(language.autonym, language);
    expect(latin, language.tag).toMatch(/^[\p{Script=Latin}\p{M}\s()’”“]+$/u);
  }
});

it('leaves out what would mislead', () => {
  const not = ['ja', 'ar', 'fa', 'ur', 'he', 'th', 'lo', 'km', 'my', 'am', 'en'];
  expect(not.filter((tag) => canRomanize(findLanguage(tag)!))).toEqual([]);
});

it('writes the beginning of a long text', async () => {
  const latin = await romanize('а'.repeat(5_000), findLanguage('ru')!);
  expect(latin).toBe(`${'a'.repeat(2_000)}…`);
});
