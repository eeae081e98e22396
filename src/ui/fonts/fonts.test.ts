import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../core/languages';
import { eastAsianScripts } from './eastAsian';
import { slicesOf } from './slices';

describe('eastAsianScripts', () => {
  it.each([
    ['hello', 'en', []],
    ['你好', '', ['Hans']],
    ['你好', 'zh-Hans', ['Hans']],
    ['漢字', 'zh-Hant', ['Hant']],
    ['漢字', 'zh-TW', ['Hant']],
    ['漢字', 'ja', ['Jpan']],
    ['漢字とかな', '', ['Jpan', 'Hans']],
    ['カナ', 'en', ['Jpan']],
    ['한국어', '', ['Kore']],
    ['漢字', 'ko-KR', ['Kore']],
  ])('%s in "%s" needs %j', (text, language, scripts) => {
    expect(eastAsianScripts(text, language)).toEqual(scripts);
  });
});

const css = readFileSync('src/ui/fonts/scripts.css', 'utf8');

/** The characters of a `unicode-range`. */
function has(range: string, character: string): boolean {
  const code = character.codePointAt(0)!;
  return [...range.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].some(
    ([, from = '', to = from]) => code >= parseInt(from, 16) && code <= parseInt(to, 16),
  );
}

const faces = css.split('@font-face').slice(1);

describe('scripts.css', () => {
  it('names files that are there', () => {
    const files = [...css.matchAll(/url\('(@fontsource\/[^']+)'\)/g)].map(([, file]) => file!);
    expect(files.length).toBe(faces.length);
    for (const file of files) expect(existsSync(`node_modules/${file}`), file).toBe(true);
  });

  it('has a font for every language whose writing systems may lack', () => {
    const everywhere = new Set(['Latn', 'Cyrl', 'Grek', 'Hans', 'Hant', 'Jpan', 'Kore']);
    for (const { autonym, script } of languages.filter((one) => !everywhere.has(one.script))) {
      const letters = autonym.match(/[\p{L}\p{M}]/gu) ?? [];
      const covered = (face: string) => letters.every((letter) => has(face, letter));
      expect(faces.some(covered), `${autonym} (${script})`).toBe(true);
    }
  });

  it('stands in the list of the page, or Urdu’s', () => {
    const styles = readFileSync('src/app/styles.css', 'utf8');
    for (const face of faces) {
      const family = /font-family: ('[^']+')/.exec(face)![1]!;
      expect(styles).toContain(family);
    }
  });
});

it('pairs the slices of a font with their characters', () => {
  const ranges = { '[4]': 'U+4e00', '[5]': 'U+4e01', latin: 'U+0041' };
  const urls = {
    '/x/noto-sans-sc-5-400-normal.woff2': 'five',
    '/x/noto-sans-sc-9-400-normal.woff2': 'nine',
  };
  expect(slicesOf(ranges, urls)).toEqual([{ url: 'five', range: 'U+4e01' }]);
});
