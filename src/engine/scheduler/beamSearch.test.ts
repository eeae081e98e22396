import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { goldenStop, readBeams } from '../../../compiler/golden/read';
import { measureConfidence } from '../../core/confidence';
import { BeamSearch, type BeamSearchOptions, type Hypothesis } from './beamSearch';
import type { Candidate } from './executor';
import {
  everyAnswer,
  finish,
  lastLogprob,
  sumLogprobs,
  toyLanguage,
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

/** [token, probability in percent], as candidates. */
const list = (...pairs: (readonly [token: number, percent: number])[]): Candidate[] =>
  pairs.map(([token, percent]) => ({ token, logprob: Math.log(percent / 100) }));

/** With scores as percentages, which are easier to read than logarithms. */
const inPercent = (hypotheses: readonly Hypothesis[]) =>
  hypotheses.map(({ score, confidence: _confidence, met: _met, ...rest }) => ({
    ...rest,
    percent: +(100 * Math.exp(score)).toFixed(6),
  }));

describe('by hand', () => {
  it('finds an answer whose first token is not the likeliest', () => {
    const beams = search({ width: 2, results: 2, lengthPenalty: 0, maxTokens: 2 });
    expect(beams.advance([list([1, 60], [2, 40])])).toEqual([
      { parent: 0, token: 1 },
      { parent: 0, token: 2 },
    ]);
    beams.advance([list([3, 50], [4, 50]), list([5, 90], [6, 10])]);
    expect(inPercent(beams.results())).toEqual([
      { tokens: [2, 5], percent: 36, finished: 'length', missing: 0 },
      { tokens: [1, 3], percent: 30, finished: 'length', missing: 0 },
    ]);
  });

  it('finishes what stops among the best of its width, and ignores stops further down', () => {
    const beams = search({ width: 2, results: 2, lengthPenalty: 0, maxTokens: 3 });
    beams.advance([list([1, 50], [END, 30], [2, 20])]);
    // [1, 3] has 40, [2, 3] 8, [2, END] 6: that is third in rank.
    beams.advance([list([3, 80], [4, 10]), list([3, 40], [END, 30])]);
    expect(beams.beams.map(({ tokens }) => tokens)).toEqual([
      [1, 3],
      [2, 3],
    ]);
    beams.advance([list([5, 10]), list([5, 10])]);
    expect(inPercent(beams.results())).toEqual([
      { tokens: [], percent: 30, finished: 'stop', missing: 0 },
      { tokens: [1, 3, 5], percent: 4, finished: 'length', missing: 0 },
    ]);
  });

  it('ends when no beam can beat the worst of enough hypotheses, at its present length', () => {
    const beams = search({ width: 1, results: 1 });
    expect(beams.advance([list([END, 60], [1, 40])])).toEqual([]);
    expect(beams.beams).toEqual([]);
    // With a length penalty of 2, beams that continue are divided by 4 in the next step.
    const patient = search({ width: 1, results: 1, lengthPenalty: 2 });
    patient.advance([list([1, 50], [END, 40])]);
    expect(patient.advance([list([END, 50], [2, 49])])).toEqual([]);
    expect(patient.results()).toMatchObject([{ tokens: [1], score: Math.log(0.25) / 4 }]);
  });

  it('goes on while a beam is better than the worst hypothesis', () => {
    const beams = search({ width: 1, results: 1, lengthPenalty: 0 });
    // Rank 0 is no stop token, so nothing has finished yet.
    expect(beams.advance([list([1, 50], [END, 40])])).toHaveLength(1);
    expect(beams.advance([list([END, 50], [2, 50])])).toEqual([]);
    const wide = search({ width: 2, results: 2, lengthPenalty: 0 });
    wide.advance([list([1, 70], [END, 20], [2, 10])]);
    // Finished: 20 and 35. The best beam has 28.
    expect(wide.advance([list([END, 50], [3, 40], [4, 10]), list([3, 10])])).toHaveLength(2);
  });

  it('counts the stop token as one of the tokens allowed, and in the length', () => {
    const beams = search({ width: 2, results: 2, maxTokens: 2 });
    beams.advance([list([1, 64], [2, 36])]);
    expect(beams.advance([list([END, 100]), list([3, 100])])).toEqual([]);
    expect(inPercent(beams.results())).toEqual([
      { tokens: [1], percent: 80, finished: 'stop', missing: 0 },
      { tokens: [2, 3], percent: 60, finished: 'length', missing: 0 },
    ]);
  });

  it('breaks ties by the beam, then by the candidate', () => {
    const beams = search({ width: 2, results: 2 });
    beams.advance([list([5, 25], [4, 25], [3, 25], [2, 25])]);
    expect(beams.advance([list([9, 30], [8, 30]), list([7, 30], [6, 30])])).toEqual([
      { parent: 0, token: 9 },
      { parent: 0, token: 8 },
    ]);
  });

  it('has an answer once, whichever stop token ends it', () => {
    const beams = search({ width: 2, results: 2, stopTokens: new Set([END, 9]), maxTokens: 2 });
    beams.advance([list([END, 50], [9, 40], [1, 6], [2, 4])]);
    beams.advance([list([3, 100]), list([3, 100])]);
    expect(beams.results().map(({ tokens }) => tokens)).toEqual([[], [1, 3]]);
  });

  it('does with fewer candidates than it could use, and with none', () => {
    const beams = search({});
    expect(beams.advance([list([1, 100])])).toEqual([{ parent: 0, token: 1 }]);
    expect(beams.advance([list([2, 50], [3, 50])])).toHaveLength(2);
    expect(beams.advance([[], [{ token: 4, logprob: -Infinity }]])).toEqual([]);
    expect(beams.results().map(({ tokens, finished }) => [tokens, finished])).toEqual([
      [[1, 2], 'length'],
      [[1, 3], 'length'],
    ]);
  });

  it('never takes what is banned, and asks after each beam', () => {
    const banned = (tokens: readonly number[]) => (tokens.at(-1) === 1 ? [2] : []);
    const beams = search({ width: 2, results: 2, banned });
    beams.advance([list([1, 60], [2, 40])]);
    const next = beams.advance([list([2, 90], [3, 10]), list([2, 60], [1, 40])]);
    expect(next.map(({ parent, token }) => [parent, token])).toEqual([
      [1, 2],
      [1, 1],
    ]);
  });

  it('has something to show before its end', () => {
    const beams = search({});
    expect(beams.results()).toMatchObject([{ tokens: [], finished: 'length' }]);
    beams.advance([list([1, 60], [END, 40])]);
    expect(beams.results().map(({ tokens, finished }) => [tokens, finished])).toEqual([
      [[1], 'length'],
      [[], 'stop'],
    ]);
  });

  it.each<Partial<BeamSearchOptions>>([
    { width: 0 },
    { width: 9 },
    { width: 1.5 },
    { results: 0 },
    { results: 4 },
    { maxTokens: 0 },
    { lengthPenalty: NaN },
    { required: [[]] },
    { required: [[[1], []]] },
  ])('refuses %j', (options) => {
    expect(() => search(options)).toThrow(RangeError);
  });

  it('refuses lists that are not one for each beam', () => {
    expect(() => search({}).advance([])).toThrow(RangeError);
  });
});

describe('beside all answers there are', () => {
  // So small that eight beams lose nothing: [tokens besides END, most tokens].
  const sizes = fc.constantFrom<[number, number]>([1, 7], [2, 3], [7, 2], [7, 1]);

  it('finds the best ones', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        sizes,
        fc.constantFrom(0, 0.6, 1, 2),
        (seed, [size, maxTokens], lengthPenalty) => {
          const language = toyLanguage(seed, size + 1);
          const beams = search({ width: 8, results: 8, maxTokens, lengthPenalty });
          const found = finish(beams, language);
          const best = everyAnswer(language, maxTokens, { end: END, lengthPenalty }).slice(0, 8);
          expect(found.map(({ tokens, finished }) => [tokens, finished])).toEqual(
            best.map(({ tokens, finished }) => [tokens, finished]),
          );
          for (const [i, { score }] of found.entries())
            expect(score).toBeCloseTo(best[i]!.score, 9);
        },
      ),
    );
  });
});

describe('how sure an answer is', () => {
  it('is told of all its tokens, the stop token among them, whatever the length penalty', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(0, 0.6, 1), (seed, lengthPenalty) => {
        const language = toyLanguage(seed, 5);
        for (const { tokens, finished, confidence } of finish(
          search({ lengthPenalty }),
          language,
        )) {
          const all = finished === 'stop' ? [...tokens, END] : tokens;
          const each = all.map((_, i) => lastLogprob(language, all.slice(0, i + 1)));
          const { mean, ...rest } = measureConfidence(each)!;
          expect(confidence).toEqual({ ...rest, mean: expect.closeTo(mean, 9) });
        }
      }),
    );
  });

  it('is not told of an answer without tokens', () => {
    expect(search({}).results()[0]).not.toHaveProperty('confidence');
  });
});

describe('whatever the language', () => {
  const options = fc
    .record({
      width: fc.integer({ min: 1, max: 8 }),
      lengthPenalty: fc.constantFrom(0, 0.5, 1, 1.5),
      results: fc.integer({ min: 1, max: 8 }),
      maxTokens: fc.integer({ min: 1, max: 12 }),
      stopTokens: fc.constantFrom(new Set([END]), new Set([END, 1])),
    })
    .map((made) => ({ ...made, results: Math.min(made.results, made.width) }));
  const cases = [fc.integer(), fc.integer({ min: 3, max: 20 }), options] as const;

  it('gives distinct answers in order, with the scores that the language gives them', () => {
    fc.assert(
      fc.property(...cases, (seed, size, options) => {
        const language = toyLanguage(seed, size);
        const widths: number[] = [];
        const found = finish(new BeamSearch(options), language, Infinity, widths);
        expect(Math.max(...widths)).toBeLessThanOrEqual(options.width);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(options.results);
        expect(new Set(found.map(({ tokens }) => tokens.join())).size).toBe(found.length);
        expect(found.map(({ score }) => score)).toEqual(
          found.map(({ score }) => score).toSorted((a, b) => b - a),
        );
        for (const { tokens, score, finished } of found) {
          const sums = (finished === 'stop' ? [...options.stopTokens] : [undefined]).map((stop) => {
            const all = stop === undefined ? tokens : [...tokens, stop];
            expect(all.length).toBeLessThanOrEqual(options.maxTokens);
            return sumLogprobs(language, all) / all.length ** options.lengthPenalty;
          });
          expect(Math.min(...sums.map((sum) => Math.abs(sum - score)))).toBeLessThan(1e-9);
        }
      }),
    );
  });

  it('gives the same each time, and with no more candidates than it says it needs', () => {
    fc.assert(
      fc.property(...cases, (seed, size, options) => {
        const language = toyLanguage(seed, size);
        const found = finish(new BeamSearch(options), language);
        const listed = options.width + options.stopTokens.size;
        expect(finish(new BeamSearch(options), language)).toEqual(found);
        expect(finish(new BeamSearch(options), language, listed)).toEqual(found);
      }),
    );
  });

  it('is greedy with a single beam, up to the first stop token', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 20 }), (seed, size) => {
        const language = toyLanguage(seed, size);
        const greedy: number[] = [];
        while (greedy.length < 8 && greedy.at(-1) !== END) greedy.push(language(greedy)[0]!.token);
        const one = search({ width: 1, results: 1, lengthPenalty: 0 });
        expect(finish(one, language)[0]!.tokens).toEqual(greedy.filter((token) => token !== END));
      }),
    );
  });
});

describe('the reference', () => {
  const { width, lengthPenalty, maxTokens, prompts } = readBeams();
  const traced = prompts.filter(({ trace }) => trace !== undefined);

  it.each(traced)('chooses the same from the same: $name', ({ trace, answers }) => {
    const stopTokens = new Set([goldenStop]);
    const beams = new BeamSearch({ width, results: 3, lengthPenalty, maxTokens, stopTokens });
    for (const [i, step] of trace!.entries()) {
      const next = beams.advance(
        step.map((beam) => beam.map(([token, logprob]) => ({ token, logprob }))),
      );
      expect(next).toHaveLength(trace![i + 1]?.length ?? 0);
    }
    const found = beams.results();
    expect(found.map(({ tokens, finished }) => ({ tokens, finished }))).toEqual(
      answers.map(({ tokens, finished }) => ({ tokens, finished })),
    );
    for (const [i, { score }] of found.entries()) expect(score).toBeCloseTo(answers[i]!.score, 5);
  });

  it('was traced three times', () => {
    expect(traced).toHaveLength(3);
  });
});
