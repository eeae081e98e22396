import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models } from './catalog';
import { joinConfidence, judgeConfidence, measureConfidence } from './confidence';

const logprobs = fc.array(fc.double({ min: -40, max: 0, noNaN: true }), {
  minLength: 1,
  maxLength: 20,
});

describe('confidence', () => {
  it('is the mean and the lowest of the log-probabilities', () => {
    expect(measureConfidence([-0.5, -2, -0.5])).toEqual({ mean: -1, lowest: -2, tokens: 3 });
    expect(measureConfidence([0])).toEqual({ mean: 0, lowest: 0, tokens: 1 });
    expect(measureConfidence([])).toBeUndefined();
  });

  it('of several answers is that of all their tokens', () => {
    fc.assert(
      fc.property(logprobs, logprobs, (first, second) => {
        const joined = joinConfidence(measureConfidence(first)!, measureConfidence(second)!);
        const whole = measureConfidence([...first, ...second])!;
        expect(joined.mean).toBeCloseTo(whole.mean, 9);
        expect(joined).toMatchObject({ lowest: whole.lowest, tokens: whole.tokens });
      }),
    );
  });
});

describe('trust', () => {
  const threshold = { mean: -0.5, lowest: -2 };
  const judge = (mean: number, lowest: number) => judgeConfidence({ mean, lowest }, threshold);

  it('needs both figures', () => {
    expect(judge(-0.4, -1.9)).toEqual({ mean: -0.4, lowest: -1.9, trusted: true });
    expect(judge(-0.5, -2).trusted).toBe(true);
    expect(judge(-0.51, -1).trusted).toBe(false);
    expect(judge(-0.1, -2.01).trusted).toBe(false);
  });

  it('is unknown for a model without a threshold', () => {
    const judged = judgeConfidence({ mean: -9, lowest: -9 }, undefined);
    expect(judged).toEqual({ mean: -9, lowest: -9, trusted: undefined });
  });

  it('is a matter of the demo only, so far', () => {
    const calibrated = models.filter(({ confidence }) => confidence !== undefined);
    expect(calibrated.map(({ id }) => id)).toEqual(['demo']);
    for (const { confidence } of calibrated) {
      expect(confidence!.mean).toBeLessThan(0);
      expect(confidence!.lowest).toBeLessThanOrEqual(confidence!.mean);
    }
  });
});
