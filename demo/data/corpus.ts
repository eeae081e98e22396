import { findLanguage } from '../../src/core/languages';
import { askable } from './ambiguous';
import { chineseNumeral } from './chinese-numerals';
import { makeConcepts } from './concepts';
import { coreTags, demoTags, type Kind } from './domain';
import { hashString } from './hash';
import { slotsIn, slotsOf } from './patterns';
import { readLines } from './phrasebook';
import type { Concept } from './render';
import { servedTexts } from './served';
import * as wordings from './wordings';
import { writtenConcepts } from './written';

/** One concept: `texts` in the order of `languages`, null if a language has none. */
interface Row {
  kind: Kind;
  key: string;
  /** Never seen in training. */
  heldOut: boolean;
  /** The answer in each language. */
  texts: (string | null)[];
  /** Languages whose text is answered but not asked, because it also stands for another concept. */
  noSource: number[];
  /** By language, the texts that are asked besides `texts`. */
  ways: Record<number, string[]>;
  /** Rows of one frame differ only in `value`; `change` is how a second turn may name it. */
  frame: string | undefined;
  value: number | undefined;
  change: ChangePhrases | undefined;
  /** Slots of patterns that its texts can fill. */
  slots: readonly string[];
}

interface ChangePhrases {
  en: string[];
  zh: string[];
}

/** A sentence with slots: by language, first the answer, then the texts that are asked. */
interface Pattern {
  key: string;
  slots: readonly string[];
  ways: readonly (readonly string[])[];
}

/** A line of only one language: a question with its answers, or a sentence that is refused. */
interface Line {
  key: string;
  language: number;
  heldOut: boolean;
  texts: readonly string[];
}

/** What the trainer reads. */
export interface Corpus {
  seed: number;
  icu: string | undefined;
  cldr: string | undefined;
  languages: { tag: string; code: string; english: string; chinese: string; core: boolean }[];
  concepts: Row[];
  patterns: Pattern[];
  /** Ways to say a phrase that are never seen in training; `key` is the phrase's. */
  heldOutWays: Line[];
  /** An answer and its questions; held-out lines have only the question. */
  chat: Line[];
  outside: Line[];
  /** The refusals outside the domain, in the order of `languages`. */
  refusals: (string | null)[];
  /** Wordings of requests besides the trained tasks, by what they ask for. */
  requests: Line[];
  wordings: typeof wordings;
}

/** Share of the combinations of each kind that training never sees. */
const HELD_OUT_PERCENT = 8;
// All concepts of these kinds are learnt, and the first numbers have the irregular plurals.
const heldOutKinds: ReadonlySet<Kind> = new Set([
  ...(['relative', 'measure', 'amount', 'list', 'date-full', 'date-long'] as const),
  ...(['date-month-day', 'date-month-year', 'date-weekday'] as const),
]);

function isHeldOut({ kind, key, number }: Concept, seed: number): boolean {
  if (!heldOutKinds.has(kind) || (number !== undefined && number.value <= 2)) return false;
  return hashString(`${String(seed)} ${key}`) % 100 < HELD_OUT_PERCENT;
}

/** How a second turn may name the new number with its unit: in digits, and also in Chinese words. */
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

const core: ReadonlySet<string> = new Set(coreTags);

function makeRows(seed: number, tags: readonly string[]): Row[] {
  const concepts = [...makeConcepts(seed), ...writtenConcepts()];
  const texts = servedTexts(concepts, tags);
  const others = concepts.map(({ ways }) => ways && tags.map(ways));
  const mayAsk = askable(
    concepts.map(({ kind }, row) => ({ kind, texts: texts[row] ?? [], ways: others[row] })),
  );
  return concepts.map((concept, row) => ({
    kind: concept.kind,
    key: concept.key,
    heldOut: isHeldOut(concept, seed),
    texts: texts[row] ?? [],
    noSource: (texts[row] ?? []).flatMap((text, i) =>
      text === null || mayAsk(row, text) ? [] : [i],
    ),
    ways: Object.fromEntries(
      (others[row] ?? [])
        .map((ways, i) => [i, ways.filter((text) => mayAsk(row, text))] as const)
        .filter(([, ways]) => ways.length > 0),
    ),
    frame: concept.number?.frame,
    value: concept.number?.value,
    change: changePhrases(concept),
    slots: slotsOf(concept),
  }));
}

function makePatterns(): Pattern[] {
  const byTag = demoTags.map((tag) => readLines(tag, 'patterns'));
  return [...readLines('en', 'patterns')].map(([key, [english]]) => ({
    key,
    slots: slotsIn(english ?? ''),
    ways: byTag.map((lines) => lines.get(key) ?? []),
  }));
}

/** The lines of every language's file of that name. */
function readAll(name: string, heldOut = false): Line[] {
  return demoTags.flatMap((tag, language) =>
    [...readLines(tag, name)].map(([key, texts]) => ({ key, language, heldOut, texts })),
  );
}

/** Combinations that training never sees, with their texts in the thirty core languages. */
export function heldOutConcepts(seed: number): Row[] {
  return makeRows(seed, coreTags).filter(({ heldOut }) => heldOut);
}

/** Everything that training and scores draw from, as JSON. */
export function makeCorpus(seed: number): Corpus {
  const refusals = readLines('.', 'refusals');
  return {
    seed,
    icu: process.versions['icu'],
    cldr: process.versions['cldr'],
    languages: demoTags.map((tag) => {
      const language = findLanguage(tag);
      if (language === undefined) throw new Error(`no language ${tag}`);
      return {
        tag,
        code: language.code,
        english: language.englishName,
        chinese: language.chineseName,
        core: core.has(tag),
      };
    }),
    concepts: makeRows(seed, demoTags),
    patterns: makePatterns(),
    heldOutWays: readAll('held-out', true),
    chat: [...readAll('chat'), ...readAll('chat.held-out', true)],
    outside: [...readAll('outside'), ...readAll('outside.held-out', true)],
    refusals: demoTags.map((tag) => refusals.get(tag)?.[0] ?? null),
    requests: readAll('requests'),
    wordings,
  };
}
