/** The tokenizations of a word or phrase, one of which must be in the answer. */
export type Term = readonly (readonly number[])[];

/** How much of the required terms an answer has. */
export interface Progress {
  /** Of each term, whether the answer has it. */
  readonly met: readonly boolean[];
  /**
   * Fewest tokens that the answer still needs to have all terms; those of a term that is begun are
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
 */
export class RequiredTerms {
  readonly start: Progress;
  readonly #terms: readonly Term[];

  /** @throws RangeError for a term without tokens. */
  constructor(terms: readonly Term[]) {
    for (const term of terms) {
      if (term.length === 0 || term.some((tokens) => tokens.length === 0)) {
        throw new RangeError('a term without tokens');
      }
    }
    this.#terms = terms;
    const none = terms.map(() => false);
    this.start = this.#progress(none, []);
  }

  /**
   * @param before The progress of the answer without its last token.
   * @param tokens The whole answer.
   */
  after(before: Progress, tokens: readonly number[]): Progress {
    if (before.remaining === 0) return before;
    const met = this.#terms.map(
      (term, i) =>
        before.met[i] === true || term.some((each) => written(tokens, each) === each.length),
    );
    return this.#progress(met, tokens);
  }

  #progress(met: readonly boolean[], tokens: readonly number[]): Progress {
    const missing = this.#terms.filter((_, i) => met[i] !== true);
    const counted = missing.map((term) => shortest(term) - toCome(term, tokens));
    const needed = missing.reduce((sum, term) => sum + shortest(term), 0);
    const next = missing.flatMap((term) =>
      term.flatMap((each) => each[written(tokens, each)] ?? []),
    );
    return { met, remaining: needed - Math.max(0, ...counted), next: [...new Set(next)] };
  }
}

export function countMissing({ met }: Progress): number {
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

function shortest(term: Term): number {
  return Math.min(...term.map(({ length }) => length));
}

/** Tokens that a term still needs, continuing what the answer ends with. */
function toCome(term: Term, tokens: readonly number[]): number {
  return Math.min(...term.map((each) => each.length - written(tokens, each)));
}

/** Length of the longest beginning of a sequence that the tokens end with. */
function written(tokens: readonly number[], sequence: readonly number[]): number {
  for (let length = Math.min(tokens.length, sequence.length); length > 0; length--) {
    const start = tokens.length - length;
    if (sequence.every((token, i) => i >= length || tokens[start + i] === token)) return length;
  }
  return 0;
}
