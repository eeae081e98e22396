import type { Page } from '@playwright/test';
import { readBeams, readGolden, type GoldenBeamSearch } from '../compiler/golden/read';
import { getModel } from '../src/core/catalog';
import { renderChat, translationInstruction } from '../src/core/prompts';
import type { GenerateRequest, GenerateResult } from '../src/engine/client';
import { drawSample } from '../tools/test/cases';
import { openEnginePage } from './support/enginePage';
import { expect, test } from './support/fixtures';

/** Beam search and constraints, with the real model on a real GPU. */

test.describe.configure({ mode: 'serial' });

/** For the quantization that the app runs here. */
let golden: GoldenBeamSearch;
let page: Page;
let close: () => Promise<void>;

test.beforeAll(async ({ profile, quantization }) => {
  golden = readBeams(quantization);
  ({ page, close } = await openEnginePage(profile));
});

test.afterAll(() => close());

const generate = (request: GenerateRequest): Promise<GenerateResult> =>
  page.evaluate((asked) => window.bench.engine.generate(asked), request);

function translate(text: string, more: Partial<GenerateRequest> = {}): Promise<GenerateResult> {
  const instruction = translationInstruction('French', text);
  const prompt = renderChat(getModel('demo'), [{ role: 'user', text: instruction }]);
  return generate({ prompt, maxTokens: 24, temperature: 0, topP: 1, ...more });
}

const { width, lengthPenalty, maxTokens } = readBeams();
const beam = { width, lengthPenalty, results: 3 };

test('the golden file belongs to these weights', () => {
  expect(golden.weights).toBe(readGolden(golden.quantization).weights);
  expect(golden.prompts).toHaveLength(50);
});

test('beam search gives the answers and scores of the reference, many at a time', async () => {
  test.setTimeout(600_000);
  const prompts = drawSample(golden.prompts, 12);
  const requests = prompts.map(({ prompt }) => ({
    ...{ prompt, maxTokens, temperature: 0, topP: 1, beam },
  }));
  const results = await page.evaluate(
    (asked) => Promise.all(asked.map((request) => window.bench.engine.generate(request))),
    requests,
  );
  for (const [i, { name, answers, tolerance }] of prompts.entries()) {
    const { text, alternatives = [] } = results[i]!;
    expect(text, name).toBe(answers[0]!.text);
    expect(
      alternatives.map((one) => one.text),
      name,
    ).toEqual(answers.map((one) => one.text));
    for (const [rank, { score }] of answers.entries()) {
      expect(Math.abs(alternatives[rank]!.score - score), name).toBeLessThan(tolerance);
    }
  }
});

test('an answer goes on with what it was told to begin with', async () => {
  const { text, usage } = await translate('in 3 days', { forcedPrefix: 'dans' });
  expect(text).toBe(' 3 jours');
  expect(usage.completionTokens).toBeGreaterThan(1);
  const [first] = (await translate('in 3 days', { forcedPrefix: 'dans', beam })).alternatives!;
  expect(first!.text).toBe(' 3 jours');
});

test('a forbidden word is not in the answer, greedy or by beam search', async () => {
  expect((await translate('in 3 days')).text).toBe('dans 3 jours');
  for (const more of [{}, { beam }]) {
    const { text } = await translate('in 3 days', { forbidden: ['jours'], ...more });
    expect(text.toLowerCase()).not.toContain('jours');
    expect(text).not.toBe('');
  }
});

test('a required word is in the answer', async () => {
  expect((await translate('in 3 days', { beam })).text).not.toContain('semaines');
  const required = { ...beam, required: ['semaines'] };
  const { text } = await translate('in 3 days', { beam: required });
  expect(text).toContain('semaines');
});
