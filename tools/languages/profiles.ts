/**
 * Trains the profiles of the language detector, for the scripts that several languages share. From what, with
 * how much weight, and how well that does: docs/languages.md.
 *
 *   npm run profiles
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { features } from '../../src/core/languages/features';
import { languages, type Language } from '../../src/core/languages/table';
import { WEIGHTS_PER_NAT } from '../../src/core/languages/detect';
import { cldrTexts } from './cldr-texts';
import { everyday } from './everyday';
import { everywhere, simplified, traditional } from '../../src/core/languages/ideographs';
import { commonWords, declaration, phrases, pictureWords } from './texts';

const FEATURES_PER_LANGUAGE = 3500;
/** About the number for a language that CLDR covers fully. */
const CLDR_FEATURES = 7500;
/** For the least frequent: what one base-36 digit can hold. */
const HIGHEST_WEIGHT = 35;
const shared = new Set(['Latn', 'Cyrl', 'Arab', 'Deva', 'Beng', 'Hans', 'Hant', 'Jpan']);

/** How much each source counts: none covers all languages, and none is large. */
const sources: readonly (readonly [share: number, text: (language: Language) => string])[] = [
  [0.25, declaration],
  [0.15, ({ code }) => everyday[code] ?? ''],
  [0.35, phrases],
  [0.2, pictureWords],
  [0.1, commonWords],
];
/** Of CLDR's dates, measures and names, which are about as many in every language that has them. */
const CLDR_SHARE = 0.2;
/** Of each frequent ideograph, however seldom the texts have it. */
const IDEOGRAPH_SHARE = 1e-4;

const ideographs: Readonly<Record<string, string>> = {
  zho_simpl: simplified + everywhere,
  zho_trad: traditional + everywhere,
  jpn: everywhere,
};

/** Adds `apiece` for every occurrence of a feature. */
function add(mixed: Map<string, number>, found: readonly string[], apiece: number): void {
  for (const feature of found) mixed.set(feature, (mixed.get(feature) ?? 0) + apiece);
}

/** What the detector never looks up: kana, since they alone decide for Japanese, and Latin in other scripts. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const latin = /\p{Script=Latin}/u;
const usefulIn =
  ({ script }: Language) =>
  (text: string): string[] =>
    [...features(text)].filter((one) => !kana.test(one) && (script === 'Latn' || !latin.test(one)));

const isWord = (feature: string): boolean => /^ .+ $/.test(feature);
const isIdeograph = (feature: string): boolean => /^\p{Script=Han}$/u.test(feature);
/** Two ideographs: the closest thing to a word in a text without spaces. */
const isPair = (feature: string): boolean => /^\p{Script=Han}{2}$/u.test(feature);

/** Feature → its share of all: 0 to 1. */
function mix(language: Language, cldr: readonly string[]): ReadonlyMap<string, number> {
  const useful = usefulIn(language);
  const mixed = new Map<string, number>();
  for (const [share, text] of sources) {
    const found = useful(text(language));
    add(mixed, found, share / found.length);
  }
  const known = Array.from(ideographs[language.code] ?? '');
  add(mixed, cldr, CLDR_SHARE / CLDR_FEATURES);
  add(mixed, known, IDEOGRAPH_SHARE);
  // A language gains nothing by having more sources.
  const all = [...mixed.values()].reduce((a, b) => a + b, 0);
  return new Map([...mixed].map(([feature, share]) => [feature, share / all]));
}

const order = (a: string, b: string): number => Number(a > b) - Number(a < b);

const OFTEN = 4;

/** Those that occur several times. */
function often(found: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const feature of found) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= OFTEN).map(([feature]) => feature);
}

function profile(language: Language): string {
  const useful = usefulIn(language);
  const cldr = cldrTexts(language.tag).flatMap(useful);
  const mixed = mix(language, cldr);
  const spoken = [...useful(everyday[language.code] ?? ''), ...often(useful(phrases(language)))];
  // Kept however rare they are: lacking a word or an ideograph tells much, so it must be true.
  const kept = new Set([
    ...[...cldr, ...spoken].filter((feature) => isWord(feature) || isPair(feature)),
    ...[...mixed.keys()].filter(isIdeograph),
  ]);
  return (
    [...mixed]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .filter(([feature], rank) => rank < FEATURES_PER_LANGUAGE || kept.has(feature))
      .map(([feature, share]) => {
        const weight = Math.round(-Math.log(share) * WEIGHTS_PER_NAT);
        return { feature, digit: Math.min(weight, HIGHEST_WEIGHT).toString(36) };
      })
      // Neighbours that begin alike are stored in fewer bytes.
      .sort((a, b) => order(a.digit, b.digit) || order(a.feature, b.feature))
      .map(({ feature, digit }) => feature + digit)
      .join('\n')
  );
}

const profiles = Object.fromEntries(
  languages
    .filter(({ script }) => shared.has(script))
    .map((language) => [language.code, profile(language)]),
);
const file = join(import.meta.dirname, '../../src/core/languages/profiles.json');
writeFileSync(file, `${JSON.stringify(profiles, null, 2)}\n`);
console.error(`${file}: ${String(Object.keys(profiles).length)} languages`);
