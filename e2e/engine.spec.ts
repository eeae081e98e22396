import type { Page } from '@playwright/test';
import { getModel } from '../src/core/catalog';
import type { AppError } from '../src/core/errors';
import { renderChat, translationInstruction } from '../src/core/prompts';
import type { GenerateRequest, LoadProgress } from '../src/engine/client';
import { buildPage, type BuiltPage } from './support/builtPage';
import { expect, test } from './support/fixtures';

/** The order matters: one browser and one loaded model serve all of these tests. */
test.describe.configure({ mode: 'serial' });

let site: BuiltPage;
let page: Page;
const problems: string[] = [];

test.beforeAll(async ({ profile }) => {
  site = await buildPage(new URL('./support/engine/', import.meta.url));
  page = await profile.newPage();
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) problems.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site.address)) problems.push(`a request to ${url}`);
  });
  await page.goto(site.address);
  await page.waitForFunction(() => 'bench' in window);
});

test.afterAll(async () => {
  await page.close();
});

function toFrench(source: string, more: Partial<GenerateRequest> = {}): GenerateRequest {
  const text = translationInstruction('French', source);
  const prompt = renderChat(getModel('demo'), [{ role: 'user', text }]);
  return { prompt, maxTokens: 24, temperature: 0, topP: 1, ...more };
}

test('the GPU is fit, and nothing is stored yet', async () => {
  const found = await page.evaluate(async () => ({
    gpu: (await window.bench.checkGpu()).ok,
    state: await window.bench.packages.state('demo'),
  }));
  expect(found).toEqual({ gpu: true, state: { kind: 'absent', bytes: 0 } });
});

test('nothing is answered before a model is loaded', async () => {
  const code = await page.evaluate(
    (request) =>
      window.bench.engine.generate(request).then(
        () => 'answered',
        (error: unknown) => (error as AppError).code,
      ),
    toFrench('in 3 days'),
  );
  expect(code).toBe('model-not-loaded');
});

test('the demo loads, on one bar from nothing to all', async () => {
  const reports = await page.evaluate(async () => {
    const seen: LoadProgress[] = [];
    await window.bench.engine.load('demo', { onProgress: (progress) => seen.push(progress) });
    return seen;
  });
  expect(await page.evaluate(() => window.bench.engine.status())).toEqual({
    kind: 'ready',
    modelId: 'demo',
  });
  const fractions = reports.map(({ fraction }) => fraction);
  expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
  expect(fractions.at(-1)).toBe(1);
  expect(new Set(reports.map(({ phase }) => phase))).toEqual(
    new Set(['download', 'upload', 'compile']),
  );
  const { bytes } = await page.evaluate(() => window.bench.packages.state('demo'));
  const { loadedBytes, totalBytes } = reports.at(-1)!;
  expect(loadedBytes).toBe(totalBytes);
  // The library comes on top.
  expect(bytes - totalBytes).toBeGreaterThan(1e6);
});

test('it translates, in pieces that add up, and counts', async () => {
  const { result, pieces, stats } = await page.evaluate(async (request) => {
    const seen: string[] = [];
    const answer = await window.bench.engine.generate(request, {
      onDelta: (delta) => seen.push(delta),
    });
    return { result: answer, pieces: seen, stats: window.bench.engine.lastStats() };
  }, toFrench('in 3 days'));
  expect(result.text).toBe('dans 3 jours');
  expect(result.finishReason).toBe('stop');
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(result.text);
  expect(stats).toEqual({ ...result.usage, confidence: expect.anything() });
  expect(result.usage.promptTokens).toBeGreaterThan(20);
  expect(result.usage.completionTokens).toBeGreaterThan(2);
  expect(result.usage.prefillSeconds).toBeGreaterThan(0);
  expect(result.usage.decodeSeconds).toBeGreaterThan(0);
});

test('cancelling ends the running and the waiting request, and no other', async () => {
  const outcome = await page.evaluate(async (request) => {
    const { engine } = window.bench;
    const [running, waiting] = [new AbortController(), new AbortController()];
    const code = (promise: Promise<{ text: string }>) =>
      promise.then(
        ({ text }) => text,
        (error: unknown) => (error as AppError).code,
      );
    const all = [
      code(engine.generate(request, { signal: running.signal, onDelta: () => running.abort() })),
      code(engine.generate(request, { signal: waiting.signal })),
      code(engine.generate(request)),
    ];
    waiting.abort();
    return Promise.all(all);
  }, toFrench('in 3 days'));
  expect(outcome).toEqual(['aborted', 'aborted', 'dans 3 jours']);
});

test('log-probabilities come with the same greedy tokens', async () => {
  const { text, logprobs } = await page.evaluate(
    (request) => window.bench.engine.generate(request),
    toFrench('in 3 days', { topLogprobs: 5, maxTokens: 3 }),
  );
  expect('dans 3 jours'.startsWith(text)).toBe(true);
  expect(logprobs).toHaveLength(3);
  for (const { token, logprob, top } of logprobs!) {
    expect(top).toHaveLength(5);
    expect(top[0]).toEqual({ token, logprob });
    expect(logprob).toBeLessThanOrEqual(0);
    const mass = top.reduce((sum, entry) => sum + Math.exp(entry.logprob), 0);
    expect(mass).toBeGreaterThan(0.5);
    expect(mass).toBeLessThanOrEqual(1.0001);
  }
});

test('a limit on the answer is kept and named', async () => {
  const result = await page.evaluate(
    (request) => window.bench.engine.generate(request),
    toFrench('in 3 days', { maxTokens: 2 }),
  );
  expect(result.finishReason).toBe('length');
  expect(result.usage.completionTokens).toBe(2);
});

test('a prompt beyond the context is refused with its numbers', async () => {
  const error = await page.evaluate(
    (request) =>
      window.bench.engine.generate(request).then(
        () => undefined,
        (error: unknown) => {
          const { code, data } = error as AppError;
          return { code, data };
        },
      ),
    toFrench('x y z '.repeat(400)),
  );
  expect(error).toMatchObject({ code: 'input-too-long', data: { contextLength: 512 } });
});

test('without a network the stored model loads and answers', async () => {
  await page.evaluate(() => window.bench.engine.unload());
  await site.stop();
  expect(await page.evaluate(() => fetch('manifest').catch(() => 'offline'))).toBe('offline');
  const text = await page.evaluate(async (request) => {
    const { engine } = window.bench;
    await engine.load('demo');
    return (await engine.generate(request)).text;
  }, toFrench('in 3 days'));
  expect(text).toBe('dans 3 jours');
});

test('removing it leaves nothing behind', async () => {
  const left = await page.evaluate(async () => {
    await window.bench.engine.unload();
    await window.bench.packages.remove('demo');
    const names = await caches.keys();
    const kept = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).length),
    );
    return { files: kept.reduce((sum, count) => sum + count, 0), names };
  });
  expect(left.names).toContain('webllm/model');
  expect(left.files).toBe(0);
});

test('nothing left the origin, and the policy had nothing to refuse', () => {
  expect(problems).toEqual([]);
});
