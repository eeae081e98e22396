import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { hashWeights } from '../compiler/golden/hash';
import { isWhole, readGolden, type Golden, type GoldenPrompt } from '../compiler/golden/read';
import type { GenerateResult } from '../src/engine/client';
import { buildPage, type BuiltPage } from './support/builtPage';
import { expect, test } from './support/fixtures';

/** One page and one loaded model serve all of these tests. */
test.describe.configure({ mode: 'serial' });

/** For the quantization that the app runs here. */
let golden: Golden<GoldenPrompt>;
let site: BuiltPage;
let page: Page;

test.beforeAll(async ({ profile, quantization }) => {
  golden = readGolden(quantization);
  site = await buildPage(new URL('./support/engine/', import.meta.url));
  page = await profile.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => 'bench' in window);
});

test.afterAll(async () => {
  await page.close();
  await site.stop();
});

test('the golden file belongs to these weights', () => {
  const path = `../public/models/demo/${golden.quantization}/resolve/main/`;
  const folder = fileURLToPath(new URL(path, import.meta.url));
  expect(hashWeights(folder), 'another demo model: npm run golden').toBe(golden.weights);
});

test('the demo loads, in the quantization of the golden file', async () => {
  const run = await page.evaluate(async () => {
    await window.bench.engine.load('demo');
    return window.bench.packages.state('demo');
  });
  expect(run.quantization).toBe(golden.quantization);
});

for (const { name } of readGolden().prompts) {
  test(`the browser decodes what the reference does: ${name}`, async () => {
    const prompt = golden.prompts.find((one) => one.name === name)!;
    compare(await decode(prompt), prompt);
  });
}

async function decode({ prompt, steps }: GoldenPrompt): Promise<GenerateResult> {
  const request = { prompt, maxTokens: steps.length, temperature: 0, topP: 1, topLogprobs: 5 };
  return page.evaluate((asked) => window.bench.engine.generate(asked), request);
}

function compare(result: GenerateResult, golden: GoldenPrompt): void {
  const { text, steps, promptIds, tolerance } = golden;
  expect(result.text).toBe(text);
  expect(result.usage.promptTokens).toBe(promptIds.length);
  expect(result.finishReason).toBe(isWhole(golden) ? 'stop' : 'length');
  expect(result.logprobs).toHaveLength(steps.length);
  for (const [i, { top }] of steps.entries()) {
    const got = result.logprobs?.[i];
    expect(got?.token).toBe(top[0]?.text);
    for (const [rank, { logprob }] of top.entries()) {
      expect(Math.abs((got?.top[rank]?.logprob ?? NaN) - logprob)).toBeLessThan(tolerance);
    }
  }
}
