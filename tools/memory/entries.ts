import { readLines } from '../../demo/data/phrasebook';
import { findLanguage, type Language } from '../../src/core/languages';
import { seededRandom } from '../../src/core/random';
import { rulesOf } from '../../src/core/text/abbreviations';
import { sentenceEnds } from '../../src/core/text/sentences';
import { declarationArticles } from '../languages/texts';

/** A sentence and its translation, by FLORES codes. */
export interface MadeEntry {
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly target: string;
}

/** How what is asked for differs from what is in the memory. */
export const kinds = ['exact', 'one word', 'half', 'unrelated', 'short', 'long'] as const;
export type Kind = (typeof kinds)[number];

/** A sentence of a phrasebook in both languages, in one way or another. */
interface Base {
  readonly sources: readonly string[];
  readonly targets: readonly string[];
}

const files = ['phrases', 'outside', 'chat', 'patterns', 'requests'];
/** Of so many sentences, one is never in the memory. */
const reserved = 10;
/** Sentences of an entry, and how often out of ten. */
const lengths = [1, 1, 1, 1, 2, 2, 2, 3, 3, 4];

/**
 * Entries of one pair of languages, and sentences to look for. Each is put together of sentences of the demo's
 * phrasebook and of the Universal Declaration of Human Rights, with figures, words and names that differ.
 */
export class Maker {
  readonly #pair: { readonly from: Language; readonly to: Language };
  readonly #random: () => number;
  readonly #known: readonly Base[];
  readonly #others: readonly Base[];
  /** Words of the source's language, to put in the place of others. */
  readonly #words: readonly string[];
  readonly #segmenter: Intl.Segmenter;

  constructor(from: string, to: string, seed: number) {
    this.#pair = { from: languageOf(from), to: languageOf(to) };
    const { tag } = this.#pair.from;
    this.#random = seededRandom(seed);
    this.#segmenter = new Intl.Segmenter(tag, { granularity: 'word' });
    const bases = [...phrases(this.#pair.from, this.#pair.to), ...articles(this.#pair.from)];
    this.#known = bases.filter((_, at) => at % reserved !== 0);
    this.#others = bases.filter((_, at) => at % reserved === 0);
    this.#words = [...new Set(bases.flatMap(({ sources }) => this.#wordsOf(sources[0] ?? '')))];
  }

  entries(count: number): readonly MadeEntry[] {
    const entries = new Map<string, MadeEntry>();
    while (entries.size < count) {
      const { source, target } = this.#text(this.#known, this.#pick(lengths));
      entries.set(source, {
        ...{ from: this.#pair.from.code, to: this.#pair.to.code },
        // Some of the words differ, or there would be fewer ways to say something than entries.
        ...{ source: this.#change(source, 0.05), target },
      });
    }
    return [...entries.values()];
  }

  /** A sentence to look for. */
  ask(kind: Kind, entries: readonly MadeEntry[]): string {
    if (kind === 'unrelated') return this.#text(this.#others, this.#pick(lengths)).source;
    const of = { short: [0, 25], long: [150, 2_000] } as const;
    const [least, most] = kind === 'short' || kind === 'long' ? of[kind] : [0, 2_000];
    for (;;) {
      const { source } = this.#pick(entries);
      // A sentence without spaces says as much in a third of the characters.
      const length = source.length * (gapOf(this.#pair.from) === '' ? 3 : 1);
      if (length < least || length > most) continue;
      if (kind === 'exact') return source;
      return kind === 'half' ? this.#change(source, 0.5) : this.#changeOne(source);
    }
  }

  #text(bases: readonly Base[], sentences: number): { source: string; target: string } {
    const parts = Array.from({ length: sentences }, () => this.#pick(bases));
    const figure = () => String(Math.floor(this.#random() * 2_000));
    const fill = (text: string) => text.replace(/\{[\w-]+\}|\d+/g, figure);
    const { from, to } = this.#pair;
    return {
      source: fill(parts.map(({ sources }) => this.#pick(sources)).join(gapOf(from))),
      target: fill(parts.map(({ targets }) => this.#pick(targets)).join(gapOf(to))),
    };
  }

  #change(text: string, share: number): string {
    return Array.from(this.#segmenter.segment(text), ({ segment, isWordLike }) =>
      isWordLike === true && this.#random() < share ? this.#pick(this.#words) : segment,
    ).join('');
  }

  #changeOne(text: string): string {
    const parts = Array.from(this.#segmenter.segment(text));
    const words = parts.filter(({ isWordLike }) => isWordLike);
    const { index } = words.length === 0 ? { index: -1 } : this.#pick(words);
    return parts
      .map((part) => (part.index === index ? this.#pick(this.#words) : part.segment))
      .join('');
  }

  #wordsOf(text: string): readonly string[] {
    const parts = Array.from(this.#segmenter.segment(text));
    return parts.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
  }

  #pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.#random() * list.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }
}

/** What stands between two sentences. */
const gapOf = ({ tag }: Language) => (/^(zh|ja)/.test(tag) ? '' : ' ');

function languageOf(code: string): Language {
  const language = findLanguage(code);
  if (language === undefined) throw new Error(`no language ${code}`);
  return language;
}

function phrases(from: Language, to: Language): readonly Base[] {
  return files.flatMap((name) => {
    const others = readLines(to.tag, name);
    return [...readLines(from.tag, name)].flatMap(([id, sources]) => {
      const targets = others.get(id);
      return targets === undefined ? [] : [{ sources, targets }];
    });
  });
}

/** Sentences of the declaration; their translations are not told apart, and do not matter. */
function articles(language: Language): readonly Base[] {
  const rules = rulesOf(language.tag);
  return declarationArticles(language)
    .flat()
    .flatMap((article) => {
      const text = article.replace(/\s+/g, ' ').trim();
      const ends = sentenceEnds(text, rules);
      const sentences = ends.map((end, at) => text.slice(ends[at - 1] ?? 0, end).trim());
      return sentences.filter(Boolean).map((one) => ({ sources: [one], targets: [one] }));
    });
}
