import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { hashWeights } from '../compiler/golden/hash';
import { goldenStop, readGolden, type GoldenPrompt } from '../compiler/golden/read';
import type { GenerateResult } from '../src/engine/client';
import { buildPage, type BuiltPage } from './support/builtPage';
import { expect, test } from './support/fixtures';

/** One page and one loaded model serve all of these tests. */
test.describe.configure({ mode: 'serial' });

const golden = readGolden();
const folder = fileURLToPath(
  new URL('../public/models/demo/q4f32_1/resolve/main/', import.meta.url),
);

let site: BuiltPage;
let page: Page;

test.beforeAll(async ({ profile }) => {
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
  expect(hashWeights(folder), 'another demo model: npm run golden').toBe(golden.weights);
});

test('the demo loads', async () => {
  await page.evaluate(() => window.bench.engine.load('demo'));
});

for (const prompt of golden.prompts) {
  test(`the browser decodes what the reference does: ${prompt.name}`, async () => {
    compare(await decode(prompt), prompt);
  });
}

async function decode({ prompt, steps }: GoldenPrompt): Promise<GenerateResult> {
  const request = { prompt, maxTokens: steps.length, temperature: 0, topP: 1, topLogprobs: 5 };
  return page.evaluate((asked) => window.bench.engine.generate(asked), request);
}

function compare(result: GenerateResult, { text, steps, promptIds }: GoldenPrompt): void {
  expect(result.text).toBe(text);
  expect(result.usage.promptTokens).toBe(promptIds.length);
  expect(result.finishReason).toBe(steps.at(-1)?.token === goldenStop ? 'stop' : 'length');
  expect(result.logprobs).toHaveLength(steps.length);
  for (const [i, { top }] of steps.entries()) {
    const got = result.logprobs?.[i];
    expect(got?.token).toBe(top[0]?.text);
    for (const [rank, { logprob }] of top.entries()) {
      expect(Math.abs((got?.top[rank]?.logprob ?? NaN) - logprob)).toBeLessThan(1e-3);
    }
  }
}
