import { beforeEach, describe, expect, it } from 'vitest';
import { getModel } from '../core/catalog';
import { AppError } from '../core/errors';
import { renderChat } from '../core/prompts/index';
import type { GenerateRequest, GenerateResult } from '../engine/client';
import golden from './golden.json';
import { MeasureHarness } from '../../testing/engine/measureHarness';
import { selfTest } from './selfTest';
import type { Subject } from './types';

let bench: MeasureHarness;
const signal = new AbortController().signal;

beforeEach(() => {
  bench = new MeasureHarness();
});

const run = (subject: Subject) => selfTest(subject, bench.generate, signal);

describe('of the demo', () => {
  const demo: Subject = { model: getModel('demo'), quantization: 'q4f32_1' };

  /** What the reference answers, with all log-probabilities off by this much. */
  function known({ prompt }: GenerateRequest, off = 0): Partial<GenerateResult> {
    const { text, logprobs } = golden.find((one) => one.prompt === prompt)!;
    const steps = logprobs.map((row) => {
      const top = row.map((logprob) => ({ token: '', logprob: logprob + off }));
      return { ...top[0]!, top };
    });
    return { text, logprobs: steps };
  }

  it('asks as the app asks', () => {
    const text = 'Provide the French translation for this sentence: in 3 days';
    expect(golden[0]?.prompt).toBe(renderChat(getModel('demo'), [{ role: 'user', text }]));
  });

  it('passes with the answers of the reference', async () => {
    bench.answer = (request) => known(request, 0.001);
    const result = await run(demo);
    expect(result).toMatchObject({ kind: 'golden', passed: true, prompts: 4, wrong: 0 });
    expect(result.largestDeviation).toBeCloseTo(0.001);
    for (const { temperature, topLogprobs } of bench.requests) {
      expect([temperature, topLogprobs]).toEqual([0, 5]);
    }
  });

  it('fails with another text, and tells of how many', async () => {
    bench.answer = (request) => ({
      ...known(request),
      ...(request.prompt === golden[2]?.prompt && { text: 'other' }),
    });
    expect(await run(demo)).toMatchObject({ passed: false, wrong: 1, largestDeviation: 0 });
  });

  it('fails where numbers are too far off, more so in full precision', async () => {
    bench.answer = (request) => known(request, 0.1);
    expect(await run(demo)).toMatchObject({ passed: false, wrong: 0 });
    expect(await run({ ...demo, quantization: 'q4f16_1' })).toMatchObject({ passed: true });
  });

  it('fails where numbers are missing, or none', async () => {
    bench.answer = (request) => ({ ...known(request), logprobs: [] });
    expect(await run(demo)).toMatchObject({ passed: false, wrong: 4 });
    bench.answer = (request) => known(request, NaN);
    expect(await run(demo)).toMatchObject({ passed: false });
  });
});

describe('of a large model', () => {
  const large: Subject = { model: getModel('bayling-2-7b'), quantization: 'q4f32_1' };

  /** Two likely tokens for every step: [the better one, its lead]. */
  const steps = (...wanted: (readonly [token: string, lead: number])[]) => ({
    logprobs: wanted.map(([token, lead]) => ({
      token,
      logprob: -0.1,
      top: [
        { token, logprob: -0.1 },
        { token: 'other', logprob: -0.1 - lead },
      ],
    })),
  });
  const isTogether = () => bench.requests.length > 4;

  it('compares four at once with each alone', async () => {
    bench.answer = () => steps(['a', 1], ['b', 1]);
    expect(await run(large)).toMatchObject({ kind: 'batch', passed: true, prompts: 4, wrong: 0 });
    const prompts = bench.requests.map(({ prompt }) => prompt);
    expect(prompts.slice(4)).toEqual(prompts.slice(0, 4));
    expect(new Set(prompts).size).toBe(4);
  });

  it('fails where an answer is another one at once', async () => {
    bench.answer = () => steps(['a', 1], [isTogether() ? 'c' : 'b', 1]);
    expect(await run(large)).toMatchObject({ passed: false, wrong: 4 });
  });

  it('fails where an answer ends too early', async () => {
    bench.answer = () => (isTogether() ? steps(['a', 1]) : steps(['a', 1], ['b', 1]));
    expect(await run(large)).toMatchObject({ passed: false, wrong: 4 });
  });

  it('lets answers part where two tokens are as good as each other', async () => {
    bench.answer = () =>
      isTogether()
        ? steps(['a', 1], ['c', 0.001], ['d', 9])
        : steps(['a', 1], ['b', 0.001], ['e', 1]);
    const result = await run(large);
    expect(result).toMatchObject({ passed: true, wrong: 0 });
    expect(result.largestDeviation).toBeLessThan(0.01);
  });

  it('fails without numbers to compare', async () => {
    expect(await run(large)).toMatchObject({ passed: false });
  });

  it('fails as the engine does', async () => {
    bench.onGenerate = () => {
      throw new AppError('gpu-lost');
    };
    await expect(run(large)).rejects.toMatchObject({ code: 'gpu-lost' });
  });
});
