import type { Page } from '@playwright/test';
import { readGolden, type GoldenPrompt } from '../compiler/golden/read';
import { getModel } from '../src/core/catalog';
import { buildPage, type BuiltPage } from './support/builtPage';
import { expect, test } from './support/fixtures';
import { compare } from './support/library/compare';
import type { Top } from './support/library/page';
import type { Row } from './support/library/sampling';

/** One page and one loaded model serve all of these tests. */
test.describe.configure({ mode: 'serial' });

const golden = readGolden();
/** As many candidates as the library selects. */
const candidates = 256;

let site: BuiltPage;
let page: Page;

test.beforeAll(async ({ profile }) => {
  site = await buildPage(new URL('./support/library/', import.meta.url));
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

/** Prompts are longer than this; it is not a multiple of a cache page, which has 16 tokens. */
const splits = [0, 20];

for (const prompt of golden.prompts) {
  test(`the numbers are the reference's: ${prompt.name}`, async () => {
    const [steps] = await decode([prompt], prompt.steps.length, 0);
    compare(steps, prompt);
  });
}

for (const split of splits) {
  test(`eight sequences decode together as each does alone, ${split} tokens prefilled before`, async () => {
    const prompts = golden.prompts.slice(0, 8);
    const count = Math.min(...prompts.map(({ steps }) => steps.length));
    expect(count).toBeGreaterThan(2);
    const together = await decode(prompts, count, split);
    for (const [i, prompt] of prompts.entries()) compare(together[i], prompt, count);
  });
}

test('a sequence has the same numbers in a batch of eight as in one of its own', async () => {
  const prompts = golden.prompts.slice(0, 8).map(({ promptIds }) => [...promptIds]);
  const run = (asked: number[][]) =>
    page.evaluate((ids) => window.library.decode(ids, 4, 0, true), asked);
  const together = await run(prompts);
  for (const row of [0, 4, 7]) expect((await run([prompts[row]!]))[0]).toEqual(together[row]);
});

test('a prompt that is prefilled in parts is the same prompt', async () => {
  const prompt = golden.prompts[0]!;
  const [steps] = await decode([prompt], prompt.steps.length, 37);
  compare(steps, prompt);
});

test('and a difference would be seen', async () => {
  const prompt = golden.prompts[0]!;
  const [steps] = await decode([prompt], prompt.steps.length, 0);
  const shifted = steps!.map((top) => top.map((one) => ({ ...one, logprob: one.logprob + 0.002 })));
  expect(() => compare(shifted, prompt)).toThrow();
});

function decode(prompts: readonly GoldenPrompt[], steps: number, split: number): Promise<Top[][]> {
  return page.evaluate(([ids, count, before]) => window.library.decode(ids, count, before), [
    prompts.map(({ promptIds }) => [...promptIds]),
    steps,
    split,
  ] as const);
}

/** In float32, as in the kernels, so that the same numbers decide the order. */
const vocabularies = {
  demo: getModel('demo').shape.vocabulary,
  'Llama 3': getModel('bayling-3-8b').shape.vocabulary,
};

function randomLogits(size: number, spread: number, seed = 0): Float32Array {
  let state = 12345 + seed;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * spread;
  });
}

/** The tokens, best first, and the lower one first of equals. */
function inOrder(logits: Float32Array): number[] {
  return [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b);
}

const sample = (logits: Float32Array, temperature: number, topP: number, uniforms: number[]) =>
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
    const best = inOrder(logits);
    // Probabilities of neighbours may round to the same number; then the lower token comes first.
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
  const { tokens, drawn } = await sample(new Float32Array(8192).fill(0.5), 1, 1, [0, 0.5]);
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
  const logits = new Float32Array(8192).fill(-40);
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
  expect((await sample(new Float32Array(8192).fill(NaN), 1, 1, [0.5])).drawn).toEqual([-1]);
});

/** Each row of a batch has its own logits and sampling parameters. */
const batch: readonly Row[] = [
  { temperature: 1, topP: 1, topK: 0, uniform: 0.37 },
  { temperature: 0, topP: 0.5, topK: 3, uniform: 0.99 },
  { temperature: 0.7, topP: 0.9, topK: 0, uniform: 0.8 },
  { temperature: 1.3, topP: 1, topK: 5, uniform: 0.95 },
  { temperature: 1, topP: 0.6, topK: 7, uniform: 0.999 },
  { temperature: 2, topP: 0.95, topK: 1, uniform: 0.5 },
  { temperature: 0.3, topP: 1, topK: 1000, uniform: 0.61 },
  { temperature: 1, topP: 1e-5, topK: -1, uniform: 0.999 },
].map((row, i) => ({ ...row, logits: randomLogits(8192, 20 + i, i) }));

/** What `sample_rows` promises, in float64. */
function drawRow({ logits, temperature, topP, topK, uniform }: Row): number {
  const order = inOrder(logits);
  if (temperature === 0) return order[0]!;
  const highest = logits[order[0]!]!;
  const weigh = (token: number) => Math.exp((logits[token]! - highest) / temperature);
  const left = order.slice(0, topK > 0 ? Math.min(topK, candidates) : candidates);
  const sum = (tokens: readonly number[]) => tokens.reduce((mass, token) => mass + weigh(token), 0);
  const total = topK > 0 ? sum(left) : sum(order);
  const head: number[] = [];
  while (head.length < left.length && sum(head) < topP * total) head.push(left[head.length]!);
  const cut = uniform * sum(head);
  return head.find((_, i) => sum(head.slice(0, i + 1)) > cut)!;
}

for (const count of [1, 3, 8]) {
  test(`each row of ${count} is drawn by its own temperature, top-p and top-k`, async () => {
    const rows = batch.slice(0, count);
    const drawn = await page.evaluate((asked) => window.library.sampleRows(asked), rows);
    expect(drawn).toEqual(rows.map(drawRow));
    const turned = await page.evaluate(
      (asked) => window.library.sampleRows(asked),
      [...rows].reverse(),
    );
    expect(turned).toEqual([...drawn].reverse());
  });

  test(`the best token of each of ${count} rows, and log-probabilities of its candidates`, async () => {
    const rows = batch.slice(0, count).map(({ logits }) => logits);
    const best = await page.evaluate((asked) => window.library.argmaxRows(asked), rows);
    expect(best).toEqual(rows.map((row) => inOrder(row)[0]));
    const tops = await page.evaluate((asked) => window.library.topLogprobs(asked), rows);
    for (const [i, { tokens, logprobs }] of tops.entries()) {
      const order = inOrder(rows[i]!);
      expect(tokens).toEqual(order.slice(0, candidates));
      const highest = rows[i]![order[0]!]!;
      const total = rows[i]!.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
      for (const [rank, token] of tokens.entries()) {
        const expected = rows[i]![token]! - highest - Math.log(total);
        expect(Math.abs(logprobs[rank]! - expected)).toBeLessThan(1e-5);
      }
    }
  });
}

for (const [name, size] of Object.entries({ ...vocabularies, 'Llama 2': 32_000 })) {
  test(`the log-probability of any token is that of all the logits: vocabulary of ${name}`, async () => {
    const rows = Array.from({ length: 3 }, (_, i) => randomLogits(size, 10 + 20 * i, i));
    const order = inOrder(rows[2]!);
    const tokens = [rows[0]!.length - 1, inOrder(rows[1]!)[0]!, order.at(-1)!];
    const chosen = await page.evaluate(([asked, of]) => window.library.chosenLogprobs(asked, of), [
      rows,
      tokens,
    ] as const);
    for (const [i, row] of rows.entries()) {
      const highest = row[inOrder(row)[0]!]!;
      const total = row.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
      const expected = row[tokens[i]!]! - highest - Math.log(total);
      expect(Math.abs(chosen[i]! - expected)).toBeLessThan(1e-4);
    }
  });
}

test('the log-probability of what is certain is 0, and of the impossible still a number', async () => {
  const row = Float32Array.from({ length: 8192 }, (_, token) => (token === 300 ? 80 : -80));
  const chosen = await page.evaluate(([asked, of]) => window.library.chosenLogprobs(asked, of), [
    [row, row],
    [300, 7],
  ] as const);
  expect(chosen[0]).toBe(0);
  // The kernel counts no further.
  expect(chosen[1]).toBeCloseTo(-60, 3);
});

test('top-k comes first, and top-p counts what it left as the whole', async () => {
  const logits = new Float32Array(8192).fill(-40);
  [7000, 3, 500, 8191].forEach((token, i) => {
    logits[token] = [Math.log(4), Math.log(2), 0, 0][i]!;
  });
  const draw = (topP: number, topK: number, uniform: number): Row => ({
    logits,
    temperature: 1,
    topP,
    topK,
    uniform,
  });
  // Two are left, at 2/3 and 1/3: half of the mass is only the first, 0.7 is both.
  const rows = [draw(1, 2, 0.66), draw(1, 2, 0.67), draw(0.6, 2, 0.99), draw(0.7, 2, 0.99)];
  const drawn = await page.evaluate((asked) => window.library.sampleRows(asked), rows);
  expect(drawn).toEqual([7000, 3, 7000, 3]);
});

test('log-probabilities are exact where probabilities are nothing', async () => {
  const logits = Float32Array.from({ length: 8192 }, (_, token) => -token);
  const tops = await page.evaluate((asked) => window.library.topLogprobs([asked]), logits);
  const total = Math.log(1 / (1 - Math.exp(-1)));
  expect(tops[0]!.tokens).toEqual(Array.from({ length: candidates }, (_, i) => i));
  for (const [rank, logprob] of tops[0]!.logprobs.entries()) {
    expect(Math.abs(logprob + rank + total)).toBeLessThan(2e-5);
  }
});

test('of equals the first is the best; what is not a number spoils its own row only', async () => {
  const flat = new Float32Array(128_256).fill(-3);
  const tied = flat.map((value, token) => (token === 77_777 || token === 9_999 ? 2.5 : value));
  const zeros = flat.map((value, token) => (token === 5 ? -0 : token === 99_000 ? 0 : value));
  const spoilt = tied.map((value, token) => (token === 100_000 ? NaN : value));
  const endless = tied.map((value, token) => (token === 128_255 ? Infinity : value));
  const rows = [flat, tied, spoilt, zeros, endless, flat.map(() => NaN), tied];
  const expected = [0, 9_999, -1, 5, -1, -1, 9_999];
  expect(await page.evaluate((asked) => window.library.argmaxRows(asked), rows)).toEqual(expected);
  for (const temperature of [0, 1]) {
    const asked = rows.map((logits) => ({ logits, temperature, topP: 1e-5, topK: 0, uniform: 0 }));
    expect(await page.evaluate((given) => window.library.sampleRows(given), asked)).toEqual(
      expected,
    );
  }
});

test('an error inside the library reaches JavaScript with its words', async () => {
  expect(await page.evaluate(() => window.library.failure())).toMatch(/\w+Error: .+/s);
  expect(await page.evaluate(() => window.library.failure())).not.toContain('ExitStatus');
});
