import { readFileSync } from 'node:fs';
import { demoExamples } from '../../../src/core/demo';
import { TermFinder } from '../../../src/core/terms/finder';
import { isDeep } from '../../../tools/test/cases';

/** A sentence that the demo knows, and another word for one in its translation. */
export interface TermCase {
  readonly sentence: string;
  readonly source: string;
  readonly target: string;
}

/** A direction, as tags. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

export interface TermPair extends Pair {
  readonly cases: readonly TermCase[];
}

/** A sentence that the demo knows, with what has to stay as it is. */
export interface MarkCase {
  readonly sentence: string;
  readonly marks: readonly string[];
}

export interface MarkPair extends Pair {
  readonly cases: readonly MarkCase[];
}

const tags = ['en', 'zh-Hans', 'fr', 'de', 'es', 'ja', 'ru', 'pt', 'it', 'ko', 'ar', 'hi'];

/** All ways to say each phrase, by its key. */
function phrases(tag: string): ReadonlyMap<string, readonly string[]> {
  const lines = readFileSync(`demo/phrasebook/${tag}/phrases.txt`, 'utf8').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [key, ways] = line.split(' = ');
      return key === undefined || ways === undefined ? [] : [[key, ways.split(' | ')] as const];
    }),
  );
}

const wordsOf = (text: string, tag: string): readonly string[] =>
  [...new Intl.Segmenter(tag, { granularity: 'word' }).segment(text)]
    .filter(({ isWordLike, segment }) => isWordLike === true && segment.length >= 2)
    .map(({ segment }) => segment);

const longest = (words: readonly string[]): string | undefined =>
  [...words].sort((a, b) => b.length - a.length)[0];

/** Whether a text has a term, inflected or not. */
export function hasTerm(text: string, term: string, tag: string): boolean {
  const finder = new TermFinder<true>(tag);
  finder.add(term, true);
  return finder.find(text).length > 0;
}

/** A word of another way to say a translation that the usual way has not. */
function casesOf(from: string, to: string, count: number): readonly TermCase[] {
  const known = new Set(demoExamples(from).texts);
  const targets = phrases(to);
  const found: TermCase[] = [];
  const taken = new Set<string>();
  for (const [key, [sentence = '']] of phrases(from)) {
    const [usual = '', ...others] = targets.get(key) ?? [];
    if (!known.has(sentence)) continue;
    const usualWords = new Set(wordsOf(usual.toLowerCase(), to));
    const other = others
      .flatMap((way) => wordsOf(way, to))
      .filter((word) => !usualWords.has(word.toLowerCase()) && hasTerm(word, word, to));
    const source = longest(wordsOf(sentence, from).filter((word) => hasTerm(sentence, word, from)));
    const target = longest(other);
    if (source === undefined || target === undefined || taken.has(source)) continue;
    taken.add(source);
    found.push({ sentence, source, target });
    if (found.length === count) break;
  }
  return found;
}

/** How far the target of a pair is from its source; the more, the more sentences that the demo knows. */
const steps = isDeep ? [1, 3, 5, 7, 9] : [1, 3, 5];

/** Pairs in which each language of the demo is a source and a target as often. */
const pairs: readonly Pair[] = steps.flatMap((step) =>
  tags.map((from, i) => ({ from, to: tags[(i + step) % tags.length] ?? 'en' })),
);

export function termPairs(perPair: number): readonly TermPair[] {
  return pairs.map(({ from, to }) => ({ from, to, cases: casesOf(from, to, perPair) }));
}

/** How a text is marked, and with what. */
const markings: readonly ((text: string) => MarkCase)[] = [
  (text) => ({ sentence: `${text} {0}`, marks: ['{0}'] }),
  (text) => ({ sentence: `{1} ${text}`, marks: ['{1}'] }),
  (text) => ({ sentence: `<1>${text}</1>`, marks: ['<1>', '</1>'] }),
  (text) => ({ sentence: `%1$s ${text} %d`, marks: ['%1$s', '%d'] }),
  (text) => ({ sentence: `${text} {{name}}`, marks: ['{{name}}'] }),
  (text) => ({
    sentence: `${text} https://example.com/a?b=c#d`,
    marks: ['https://example.com/a?b=c#d'],
  }),
  (text) => ({ sentence: `<b>${text}</b> <br/>`, marks: ['<b>', '</b>', '<br/>'] }),
  (text) => ({ sentence: `${text} ana@example.org`, marks: ['ana@example.org'] }),
  (text) => ({ sentence: `\${user} ${text} :tada:`, marks: ['\${user}'] }),
];

/** Each kind of marks in some pairs, around and beside sentences that the demo knows. */
export function marksPairs(perPair: number): readonly MarkPair[] {
  return pairs.map(({ from, to }, i) => {
    const known = demoExamples(from).texts;
    const cases = Array.from({ length: perPair }, (_, j) => j).flatMap((j) => {
      const text = known[(7 * i + 11 * j) % known.length] ?? '';
      return markings[(i + 2 * j) % markings.length]?.(text) ?? [];
    });
    return { from, to, cases };
  });
}
