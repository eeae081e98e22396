import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BeamSearch, type BeamSearchOptions } from './beamSearch';
import {
  RequiredTerms,
  shareOut,
  toBanks,
  type Joins,
  type Progress,
  type Term,
} from './requiredTerms';
import {
  everyAnswer,
  finish,
  sumLogprobs,
  toyLanguage,
  toCandidates,
  type ToyLanguage,
} from '../../../testing/scheduler/toyLanguage';

const END = 0;
const usual: BeamSearchOptions = {
  width: 3,
  lengthPenalty: 1,
  results: 3,
  stopTokens: new Set([END]),
  maxTokens: 8,
};

const search = (options: Partial<BeamSearchOptions>) => new BeamSearch({ ...usual, ...options });

function follow(terms: RequiredTerms, tokens: readonly number[]): Progress[] {
  let progress = terms.start;
  return tokens.map((_, i) => (progress = terms.after(progress, tokens.slice(0, i + 1))));
}

const remaining = (terms: readonly Term[], ...tokens: number[]) =>
  follow(new RequiredTerms(terms), tokens).map((progress) => progress.remaining);

function contains(tokens: readonly number[], sequence: readonly number[]): boolean {
  return tokens.some((_, at) => sequence.every((token, i) => tokens[at + i] === token));
}

const has = (tokens: readonly number[], term: Term) => term.some((each) => contains(tokens, each));

describe('progress', () => {
  it('counts the tokens of a phrase, and begins anew when it is broken off', () => {
    expect(remaining([[[1, 2, 3]]], 9, 1, 2, 9, 1, 2, 3, 9)).toEqual([3, 2, 1, 3, 2, 1, 0, 0]);
  });

  it('sees that what is broken off may have begun again', () => {
    expect(remaining([[[1, 1, 2]]], 1, 1, 1, 2)).toEqual([2, 1, 1, 0]);
  });

  it('takes any tokenization, and counts from the shortest', () => {
    const term = [
      [1, 2, 3],
      [4, 5],
    ];
    expect(remaining([term], 1, 2, 3)).toEqual([2, 1, 0]);
    expect(remaining([term], 1, 4, 5)).toEqual([2, 1, 0]);
    expect(remaining([term, [[9]]], 9, 8, 1, 4)).toEqual([2, 2, 2, 1]);
    expect(remaining([term, [[9, 8]]], 9, 8)).toEqual([3, 2]);
  });

  it('counts one of the terms that are begun, in any order, and keeps what it has', () => {
    const terms = [[[1, 2]], [[1, 3]]];
    expect(remaining(terms, 1, 3, 9, 1, 2)).toEqual([3, 2, 2, 1, 0]);
  });

  it('lets terms overlap', () => {
    expect(remaining([[[1, 2]], [[2, 3]]], 1, 2, 3)).toEqual([3, 1, 0]);
  });

  it('knows what would bring each missing term on', () => {
    const terms = new RequiredTerms([[[1, 2]], [[3], [4, 5]]]);
    const none = [false, false];
    expect(terms.start).toEqual({ met: none, settled: none, remaining: 3, next: [1, 3, 4] });
    expect(follow(terms, [1, 4, 3]).map(({ next }) => next)).toEqual([[2, 3, 4], [1, 3, 5], [1]]);
    expect(follow(terms, [1, 2, 4, 5]).at(-1)).toEqual({
      met: [true, true],
      settled: [true, false],
      remaining: 0,
      next: [],
    });
  });
});

describe('places', () => {
  const bank = (remaining: number, ...scores: number[]) => ({
    remaining,
    items: scores.map((score) => ({ score })),
  });
  const shared = (places: number, ...banks: ReturnType<typeof bank>[]) =>
    shareOut(banks, places).map(({ score }) => score);

  it('are given out in turns, and what a bank cannot use to the others', () => {
    expect(shared(4, bank(0, -9, -10, -11), bank(1, -1, -2, -3))).toEqual([-9, -1, -10, -2]);
    expect(shared(4, bank(0, -9), bank(1, -1, -2, -3))).toEqual([-9, -1, -2, -3]);
    expect(shared(4, bank(0), bank(1, -1))).toEqual([-1]);
    expect(shared(1, bank(0), bank(1, -9), bank(2, -1))).toEqual([-9]);
    expect(shared(4)).toEqual([]);
  });

  it('go to the nearest bank, then to the best ones', () => {
    expect(shared(3, bank(0, -9), bank(1, -8), bank(2, -2), bank(3, -1))).toEqual([-9, -1, -2]);
  });

  it('come from banks in order', () => {
    const { start } = new RequiredTerms([]);
    const item = (remaining: number, score: number) => ({
      score,
      progress: { ...start, remaining },
    });
    expect(toBanks([item(2, -1), item(0, -2), item(2, -3)])).toEqual([
      { remaining: 0, items: [item(0, -2)] },
      { remaining: 2, items: [item(2, -1), item(2, -3)] },
    ]);
  });
});

/** Says 1, 2, 3, 4 and stops; anything else is possible, and 7 after 2 is not too unlikely. */
const counting: ToyLanguage = (tokens) => {
  const last = tokens.at(-1) ?? 0;
  const usualNext = last === 7 ? 3 : last >= 4 ? END : last + 1;
  return toCandidates(
    Array.from({ length: 10 }, (_, token) => {
      if (token === usualNext) return 900;
      return token === 7 && last === 2 ? 90 : 1;
    }),
  );
};

describe('a search with required terms', () => {
  const best = (options: Partial<BeamSearchOptions>, listed?: number) =>
    finish(search({ results: 1, ...options }), counting, listed)[0];

  it('changes nothing where the answer has them anyway', () => {
    expect(best({ required: [[[3, 4]], [[1]]] })).toEqual({
      ...best({}),
      met: [true, true],
    });
  });

  it('puts a term where it fits best', () => {
    for (const width of [2, 3, 5]) {
      const found = best({ width, required: [[[7]]] });
      expect(found).toMatchObject({ tokens: [1, 2, 7, 3, 4], finished: 'stop', missing: 0 });
    }
    expect(best({ required: [[[7, 3]]], width: 4 })?.tokens).toEqual([1, 2, 7, 3, 4]);
  });

  it('has them with one beam too', () => {
    expect(best({ width: 1, required: [[[7]], [[5]]] })).toMatchObject({ missing: 0 });
  });

  it('takes the likelier tokenization', () => {
    expect(best({ required: [[[6, 6], [7]]] })?.tokens).toContain(7);
    expect(best({ required: [[[7], [6, 6]]] })?.tokens).not.toContain(6);
  });

  it('has no stop token before all terms are there', () => {
    const beams = search({ required: [[[7]]] });
    beams.advance([[{ token: END, logprob: -0.1 }]]);
    expect(beams.beams.map(({ tokens }) => tokens)).toEqual([[7]]);
  });

  it('guesses that what is not listed is a tenth as likely as the last that is', () => {
    const beams = search({ required: [[[7]]] });
    expect(beams.beams[0]?.wanted).toEqual([7]);
    beams.advance([
      [
        { token: 1, logprob: Math.log(0.5) },
        { token: 2, logprob: Math.log(0.2) },
        { token: 3, logprob: -Infinity },
      ],
    ]);
    expect(beams.beams.map(({ tokens }) => tokens)).toEqual([[1], [2], [7]]);
    expect(Math.exp(beams.beams[2]!.score)).toBeCloseTo(0.02, 12);
  });

  it('believes what is said of a wanted token, wherever it stands', () => {
    const likely = Array.from({ length: 9 }, (_, i) => ({ token: 20 + i, logprob: -2 - i }));
    const wanted = (logprob: number) => {
      const beams = search({ required: [[[7]]] });
      beams.advance([[...likely, { token: 7, logprob }]]);
      return beams.beams.find(({ tokens }) => tokens[0] === 7)?.score;
    };
    expect(wanted(-30)).toBe(-30);
    expect(wanted(-Infinity)).toBeUndefined();
  });

  it('says what is missing when the tokens do not suffice', () => {
    expect(best({ maxTokens: 2, required: [[[7, 8, 9]]] })).toMatchObject({ missing: 1 });
    const found = best({ maxTokens: 2, required: [[[5]], [[6]], [[7]]] });
    expect(found).toMatchObject({ finished: 'length', missing: 1 });
  });

  it('does without what is banned as well as required', () => {
    const found = best({ required: [[[7]]], banned: () => [7] });
    expect(found).toMatchObject({ finished: 'length', missing: 1 });
    expect(found?.tokens).not.toContain(7);
  });

  it('finds the best of all answers there are', () => {
    const sizes = fc.constantFrom<[number, number]>([1, 7], [2, 3], [7, 2], [7, 1]);
    fc.assert(
      fc.property(fc.integer(), sizes, fc.nat(), (seed, [size, maxTokens], pick) => {
        const language = toyLanguage(seed, size + 1);
        const token = 1 + (pick % size);
        const required = [pick % 2 === 0 ? [[token]] : [[token, token], [size]]];
        const beams = search({ width: 8, results: 4, maxTokens, required });
        const all = everyAnswer(language, maxTokens, { end: END, lengthPenalty: 1 });
        const whole = all.filter(({ tokens }) => has(tokens, required[0]!));
        const found = finish(beams, language).filter(({ missing }) => missing === 0);
        expect(found.map(({ tokens }) => tokens)).toEqual(
          whole.slice(0, 4).map(({ tokens }) => tokens),
        );
      }),
    );
  });

  const sequence = (size: number) =>
    fc.array(fc.integer({ min: 1, max: size - 1 }), { minLength: 1, maxLength: 3 });
  const asked = fc.integer({ min: 3, max: 40 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      seed: fc.integer(),
      width: fc.integer({ min: 1, max: 8 }),
      spare: fc.integer({ min: 0, max: 6 }),
      listed: fc.constantFrom(1, 5, 10, Infinity),
      lengthPenalty: fc.constantFrom(0, 1),
      required: fc.array(fc.array(sequence(size), { minLength: 1, maxLength: 2 }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  );

  it('has all terms where there is room for them, and says so rightly', () => {
    fc.assert(
      fc.property(asked, ({ size, seed, width, spare, listed, lengthPenalty, required }) => {
        const language = toyLanguage(seed, size);
        const least = required.reduce(
          (sum, term) => sum + Math.min(...term.map(({ length }) => length)),
          0,
        );
        const maxTokens = least + spare;
        const options = { ...usual, width, results: width, maxTokens, lengthPenalty, required };
        const found = finish(new BeamSearch(options), language, listed);
        expect(found[0]?.missing).toBe(0);
        expect(found).toEqual(finish(new BeamSearch(options), language, listed));
        for (const { tokens, missing, finished, score } of found) {
          expect(missing).toBe(required.filter((term) => !has(tokens, term)).length);
          if (finished === 'stop') expect(missing).toBe(0);
          const all = finished === 'stop' ? [...tokens, END] : tokens;
          expect(score).toBeCloseTo(sumLogprobs(language, all) / all.length ** lengthPenalty, 9);
        }
        const worth = found.map(({ missing, score }) => [missing, -score] as const);
        expect(worth).toEqual(worth.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(new Set(found.map(({ tokens }) => tokens.join())).size).toBe(found.length);
      }),
    );
  });
});

describe('words', () => {
  const SPACE = 1;
  /** All tokens are letters, but for the space. */
  const joins: Joins = (before, token) =>
    ![SPACE, undefined].includes(before.at(-1)) && token !== SPACE;
  const asWord = (...word: number[]): Term => [word, [SPACE, ...word]];
  const words = (tokens: readonly number[]) => tokens.join().split(`,${SPACE},`);
  const has = (tokens: readonly number[], [word]: Term) =>
    `,${SPACE},${tokens.join()},${SPACE},`.includes(`,${SPACE},${word?.join()},${SPACE},`);

  const state = (terms: readonly Term[], ...tokens: number[]) => {
    const { met, settled, next } = follow(new RequiredTerms(terms, joins), tokens).at(-1)!;
    return { met: met[0], settled: settled[0], next };
  };

  it('begin where no word goes on', () => {
    const cat = [asWord(5, 6)];
    expect(state(cat, 4)).toEqual({ met: false, settled: false, next: [SPACE] });
    expect(state(cat, 4, 5, 6)).toMatchObject({ met: false });
    expect(state(cat, 4, SPACE)).toMatchObject({ met: false, next: [5] });
    expect(state(cat, 4, SPACE, 5, 6)).toMatchObject({ met: true });
  });

  it('end where none goes on, which only the next token tells', () => {
    const cat = [asWord(5, 6)];
    expect(state(cat, 5, 6)).toEqual({ met: true, settled: false, next: [] });
    expect(state(cat, 5, 6, SPACE)).toEqual({ met: true, settled: true, next: [] });
    expect(state(cat, 5, 6, 7)).toEqual({ met: false, settled: false, next: [SPACE] });
    expect(state(cat, 5, 6, 7, SPACE, 5, 6)).toMatchObject({ met: true });
    expect(state(cat, 5, 6, SPACE, 7)).toMatchObject({ met: true, settled: true });
  });

  it('are as long as what can be written after each other', () => {
    const both = new RequiredTerms([asWord(5), asWord(6, 7)], joins);
    expect(both.start.remaining).toBe(5);
    expect(follow(both, [5, SPACE, 6, 7]).map(({ remaining }) => remaining)).toEqual([3, 2, 1, 0]);
    // The one goes on where the other would end.
    const overlapping = new RequiredTerms([asWord(5), asWord(5, 6)], joins);
    expect(follow(overlapping, [5, 6, SPACE, 5]).map((at) => at.remaining)).toEqual([3, 2, 1, 0]);
    // What needs no space before it needs none after another.
    const free: Joins = (before, token) => joins(before, token) && token < 8;
    expect(new RequiredTerms([[[8], [SPACE, 8]], asWord(5)], free).start.remaining).toBe(3);
  });

  /** Says 2, 3, 4, without a space, whatever was before, and stops. */
  const oneWord: ToyLanguage = (tokens) => {
    const last = tokens.at(-1) ?? 0;
    const usualNext = last === 0 ? 2 : last === 4 ? END : last >= 5 ? 3 : last + 1;
    return toCandidates(Array.from({ length: 10 }, (_, t) => (t === usualNext ? 1e6 : 10 - t)));
  };

  it('are never parts of longer words', () => {
    for (const width of [1, 3, 5]) {
      const options = { width, results: 1, required: [asWord(7)] };
      // Tokens alone are found within a word.
      const [loose] = finish(search(options), oneWord);
      const [found] = finish(search({ ...options, joins }), oneWord);
      expect(words(found!.tokens)).toContain('7');
      expect(found).toMatchObject({ met: [true], missing: 0 });
      if (width > 1) expect(words(loose!.tokens)).not.toContain('7');
    }
  });

  it('end the answer where nothing that is listed ends them', () => {
    const stuck = search({ width: 1, results: 1, required: [asWord(7)], joins });
    stuck.advance([[{ token: 7, logprob: -1 }]]);
    expect(stuck.advance([[{ token: 8, logprob: -1 }]])).toHaveLength(1);
    expect(stuck.results()).toMatchObject([{ tokens: [7], finished: 'stop', met: [true] }]);
  });

  it('are ended by the likeliest token that does so, however unlikely', () => {
    const beams = search({ width: 1, results: 1, required: [asWord(7)], joins });
    beams.advance([[{ token: 7, logprob: -1 }]]);
    const likely = [8, 9, 8, 9, SPACE].map((token, i) => ({ token, logprob: -1 - i }));
    beams.advance([likely]);
    expect(beams.beams).toMatchObject([{ tokens: [7, SPACE], score: -6 }]);
  });

  it('are told apart when there is no room for all', () => {
    const [found] = finish(
      search({ maxTokens: 3, results: 1, required: [asWord(5, 6, 7), asWord(8)], joins }),
      oneWord,
    );
    expect(found).toMatchObject({ finished: 'length', missing: 1 });
    expect(found!.met.map(Number)).toEqual(
      [asWord(5, 6, 7), asWord(8)].map((term) => Number(has(found!.tokens, term))),
    );
  });

  it('are all there where there is room, and said to be, in any language', () => {
    const letters = (size: number) =>
      fc.array(fc.integer({ min: 2, max: size - 1 }), { minLength: 1, maxLength: 3 });
    const asked = fc.integer({ min: 4, max: 40 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        seed: fc.integer(),
        width: fc.integer({ min: 1, max: 8 }),
        spare: fc.integer({ min: 0, max: 12 }),
        listed: fc.constantFrom(1, 5, 10, Infinity),
        terms: fc.array(letters(size), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(asked, ({ size, seed, width, spare, listed, terms }) => {
        const required = terms.map((term) => asWord(...term));
        const maxTokens = terms.reduce((sum, term) => sum + term.length + 1, spare);
        const options = { ...usual, width, results: width, maxTokens, required, joins };
        const found = finish(new BeamSearch(options), toyLanguage(seed, size), listed);
        expect(found[0]?.missing).toBe(0);
        for (const { tokens, met, missing, finished } of found) {
          expect(met).toEqual(required.map((term) => has(tokens, term)));
          expect(missing).toBe(met.filter((is) => !is).length);
          if (finished === 'stop') expect(missing).toBe(0);
        }
      }),
    );
  });
});
