import { beforeEach, expect, it } from 'vitest';
import { AppError } from '../core/errors';
import { MeasureHarness } from '../../testing/engine/measureHarness';
import { createMeasureStore, type MeasureStore } from './measure';
import type { BenchProgress } from '../diagnostics/types';

let bench: MeasureHarness;
let store: MeasureStore;
let progress: BenchProgress[];

beforeEach(() => {
  bench = new MeasureHarness();
  store = createMeasureStore(bench);
  progress = [];
  store.subscribe((state) => {
    if (state.progress !== undefined) progress.push(state.progress);
  });
});

it('measures nothing until it is asked to', () => {
  expect(bench.requests).toEqual([]);
  expect(store.getState()).toMatchObject({ progress: undefined, result: undefined });
});

it('measures all of it, step by step', async () => {
  await store.getState().start();
  const { result, error } = store.getState();
  expect(error).toBeUndefined();
  expect(result).toMatchObject({
    model: { id: 'demo', quantization: 'q4f32_1', contextLength: 512, template: 'bayling' },
    selfTest: { kind: 'golden', passed: false },
    bandwidth: { bufferBytes: 1e6, clock: 'gpu' },
  });
  expect(result?.decode.map(({ sequences }) => sequences)).toEqual([1, 2, 4, 8]);
  expect(result?.decode[0]?.bandwidthShare).toBeCloseTo((50 * result!.bytesPerPass) / 1e9);
  expect(result?.prefill).toHaveLength(2);
  expect(result?.firstToken.reused.reusedTokens).toBeGreaterThan(0);
  expect(bench.closed).toBe(1);

  const names = new Set(progress.map(({ step }) => step));
  expect([...names]).toEqual(['selfTest', 'memory', 'warmUp', 'decode', 'prefill', 'firstToken']);
  const fractions = progress.map(({ fraction }) => fraction);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeLessThan(1);
});

it('holds numbers that JSON can hold', async () => {
  await store.getState().start();
  const { result } = store.getState();
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
});

it('goes without the bandwidth where there is no memory to read', async () => {
  bench.memoryError = new AppError('out-of-memory');
  await store.getState().start();
  const { result, error } = store.getState();
  expect(error).toBeUndefined();
  expect(result?.bandwidth).toMatchObject({ error: { code: 'out-of-memory' } });
  expect(result?.decode.map(({ bandwidthShare }) => bandwidthShare)).toEqual(
    Array.from({ length: 4 }),
  );
});

it('leaves out prompts that would take too long', async () => {
  bench.slowness = 50;
  await store.getState().start();
  expect(store.getState().result?.prefill).toHaveLength(1);
});

it('runs once at a time', async () => {
  await Promise.all([store.getState().start(), store.getState().start()]);
  // The requests of one self-test.
  expect(bench.requests.filter(({ topLogprobs }) => topLogprobs === 5)).toHaveLength(4);
  expect(store.getState().result).toBeDefined();
});

it('stops at once, without a failure, and keeps what was measured before', async () => {
  await store.getState().start();
  const { result } = store.getState();
  const asked = bench.requests.length;
  bench.onGenerate = () => store.getState().stop();
  await store.getState().start();
  expect(store.getState()).toMatchObject({ result, error: undefined, progress: undefined });
  // The prompts of the self-test had already been requested.
  expect(bench.requests).toHaveLength(asked + 4);
  expect(bench.closed).toBe(1);
});

it('is over when the last of its requests is', async () => {
  const ends: (() => void)[] = [];
  bench.generate = () =>
    new Promise((_resolve, reject) => ends.push(() => reject(new AppError('aborted'))));
  const run = store.getState().start();
  await expect.poll(() => ends.length).toBe(4);
  store.getState().stop();
  ends[0]!();
  await new Promise((resolve) => setTimeout(resolve));
  expect(store.getState().progress).toBeDefined();
  for (const end of ends) end();
  await run;
  expect(store.getState().progress).toBeUndefined();
});

it('tells why it failed, until the next time', async () => {
  bench.onGenerate = () => {
    throw new AppError('gpu-lost');
  };
  await store.getState().start();
  expect(store.getState()).toMatchObject({ error: { code: 'gpu-lost' }, progress: undefined });
  bench.onGenerate = () => undefined;
  await store.getState().start();
  expect(store.getState().error).toBeUndefined();
});
