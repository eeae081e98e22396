import { denseBorders, type Borders } from './denseBorders';
import { inflectionOf, type Inflection } from './inflection';
import { japaneseForms } from './japaneseForms';
import { foldWord, tokenize, type Token } from './tokens';

/** A term in a text. */
export interface Found<Value> {
  readonly value: Value;
  /** UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Whether it stands there as the term is written, capitals and all. */
  readonly isExact: boolean;
}

interface Pattern<Value> {
  readonly term: string;
  readonly value: Value;
  /** What stands before its first word, between its words, and after the last. */
  readonly gaps: readonly string[];
  readonly isName: boolean;
  /** Whether it is the beginning of an inflected word, which goes on after it. */
  readonly isOpen?: boolean | undefined;
}

/** A place in the tree of all terms: the words so far. */
interface Node<Value> {
  /** By word, to find the one that a new term shares with others. */
  readonly children: Map<string, Node<Value>>;
  /** By key of a word, for all its forms. */
  readonly byKey: Map<string, Node<Value>[]>;
  readonly patterns: Pattern<Value>[];
}

const newNode = <Value>(): Node<Value> => ({
  children: new Map(),
  byKey: new Map(),
  patterns: [],
});

/** Longer terms are no words for a glossary. */
const MOST_WORDS = 60;
// Between words, these make no difference: spaces, hyphens, dashes, apostrophes, middle dots.
const soft = /[\s\p{Pd}\u2212'’‘ʼʻ＇`´·・‧_]+/gu;
// Signs that belong to the word before them: C++, C#.
const signAfter = /^(?:\+\+|[#＃])/u;

/**
 * Finds terms of one language in texts. Words may be inflected; a term is found only at the borders of words. The
 * time for a text grows with its words, hardly with the number of terms.
 */
export class TermFinder<Value> {
  readonly #tag: string;
  readonly #inflection: Inflection;
  readonly #root = newNode<Value>();
  /** Terms without a word in them: signs, emoji. */
  readonly #signs: Pattern<Value>[] = [];

  /** @param languageTag As in the language table. */
  constructor(languageTag: string) {
    this.#tag = languageTag;
    this.#inflection = inflectionOf(languageTag);
  }

  /**
   * @param isName Whether its first letter is a capital wherever it stands: `Apple`, never `apple`.
   * @returns Whether there was something to find.
   */
  add(term: string, value: Value, { isName = false } = {}): boolean {
    const written = term.trim();
    const tokens = tokenize(written, this.#tag);
    if (written === '' || tokens.length > MOST_WORDS) return false;
    const pattern = { term: written, value, gaps: gapsOf(written, tokens), isName };
    if (tokens.length === 0) {
      this.#signs.push(pattern);
      return true;
    }
    this.#insert(tokens, pattern);
    const joined = this.#joined(written, tokens);
    if (joined.length < tokens.length) {
      this.#insert(joined, { ...pattern, gaps: gapsOf(written, joined) });
    }
    for (const form of this.#tag === 'ja' ? japaneseForms(written) : []) {
      const forms = tokenize(form, this.#tag);
      this.#insert(forms, { ...pattern, gaps: gapsOf(form, forms), isOpen: true });
    }
    return true;
  }

  /** In Korean a compound may be written with spaces or without. */
  #joined(term: string, tokens: readonly Token[]): readonly Token[] {
    return this.#tag === 'ko' ? joinAll(tokens) : joinHyphens(term, tokens);
  }

  #insert(tokens: readonly Token[], pattern: Pattern<Value>): void {
    let node = this.#root;
    for (const { word, isDense } of tokens) {
      let next = node.children.get(word);
      if (next === undefined) {
        next = newNode();
        node.children.set(word, next);
        const keys = isDense ? [word] : this.#inflection.termKeys(word);
        for (const key of keys) {
          const others = node.byKey.get(key);
          if (others === undefined) node.byKey.set(key, [next]);
          else others.push(next);
        }
      }
      node = next;
    }
    node.patterns.push(pattern);
  }

  /** All terms in a text, also those within others, ordered by where they begin, long ones first. */
  find(text: string): readonly Found<Value>[] {
    const found: Found<Value>[] = [];
    const tokens = tokenize(text, this.#tag);
    const borders = denseBorders(text, this.#tag);
    this.#findIn(text, tokens, borders, found);
    const joined = joinHyphens(text, tokens);
    if (joined.length < tokens.length) this.#findIn(text, joined, borders, found);
    if (this.#tag === 'ko') this.#findIn(text, joinTwos(tokens), borders, found);
    for (const { term, value } of this.#signs) {
      for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + term.length)) {
        found.push({ value, start: at, end: at + term.length, isExact: true });
      }
    }
    const seen = new Map<Value, Set<number>>();
    const isNew = ({ value, start }: Found<Value>): boolean => {
      const starts = seen.get(value) ?? new Set();
      seen.set(value, starts);
      return starts.size < starts.add(start).size;
    };
    return found.sort((a, b) => a.start - b.start || b.end - a.end).filter(isNew);
  }

  #findIn(text: string, tokens: readonly Token[], borders: Borders, found: Found<Value>[]): void {
    tokens.forEach((first, at) => {
      let last: readonly Node<Value>[] = this.#step([this.#root], first);
      for (let length = 1; last.length > 0; length++) {
        const words = tokens.slice(at, at + length);
        const ends = last.flatMap(({ patterns }) => patterns);
        for (const pattern of ends) this.#check(text, words, pattern, borders, found);
        const next = tokens[at + length];
        if (next === undefined) break;
        last = this.#step(last, next);
      }
      if (first.isDense) return;
      // The head of a compound; a term of several words begins with a word of its own.
      const heads = this.#inflection.headKeys(first.word);
      const nodes = heads.flatMap((key) => this.#root.byKey.get(key) ?? []);
      const patterns = new Set(nodes.flatMap((node) => node.patterns));
      for (const pattern of patterns) {
        if (isLongEnough(pattern.term)) this.#check(text, [first], pattern, borders, found);
      }
    });
  }

  #step(nodes: readonly Node<Value>[], { word, isDense }: Token): readonly Node<Value>[] {
    const keys = isDense ? [word] : this.#inflection.textKeys(word);
    const next = new Set(nodes.flatMap(({ byKey }) => keys.flatMap((key) => byKey.get(key) ?? [])));
    return [...next];
  }

  #check(
    text: string,
    words: readonly Token[],
    pattern: Pattern<Value>,
    borders: Borders,
    found: Found<Value>[],
  ): void {
    const place = placeOf(text, words, pattern);
    if (place === undefined) return;
    const { start, end } = place;
    if (!hasItsCapitals(text.slice(start, end), pattern, this.#tag)) return;
    const [first, last] = [words[0], words.at(-1)];
    if (first?.isDense === true && !borders.mayBegin(start, end)) return;
    const isEnded = last?.isDense === true && pattern.isOpen !== true;
    if (isEnded && !borders.mayEnd(start, end)) return;
    const isExact = text.slice(start, end) === pattern.term;
    found.push({ value: pattern.value, start, end, isExact });
  }
}

const isLongEnough = (term: string): boolean => term.length >= 5;

const gapsOf = (text: string, tokens: readonly Token[]): readonly string[] => {
  const starts = [...tokens.map(({ start }) => start), text.length];
  const ends = [0, ...tokens.map(({ end }) => end)];
  return ends.map((end, i) => bare(text.slice(end, starts[i])));
};

/** What counts of a gap: signs, not how words are parted. */
const bare = (gap: string): string => gap.normalize('NFKC').replace(soft, '');

/** Where a term stands whose words were found, if what stands around them is right, too. */
function placeOf<Value>(text: string, words: readonly Token[], { gaps }: Pattern<Value>) {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  for (let i = 1; i < words.length; i++) {
    const gap = text.slice(words[i - 1]?.end, words[i]?.start);
    if (gap.length > 8 || bare(gap) !== gaps[i]) return undefined;
  }
  const [head = '', tail = ''] = [gaps[0], gaps.at(-1)];
  const start = first.start - head.length;
  const end = last.end + tail.length;
  if (head !== '' && text.slice(Math.max(0, start), first.start) !== head) return undefined;
  if (tail !== '' && text.slice(last.end, end) !== tail) return undefined;
  if (tail === '' && signAfter.test(text.slice(last.end, last.end + 2))) return undefined;
  return { start, end };
}

const capital = /\p{Lu}/u;
const small = /\p{Ll}/u;

/**
 * `US` is not `us`, and what is a name has a capital. In German a noun without one is found as it is, but its forms
 * would be verbs: `Vertrag`, `vertragen`. Otherwise capitals make no difference.
 */
function hasItsCapitals<Value>(
  written: string,
  { term, isName }: Pattern<Value>,
  tag: string,
): boolean {
  const isAcronym = !small.test(term) && twoCapitals.test(term);
  if (isAcronym) return twoCapitals.test(written);
  const isLost = capital.test(firstSign(term)) && small.test(firstSign(written));
  if (!isLost) return true;
  return !isName && (tag !== 'de' || foldWord(written, tag) === foldWord(term, tag));
}

const twoCapitals = /\p{Lu}.*\p{Lu}/su;
const firstSign = (text: string): string => /[\p{L}\p{N}]/u.exec(text)?.[0] ?? '';

const hyphen = /^[-\u2010\u2011]$/u;

/** The words of a text with those joined by hyphens as one, and the letters of `U.S.A.`: e-mail, email. */
function joinHyphens(text: string, tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  tokens.forEach((token, i) => {
    const [last, before] = [joined.at(-1), tokens[i - 1]];
    const gap = text.slice(before?.end, token.start);
    const isLetter = (one: Token | undefined) => one?.word.length === 1 && !one.isDense;
    const isJoined = gap === '.' ? isLetter(token) && isLetter(before) : hyphen.test(gap);
    if (last === undefined || !isJoined) joined.push(token);
    else joined.splice(-1, 1, join(last, token));
  });
  return joined;
}

const join = (a: Token, b: Token): Token => ({ ...a, end: b.end, word: a.word + b.word });

const joinAll = (tokens: readonly Token[]): readonly Token[] =>
  tokens.length === 0 ? [] : [tokens.reduce(join)];

/** Each word with the next. */
const joinTwos = (tokens: readonly Token[]): readonly Token[] =>
  tokens.slice(1).map((token, i) => join(tokens[i] ?? token, token));
