import type { Page } from '@playwright/test';
import { readGolden, type GoldenPrompt } from '../compiler/golden/read';
import { buildPage, type BuiltPage } from './support/builtPage';
import { expect, test } from './support/fixtures';
import { compare } from './support/library/compare';
import type { Top } from './support/library/page';

/** One page and one loaded model serve all of these tests. */
test.describe.configure({ mode: 'serial' });

const golden = readGolden();
/** As many candidates as the library selects. */
const candidates = 256;

let site: BuiltPage;
let page: Page;

test.beforeAll(async ({ profile }) => {
  site = await buildPage('library');
  page = await profile.newPage();
  await page.goto(site.address);
  await page.waitForFunction(() => 'library' in window);
  await page.evaluate(() =>
    window.library.load('models/demo/q4f32_1', 'models/libs/bayling-demo-q4f32_1.wasm'),
  );
});

test.afterAll(async () => {
  await page.close();
  await site.stop();
});

/** Prompts are longer than this, and no multiple of a page of the cache, which has 16 tokens. */
const splits = [0, 20];

for (const prompt of golden.prompts) {
  test(`the numbers are the reference's: ${prompt.name}`, async () => {
    const [steps] = await decode([prompt], prompt.steps.length, 0);
    compare(steps, prompt.steps);
  });
}

for (const split of splits) {
  test(`eight sequences decode together as each does alone, ${split} tokens prefilled before`, async () => {
    const prompts = golden.prompts.slice(0, 8);
    const count = Math.min(...prompts.map(({ steps }) => steps.length));
    expect(count).toBeGreaterThan(2);
    const together = await decode(prompts, count, split);
    for (const [i, { steps }] of prompts.entries()) compare(together[i], steps.slice(0, count));
  });
}

test('a prompt that is prefilled in parts is the same prompt', async () => {
  const prompt = golden.prompts[0]!;
  const [steps] = await decode([prompt], prompt.steps.length, 37);
  compare(steps, prompt.steps);
});

test('and a difference would be seen', async () => {
  const prompt = golden.prompts[0]!;
  const [steps] = await decode([prompt], prompt.steps.length, 0);
  const shifted = steps!.map((top) => top.map((one) => ({ ...one, logprob: one.logprob + 0.002 })));
  expect(() => compare(shifted, prompt.steps)).toThrow();
});

function decode(prompts: readonly GoldenPrompt[], steps: number, split: number): Promise<Top[][]> {
  return page.evaluate(([ids, count, before]) => window.library.decode(ids, count, before), [
    prompts.map(({ promptIds }) => [...promptIds]),
    steps,
    split,
  ] as const);
}

/** As the kernels see them: float32, so that the order is decided by the same numbers. */
const vocabularies = { demo: 8192, 'Llama 3': 128_256 };

function randomLogits(size: number, spread: number): number[] {
  let state = 12345;
  return Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.fround((state / 2 ** 32 - 0.5) * spread);
  });
}

const sample = (logits: number[], temperature: number, topP: number, uniforms: number[]) =>
  page.evaluate(([row, heat, mass, cuts]) => window.library.sample(row, heat, mass, cuts), [
    logits,
    temperature,
    topP,
    uniforms,
  ] as const);

for (const [name, size] of Object.entries(vocabularies)) {
  test(`the best tokens come out in order: vocabulary of ${name}`, async () => {
    const logits = randomLogits(size, 30);
    const { tokens, probabilities } = await sample(logits, 1, 1, [0]);
    expect(tokens).toHaveLength(candidates);
    const best = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
    // Probabilities of neighbours may round to one number; then the lower token comes first.
    expect(tokens.map((token) => logits[token])).toEqual(
      best.slice(0, candidates).map((token) => logits[token]),
    );
    const highest = logits[best[0]!]!;
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
    for (const [rank, token] of tokens.entries()) {
      const expected = Math.exp(logits[token]! - highest) / total;
      expect(probabilities[rank]! / expected).toBeCloseTo(1, 3);
    }
  });
}

test('equals keep the order of their tokens, and one of them is drawn', async () => {
  const { tokens, drawn } = await sample(Array<number>(8192).fill(0.5), 1, 1, [0, 0.5]);
  expect(tokens).toEqual(Array.from({ length: candidates }, (_, i) => i));
  expect(drawn).toEqual([0, 128]);
});

test('a temperature of almost nothing is greedy, wherever it is cut', async () => {
  const logits = randomLogits(8192, 4);
  const { drawn } = await sample(logits, 1e-6, 1, [0, 0.3, 0.999]);
  const best = logits.indexOf(Math.max(...logits));
  expect(drawn).toEqual([best, best, best]);
});

test('top-p takes the shortest head that has the mass, in its proportions', async () => {
  const logits = Array<number>(8192).fill(-40);
  // Softmax over these is 1/2, 1/4, 1/8, 1/8.
  [7000, 3, 500, 8191].forEach((token, i) => {
    logits[token] = [Math.log(4), Math.log(2), 0, 0][i]!;
  });
  const cuts = [0, 0.49, 0.51, 0.74, 0.76, 0.87, 0.88, 0.999];
  expect((await sample(logits, 1, 1, cuts)).drawn).toEqual([
    7000, 7000, 3, 3, 500, 500, 8191, 8191,
  ]);
  // 0.7 of the mass: the first two, at 2/3 and 1/3.
  expect((await sample(logits, 1, 0.7, [0, 0.66, 0.67, 0.999])).drawn).toEqual([7000, 7000, 3, 3]);
  expect((await sample(logits, 1, 1e-5, [0.999])).drawn).toEqual([7000]);
});

test('logits that are not numbers draw no token', async () => {
  expect((await sample(Array<number>(8192).fill(NaN), 1, 1, [0.5])).drawn).toEqual([-1]);
});

test('an error inside the library reaches JavaScript with its words', async () => {
  expect(await page.evaluate(() => window.library.failure())).toMatch(/\w+Error: .+/s);
  expect(await page.evaluate(() => window.library.failure())).not.toContain('ExitStatus');
});
