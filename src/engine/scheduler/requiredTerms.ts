/** The tokenizations of a word or phrase, one of which must be in the answer. */
export type Term = readonly (readonly number[])[];

/** Whether a token goes on with the word that the tokens before it end with. */
export type Joins = (before: readonly number[], token: number) => boolean;

/** How much of the required terms an answer has. */
export interface Progress {
  /** Of each term, whether the answer has it if it ends here. */
  readonly met: readonly boolean[];
  /** Of each, whether the answer has it whatever comes next. */
  readonly settled: readonly boolean[];
  /**
   * Fewest tokens with which the answer has all terms for certain; those of a term that is begun are
   * subtracted.
   */
  readonly remaining: number;
  /** The tokens that would advance a missing term. */
  readonly next: readonly number[];
}

/**
 * Tracks the terms that answers must have, in any order: the constraints of dynamic beam allocation (Post and
 * Vilar 2018, https://arxiv.org/abs/1804.06609).
 *
 * A term that is broken off starts over, unless its tokens are the beginning of another attempt. If several
 * terms are begun, only the one that is furthest counts, because the next token can continue only one.
 *
 * A term counts where no word goes on into it or out of it. One that the answer ends with is met, and no longer so if
 * the next token goes on with its last word.
 */
export class RequiredTerms {
  readonly start: Progress;
  readonly #terms: readonly Term[];
  /** Of each, the fewest tokens that can be written after any other. */
  readonly #lengths: readonly number[];
  readonly #joins: Joins;

  /**
   * @param joins Left out, each token is a word of its own. Where it tells more, each term needs a tokenization that
   *   can follow any word, so that it can always be written.
   * @throws RangeError for a term without tokens.
   */
  constructor(terms: readonly Term[], joins: Joins = () => false) {
    for (const term of terms) {
      if (term.length === 0 || term.some((tokens) => tokens.length === 0)) {
        throw new RangeError('a term without tokens');
      }
    }
    this.#terms = terms;
    this.#joins = joins;
    const places = [[], ...terms.flat()];
    const isFree = ([first = NaN]: readonly number[]) => places.every((at) => !joins(at, first));
    this.#lengths = terms.map((term) => {
      const free = term.filter(isFree);
      return Math.min(...(free.length > 0 ? free : term).map(({ length }) => length));
    });
    const none = terms.map(() => false);
    this.start = this.#progress(none, []);
  }

  /**
   * @param before The progress of the answer without its last token.
   * @param tokens The whole answer.
   */
  after(before: Progress, tokens: readonly number[]): Progress {
    const last = tokens.at(-1);
    if (last === undefined || before.settled.every(Boolean)) return before;
    const isApart = !this.#joins(tokens.slice(0, -1), last);
    const settled = before.met.map((met, i) => before.settled[i] === true || (met && isApart));
    return this.#progress(settled, tokens);
  }

  #progress(settled: readonly boolean[], tokens: readonly number[]): Progress {
    const terms = this.#terms.map((term, i) => {
      const attempts = term.map((each) => ({ each, at: this.#written(tokens, each) }));
      const isWhole = attempts.some(({ each, at }) => at === each.length);
      return { attempts, length: this.#lengths[i] ?? 0, met: settled[i] === true || isWhole };
    });
    const missing = terms.filter(({ met }) => !met);
    // What is lost if the word goes on that the answer ends with.
    const atStake = sumLengths(terms.filter(({ met }, i) => met && settled[i] !== true));
    const lost = (token = NaN) => (atStake > 0 && this.#joins(tokens, token) ? atStake : 0);
    const gained = missing.flatMap(({ attempts, length }) =>
      attempts.map(({ each, at }) => (at > 0 ? length - each.length + at - lost(each[at]) : 0)),
    );
    const next = missing.flatMap(({ attempts }) =>
      attempts.flatMap(({ each, at }) => {
        const isNew = at === 0 || lost(each[at]) > 0;
        const first = isNew && !this.#joins(tokens, each[0] ?? NaN) ? each.slice(0, 1) : [];
        return at > 0 ? [...each.slice(at, at + 1), ...first] : first;
      }),
    );
    return {
      ...{ met: terms.map(({ met }) => met), settled },
      remaining: sumLengths(missing) - Math.max(0, ...gained),
      next: [...new Set(next)],
    };
  }

  /** Length of the longest beginning of a sequence that the tokens end with, as a word or words. */
  #written(tokens: readonly number[], sequence: readonly number[]): number {
    for (let length = Math.min(tokens.length, sequence.length); length > 0; length--) {
      const start = tokens.length - length;
      const isThere = sequence.every((token, i) => i >= length || tokens[start + i] === token);
      if (isThere && !this.#joins(tokens.slice(0, start), tokens[start] ?? NaN)) return length;
    }
    return 0;
  }
}

const sumLengths = (terms: readonly { readonly length: number }[]): number =>
  terms.reduce((sum, { length }) => sum + length, 0);

/** Whether the next token decides if a term that the answer ends with is a word of its own. */
export function isOpen({ met, settled }: Progress): boolean {
  return met.some((is, i) => is && settled[i] !== true);
}

export function countMissing({ met }: Pick<Progress, 'met'>): number {
  return met.filter((is) => !is).length;
}

/** Continuations after which the same number of tokens is missing, best first. */
export interface Bank<Item> {
  readonly remaining: number;
  readonly items: readonly Item[];
}

/** @param items Best first. @returns Banks, first those that lack the fewest tokens. */
export function toBanks<Item extends { readonly progress: Progress }>(
  items: readonly Item[],
): readonly Bank<Item>[] {
  const banks = new Map<number, Item[]>();
  for (const item of items) {
    const { remaining } = item.progress;
    banks.set(remaining, [...(banks.get(remaining) ?? []), item]);
  }
  const inOrder = [...banks].sort(([a], [b]) => a - b);
  return inOrder.map(([remaining, bank]) => ({ remaining, items: bank }));
}

/**
 * Divides places between banks in turns, one from each, so that the others get what a bank cannot use.
 * Without this, a beam that has just begun a term would always lose against one that has not.
 *
 * The bank that lacks the fewest tokens has the first turn, so that the search can always end; then come
 * those with the best continuation, since there may be more banks than places.
 */
export function shareOut<Item extends { readonly score: number }>(
  banks: readonly Bank<Item>[],
  places: number,
): readonly Item[] {
  const [nearest = [], ...others] = banks
    .map(({ items }) => items)
    .filter(({ length }) => length > 0);
  const turns = [nearest, ...others.sort(([a], [b]) => (b?.score ?? 0) - (a?.score ?? 0))];
  const rounds = Math.max(...turns.map(({ length }) => length));
  const inTurns = Array.from({ length: rounds }, (_, round) =>
    turns.flatMap((items) => items[round] ?? []),
  );
  return inTurns.flat().slice(0, places);
}
