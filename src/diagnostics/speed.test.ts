import { beforeEach, describe, expect, it } from 'vitest';
import { getModel, models, withSettings } from '../core/catalog';
import { weightBytes } from '../core/compatibility';
import { MeasureHarness } from '../../testing/engine/measureHarness';
import {
  measureDecode,
  measureFirstToken,
  measurePrefill,
  passBytes,
  prefillLengths,
  warmUp,
  type Runner,
} from './speed';

let bench: MeasureHarness;
let runner: Runner;

beforeEach(() => {
  bench = new MeasureHarness();
  const { generate, now, newSalt, model } = bench;
  runner = { generate, now, newSalt, model, signal: new AbortController().signal };
});

describe('decoding', () => {
  const traffic = { bytesPerPass: 1e6, bytesPerSecond: 1e8 };

  it('counts the tokens of all sequences, but for the first of each', async () => {
    const alone = await measureDecode(runner, 1, 32, traffic);
    expect(alone.tokensPerSecond).toBeCloseTo(50);
    const eight = await measureDecode(runner, 8, 32, traffic);
    expect(eight.tokensPerSecond).toBeCloseTo(400);
    expect(eight.samples).toHaveLength(3);
  });

  it('reads the weights once for the whole batch', async () => {
    // 50 passes a second of 1 MB, of 100 MB a second.
    for (const sequences of [1, 8]) {
      const { bandwidthShare } = await measureDecode(runner, sequences, 32, traffic);
      expect(bandwidthShare).toBeCloseTo(0.5);
    }
    const unknown = { ...traffic, bytesPerSecond: undefined };
    expect((await measureDecode(runner, 1, 32, unknown)).bandwidthShare).toBeUndefined();
  });

  it('lets nothing end an answer early, and asks nothing twice', async () => {
    await measureDecode(runner, 8, 32, traffic);
    await measureDecode(runner, 8, 32, traffic);
    for (const request of bench.requests) {
      expect(request).toMatchObject({ maxTokens: 32, temperature: 0, logitBias: { 2: -100 } });
      expect(request.prompt).toMatch(/^<s>\d( \d)*$/);
    }
    expect(new Set(bench.requests.map(({ prompt }) => prompt)).size).toBe(bench.requests.length);
  });

  it('begins with the BOS of the model, and biases all of its stop tokens', async () => {
    await measureDecode({ ...runner, model: getModel('bayling-3-8b') }, 1, 8, traffic);
    expect(bench.requests[0]?.prompt).toMatch(/^<\|begin_of_text\|>\d/);
    expect(bench.requests[0]?.logitBias).toEqual({ 128001: -100, 128009: -100 });
  });

  it('has as many tokens as a second takes, within bounds', async () => {
    expect(await warmUp(runner)).toBe(50);
    bench.slowness = 40;
    expect(await warmUp(runner)).toBe(8);
    bench.slowness = 0.01;
    expect(await warmUp(runner)).toBe(64);
  });

  it('of a slow GPU there is one round', async () => {
    bench.slowness = 20;
    const { samples, tokensPerSecond } = await measureDecode(runner, 1, 32, traffic);
    expect(samples).toHaveLength(1);
    expect(tokensPerSecond).toBeCloseTo(2.5);
  });
});

describe('bytes of a pass', () => {
  it('are those of all weights but the table of embeddings', () => {
    for (const model of models) {
      for (const [quantization, bits] of [
        ['q4f16_1', 4.5],
        ['q4f32_1', 5],
      ] as const) {
        const { vocabulary, hidden } = model.shape;
        const table = (vocabulary * hidden * bits) / 8;
        const all = weightBytes(model, quantization);
        expect(passBytes(model, quantization)).toBeCloseTo(all - table, 0);
      }
    }
  });
});

describe('prefill', () => {
  it('is measured at lengths that fit the context', () => {
    expect(prefillLengths(getModel('demo'))).toEqual([64, 256]);
    expect(prefillLengths(getModel('bayling-3-8b'))).toEqual([64, 256, 1024]);
    const short = withSettings(getModel('bayling-3-8b'), { contextLength: 1024 });
    expect(prefillLengths(short)).toEqual([64, 256]);
  });

  it('counts what was computed of the prompt', async () => {
    const { generate } = bench;
    const half: Runner['generate'] = async (...asked) => {
      const result = await generate(...asked);
      return {
        ...result,
        usage: { ...result.usage, promptTokens: 100, reusedTokens: 60, prefillSeconds: 2 },
      };
    };
    const speed = await measurePrefill({ ...runner, generate: half }, 64);
    expect(speed).toMatchObject({ tokens: 40, tokensPerSecond: 20 });
  });

  it('asks for prompts of about that length, no two alike', async () => {
    const { tokens, tokensPerSecond } = await measurePrefill(runner, 256);
    expect(Math.abs(tokens - 256)).toBeLessThan(5);
    expect(tokensPerSecond).toBeCloseTo(1000);
    expect(new Set(bench.requests.map(({ prompt }) => prompt.slice(0, 24))).size).toBe(3);
  });
});

describe('the first token', () => {
  it('comes sooner where the prompt goes on from another', async () => {
    const { fresh, reused } = await measureFirstToken(runner);
    expect(fresh.reusedTokens).toBe(0);
    expect(reused.reusedTokens).toBe(fresh.promptTokens);
    expect(fresh.seconds).toBeCloseTo(fresh.promptTokens / 1000);
    expect(reused.seconds).toBeLessThan(0.02);
    expect(fresh.samples).toHaveLength(3);
  });
});
