import type { Page } from '@playwright/test';
import { isWhole, readGolden, type GoldenPrompt } from '../compiler/golden/read';
import type { GenerateRequest, GenerateResult } from '../src/engine/client';
import { seededRandom } from '../src/core/random';
import { sampled, seed } from '../tools/test/cases';
import { openEnginePage } from './support/enginePage';
import { expect, test } from './support/fixtures';

/*
 * The result of a request does not depend on what else the engine does. Tested with the real model on a real
 * GPU, in batches that change with every step.
 */

test.describe.configure({ mode: 'serial' });

let prompts: readonly GoldenPrompt[];
let requests: readonly GenerateRequest[];
let page: Page;
let close: () => Promise<void>;

test.beforeAll(async ({ profile, quantization }) => {
  prompts = readGolden(quantization).prompts;
  requests = prompts.flatMap((prompt, i) => [0, 1, 2, 3].map((kind) => ask(prompt, kind, i)));
  ({ page, close } = await openEnginePage(profile));
});

test.afterAll(() => close());

/** Greedy and sampled, with and without penalties; strong penalties, because the demo is seldom in doubt. */
function ask({ prompt }: GoldenPrompt, kind: number, seed: number): GenerateRequest {
  const drawn = { temperature: 4, topP: 0.95, topK: 40, seed };
  const punished = { repetitionPenalty: 3, presencePenalty: 1, frequencyPenalty: 0.5 };
  return {
    ...{ prompt, maxTokens: 24, temperature: 0, topP: 1 },
    ...(kind % 2 === 1 && drawn),
    ...(kind >= 2 && punished),
  };
}

interface Mixed {
  readonly request: GenerateRequest;
  readonly waitMs: number;
  /** Cancelled after this many pieces of text. */
  readonly cancelAfter?: number;
}

/** Each request begins some time after the one before. */
function generate(mix: readonly Mixed[]): Promise<(GenerateResult | string)[]> {
  return page.evaluate(async (all) => {
    const running = [];
    for (const { request, waitMs, cancelAfter = Infinity } of all) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const abort = new AbortController();
      let pieces = 0;
      const onDelta = () => {
        if (++pieces >= cancelAfter) abort.abort();
      };
      const result = window.bench.engine.generate(request, { signal: abort.signal, onDelta });
      running.push(result.catch((error: unknown) => (error as { code: string }).code));
    }
    return Promise.all(running);
  }, mix);
}

let alone: string[];

test('each request by itself', async () => {
  test.setTimeout(300_000);
  alone = [];
  for (const request of requests) {
    const [result] = await generate([{ request, waitMs: 0 }]);
    alone.push((result as GenerateResult).text);
  }
  const greedy = requests.flatMap(({ temperature, repetitionPenalty }, i) =>
    temperature === 0 && repetitionPenalty === undefined ? [alone[i]] : [],
  );
  const whole = prompts.filter(isWhole);
  expect(whole.length).toBeGreaterThan(15);
  expect(greedy.filter((_, i) => isWhole(prompts[i]!))).toEqual(whole.map(({ text }) => text));
  // Otherwise seeds and penalties would not be tested.
  expect(new Set(alone).size).toBeGreaterThan(1.5 * prompts.length);
});

const mixes = sampled(100, 20);

test(`${mixes} random mixes of them give the same`, async () => {
  test.setTimeout(900_000);
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  for (let mix = 0; mix < mixes; mix++) {
    const chosen = Array.from({ length: 2 + below(11) }, () => below(requests.length));
    const results = await generate(
      chosen.map((at) => ({
        request: { ...requests[at]!, priority: random() < 0.5 ? 'background' : 'interactive' },
        waitMs: below(30),
        ...(random() < 0.15 && { cancelAfter: 1 + below(3) }),
      })),
    );
    for (const [i, result] of results.entries()) {
      if (result === 'aborted') continue;
      expect((result as GenerateResult).text, `mix ${mix}`).toBe(alone[chosen[i]!]);
    }
  }
});
