import type { Page } from '@playwright/test';
import {
  readBeams,
  readGolden,
  type GoldenBeamSearch,
  type GoldenPrompt,
} from '../compiler/golden/read';
import { measureConfidence, type TokenConfidence } from '../src/core/confidence';
import type { GenerateRequest, GenerateResult } from '../src/engine/client';
import { openEnginePage } from './support/enginePage';
import { expect, test } from './support/fixtures';

/** Compares the confidence that the engine reports for the real model with the reference. */

test.describe.configure({ mode: 'serial' });

/** Of numbers that are computed from the same log-probabilities. */
const TOLERANCE = 1e-3;
/** For the quantization that the app runs here. */
let prompts: readonly GoldenPrompt[];
let beams: GoldenBeamSearch;
let page: Page;
let close: () => Promise<void>;

test.beforeAll(async ({ profile, quantization }) => {
  ({ prompts } = readGolden(quantization));
  beams = readBeams(quantization);
  ({ page, close } = await openEnginePage(profile));
});

test.afterAll(() => close());

/** Runs all requests at once. */
function generate(requests: readonly GenerateRequest[]): Promise<GenerateResult[]> {
  return page.evaluate(
    (asked) => Promise.all(asked.map((request) => window.bench.engine.generate(request))),
    requests,
  );
}

const greedy = ({ prompt, steps }: GoldenPrompt): GenerateRequest => ({
  ...{ prompt, maxTokens: steps.length, temperature: 0, topP: 1 },
});

const reference = ({ steps }: GoldenPrompt): TokenConfidence =>
  measureConfidence(steps.map(({ top }) => top[0]!.logprob))!;

function compare({ confidence }: GenerateResult, prompt: GoldenPrompt): void {
  const { mean, lowest, tokens } = reference(prompt);
  expect(confidence?.tokens, prompt.name).toBe(tokens);
  expect(Math.abs(confidence!.mean - mean), prompt.name).toBeLessThan(prompt.tolerance);
  expect(Math.abs(confidence!.lowest - lowest), prompt.name).toBeLessThan(prompt.tolerance);
}

for (const { name } of readGolden().prompts) {
  test(`mean and lowest are the reference's: ${name}`, async () => {
    const prompt = prompts.find((one) => one.name === name)!;
    const [result] = await generate([greedy(prompt)]);
    compare(result!, prompt);
  });
}

test('and in a batch, where others are drawn or have their log-probabilities told', async () => {
  const requests = prompts.map((prompt, i) => ({
    ...greedy(prompt),
    ...(i % 3 === 1 && { temperature: 1.5, topK: 1, seed: i }),
    ...(i % 3 === 2 && { topLogprobs: 3 }),
  }));
  const results = await generate(requests);
  for (const [i, result] of results.entries()) compare(result, prompts[i]!);
});

test('of tokens that are far from likely it is what their log-probabilities say', async () => {
  const drawn = { temperature: 6, topLogprobs: 256, maxTokens: 16 };
  const results = await generate(
    prompts.slice(0, 8).map((prompt, seed) => ({ ...greedy(prompt), ...drawn, seed })),
  );
  for (const { logprobs, confidence } of results) {
    const { mean, lowest, tokens } = measureConfidence(logprobs!.map(({ logprob }) => logprob))!;
    expect(confidence!.tokens).toBe(tokens);
    expect(Math.abs(confidence!.mean - mean)).toBeLessThan(TOLERANCE);
    expect(Math.abs(confidence!.lowest - lowest)).toBeLessThan(TOLERANCE);
  }
  expect(Math.min(...results.map(({ confidence }) => confidence!.lowest))).toBeLessThan(-1);
});

test('a bias changes what is chosen, not how likely the model had it', async () => {
  const chosen = prompts.slice(0, 4);
  const results = await generate(
    chosen.map((prompt) => ({
      ...greedy(prompt),
      // For tokens that are chosen anyway, so that the choice stays the same.
      logitBias: Object.fromEntries(prompt.steps.map(({ token }) => [token, 3])),
      topLogprobs: 1,
    })),
  );
  for (const [i, result] of results.entries()) {
    const { text, steps } = chosen[i]!;
    if (result.text !== text) continue;
    compare(result, chosen[i]!);
    const told = result.logprobs!.map(({ logprob }) => logprob);
    // These include the bias, as always.
    expect(told).toHaveLength(steps.length);
    expect(measureConfidence(told)!.mean).not.toBe(result.confidence!.mean);
  }
  expect(results.some(({ text }, i) => text === chosen[i]!.text)).toBe(true);
});

test('what an answer had to begin with does not count', async () => {
  const [first] = prompts;
  const [whole, rest] = await generate([
    greedy(first!),
    { ...greedy(first!), forcedPrefix: first!.steps[0]!.top[0]!.text },
  ]);
  expect(whole!.text.endsWith(rest!.text)).toBe(true);
  expect(rest!.confidence!.tokens).toBeLessThan(whole!.confidence!.tokens);
});

test('a beam search tells of its best answer', async () => {
  const { width, lengthPenalty, maxTokens, prompts: searched } = beams;
  expect(lengthPenalty).toBe(1);
  const [{ prompt, answers, tolerance }] = searched as [(typeof searched)[0]];
  const beam = { width, lengthPenalty, results: 3 };
  const [result] = await generate([{ prompt, maxTokens, temperature: 0, topP: 1, beam }]);
  const { mean, lowest, tokens } = result!.confidence!;
  expect(tokens).toBe(answers[0]!.tokens.length + 1);
  expect(Math.abs(mean - answers[0]!.score)).toBeLessThan(tolerance);
  expect(lowest).toBeLessThanOrEqual(mean);
});

test('the last request is judged by what the demo is worth', async () => {
  const [{ confidence }] = (await generate([greedy(prompts[0]!)])) as [GenerateResult];
  const stats = await page.evaluate(() => window.bench.engine.lastStats());
  const { mean, lowest } = confidence!;
  expect(stats?.confidence).toEqual({ mean, lowest, trusted: true });
});
