import { findLanguage } from '../../src/core/languages';
import { chineseNumeral } from './chinese-numerals';
import { makeConcepts } from './concepts';
import { coreTags, type Kind } from './domain';
import * as phrases from './phrases';
import { hashString } from './hash';
import type { Concept } from './render';

/** One concept: `texts` in the order of `languages`, null where CLDR has none. */
interface Row {
  kind: Kind;
  key: string;
  /** Never seen in training. */
  heldOut: boolean;
  texts: (string | null)[];
  /** Languages whose text also stands for another concept. */
  noSource: number[];
  /** Rows of one frame differ in `value` alone; `change` is how a second turn may name it. */
  frame: string | undefined;
  value: number | undefined;
  change: ChangePhrases | undefined;
}

interface ChangePhrases {
  en: string[];
  zh: string[];
}

/** What the trainer reads. */
export interface Corpus {
  seed: number;
  icu: string | undefined;
  cldr: string | undefined;
  languages: { tag: string; code: string; english: string; chinese: string }[];
  concepts: Row[];
  phrases: typeof phrases;
}

/** Share of the combinations of each kind that training never sees. */
const HELD_OUT_PERCENT = 8;
// Single names cannot be guessed, and the first numbers carry the irregular plurals.
const neverHeldOut: ReadonlySet<Kind> = new Set([
  'month',
  'weekday',
  'word',
  'region',
  'language',
  'currency',
]);

function isHeldOut({ kind, key, number }: Concept, seed: number): boolean {
  if (neverHeldOut.has(kind) || (number !== undefined && number.value <= 2)) return false;
  return hashString(`${String(seed)} ${key}`) % 100 < HELD_OUT_PERCENT;
}

/** How a second turn may name the new number, with its unit: digits, and Chinese words too. */
function changePhrases({ number }: Concept): ChangePhrases | undefined {
  if (number === undefined) return undefined;
  const en = number.phrase('en');
  const zh = number.phrase('zh-Hans');
  if (en === undefined || zh === undefined) return undefined;
  const numeral = chineseNumeral(number.value);
  const digits = String(number.value);
  return {
    en: [en],
    zh:
      numeral === undefined
        ? [zh]
        : [zh, zh.replace(`${digits} `, digits).replace(digits, numeral)],
  };
}

/** A text that stands for two concepts, in whatever languages, cannot be a source. */
function ambiguousTexts(rows: readonly { texts: (string | null)[] }[]): ReadonlySet<string> {
  const owner = new Map<string, number>();
  const ambiguous = new Set<string>();
  rows.forEach(({ texts }, row) => {
    for (const text of texts) {
      if (text === null) continue;
      if ((owner.get(text) ?? row) !== row) ambiguous.add(text);
      owner.set(text, row);
    }
  });
  return ambiguous;
}

/** Rows of concepts with their texts by language, and the phrases of dialogues; JSON-able. */
export function makeCorpus(seed: number): Corpus {
  const concepts = makeConcepts(seed).map((concept) => ({
    concept,
    texts: coreTags.map((tag) => concept.render(tag) ?? null),
  }));
  const ambiguous = ambiguousTexts(concepts);
  return {
    seed,
    icu: process.versions['icu'],
    cldr: process.versions['cldr'],
    languages: coreTags.map((tag) => {
      const language = findLanguage(tag);
      if (language === undefined) throw new Error(`no language ${tag}`);
      return {
        tag,
        code: language.code,
        english: language.englishName,
        chinese: language.chineseName,
      };
    }),
    concepts: concepts.map(({ concept, texts }) => ({
      kind: concept.kind,
      key: concept.key,
      heldOut: isHeldOut(concept, seed),
      texts,
      noSource: texts.flatMap((text, i) => (text !== null && ambiguous.has(text) ? [i] : [])),
      frame: concept.number?.frame,
      value: concept.number?.value,
      change: changePhrases(concept),
    })),
    phrases,
  };
}
