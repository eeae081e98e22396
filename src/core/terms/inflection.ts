import { rulesOf, type Paradigm, type Rules, type SuffixRules } from './languageRules';

/**
 * Tells whether a word of a text may be a form of a word of a term, without a dictionary: two words are forms of one
 * if they have a key in common. A word always has itself as a key.
 */
export interface Inflection {
  /** Keys of a word of a term. */
  termKeys(word: string): readonly string[];
  /** Keys of a word of a text. */
  textKeys(word: string): readonly string[];
  /** Keys of what a compound ends with, where the language joins nouns into one word. */
  headKeys(word: string): readonly string[];
}

/** Words shorter than this have no forms, unless their language says otherwise. */
const SHORTEST_STEM = 3;
/** A compound's head and what stands before it have at least so many letters. */
const SHORTEST_HEAD = 5;
const SHORTEST_MODIFIER = 3;

/** @param languageTag As in the language table. */
export function inflectionOf(languageTag: string): Inflection {
  const rules = rulesOf(languageTag);
  const textKeys = remembered((word) => keysOfText(word, rules));
  return {
    termKeys: (word) => keysOfTerm(word, rules),
    textKeys,
    headKeys: remembered((word) => headsOf(word, rules).flatMap((head) => [...textKeys(head)])),
  };
}

const MOST_REMEMBERED = 20_000;

function remembered(compute: (word: string) => readonly string[]) {
  const known = new Map<string, readonly string[]>();
  return (word: string): readonly string[] => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= MOST_REMEMBERED) known.clear();
    const keys = compute(word);
    known.set(word, keys);
    return keys;
  };
}

function keysOfTerm(word: string, { paradigms, suffixes, article }: Rules): readonly string[] {
  const bare = article === undefined ? word : word.replace(article, '');
  const words = bare.length >= 2 && bare !== word ? [word, bare] : [word];
  const stems = suffixes?.termEndings?.flatMap((one) => without(word, one, suffixes)) ?? [];
  return [...new Set([...words, ...stems, ...keysInParadigms(word, paradigms ?? [])])];
}

function keysOfText(word: string, { paradigms, suffixes, prefixes }: Rules): readonly string[] {
  const words = [word, ...withoutPrefixes(word, prefixes)];
  const keys = words.flatMap((one) => [
    one,
    ...keysInParadigms(one, paradigms ?? []),
    ...(suffixes === undefined ? [] : withoutSuffixes(one, suffixes)),
  ]);
  return [...new Set(keys)];
}

function withoutPrefixes(word: string, prefixes: RegExp | undefined): readonly string[] {
  const all = prefixes?.exec(word)?.[0] ?? '';
  return Array.from({ length: all.length }, (_, i) => word.slice(i + 1)).filter(
    (rest) => rest.length >= 2,
  );
}

/** For each paradigm that the word may be in: its number, and the stem that it would have there. */
function keysInParadigms(word: string, paradigms: readonly Paradigm[]): readonly string[] {
  return paradigms.flatMap((paradigm, number) => {
    const { endings, changed = [], change, stem: isStem, shortest = SHORTEST_STEM } = paradigm;
    const key = (stem: string | undefined): readonly string[] => {
      if (stem === undefined || stem.length < shortest) return [];
      return isStem?.test(stem) === false ? [] : [`${number}:${stem}`];
    };
    return [
      ...endings.flatMap((ending) => key(cut(word, ending))),
      ...changed.flatMap((ending) => {
        const stem = cut(word, ending);
        return stem === undefined ? [] : key(change?.(stem));
      }),
    ];
  });
}

function cut(word: string, ending: string): string | undefined {
  return word.endsWith(ending) ? word.slice(0, word.length - ending.length) : undefined;
}

/** A suffix, or a suffix and what stands in its place in the dictionary: `lar`, `ude>us`. */
function without(word: string, suffix: string, { shortest }: SuffixRules): readonly string[] {
  const [from = '', to = ''] = suffix.split('>');
  const stem = cut(word, from);
  return stem === undefined || stem.length < shortest ? [] : [stem + to];
}

/** What is left of a word when one, two, three or four suffixes are taken off, and how the stems may end alone. */
function withoutSuffixes(word: string, rules: SuffixRules): readonly string[] {
  const { list, depth, alone = [] } = rules;
  const found = new Set<string>();
  let last: readonly string[] = [word];
  for (let round = 0; round < depth; round++) {
    last = last.flatMap((one) => list.flatMap((suffix) => without(one, suffix, rules)));
    last = [...new Set(last)].filter((one) => !found.has(one));
    for (const one of last) found.add(one);
  }
  for (const stem of [...found]) {
    for (const [end, as] of alone) if (end.test(stem)) found.add(stem.replace(end, as));
  }
  return [...found];
}

function headsOf(word: string, { compounds }: Rules): readonly string[] {
  if (compounds === undefined) return [];
  const heads: string[] = [];
  for (let at = SHORTEST_MODIFIER; at <= word.length - SHORTEST_HEAD; at++) {
    if (!compounds.noModifiers.test(word.slice(0, at))) heads.push(word.slice(at));
  }
  return heads;
}
