import { describe, expect, it } from 'vitest';
import type { SeededRequest } from '../protocol';
import type { GenerateResult } from '../types';
import type { SamplingParameters, SampledToken } from './executor';
import { prepare } from './prepare';
import { measureConfidence } from '../../core/confidence';
import { Scheduler } from './scheduler';
import { toCandidates, ToyExecutor, toyLogits } from '../../../testing/scheduler/toyExecutor';

interface Seen {
  readonly result: GenerateResult;
  readonly text: string;
  readonly written: readonly SampledToken[];
  readonly choices: readonly SamplingParameters[];
}

/** Runs a request on its own model, and records how each of its tokens is asked for. */
async function run(
  request: SeededRequest,
  before: readonly SampledToken[] = [],
  stops: readonly (readonly number[])[] = [[11], [3, 5]],
): Promise<Seen> {
  const executor = new ToyExecutor();
  const seen = { text: '', written: [...before], choices: [] as SamplingParameters[] };
  const work = prepare(request, executor, {
    signal: new AbortController().signal,
    stopTokens: new Set([7]),
    stopStrings: stops.map((tokens) => executor.decode(tokens)),
    written: before,
    onToken: (delta, chosen) => {
      seen.text += delta;
      if (chosen !== undefined) seen.written.push(chosen);
    },
  });
  const { decoder } = work;
  const choices = decoder.choices.bind(decoder);
  decoder.choices = () => {
    const asked = choices();
    seen.choices.push(...asked.map((choice) => structuredClone(choice)));
    return asked;
  };
  const result = await new Scheduler({ executor, now: () => 0 }).submit(work);
  return { ...seen, result };
}

const usual = { maxTokens: 24, temperature: 1, topP: 1, seed: 5 };
const requests: Readonly<Record<string, SeededRequest>> = {
  greedy: { ...usual, prompt: 'greedy', temperature: 0 },
  drawn: { ...usual, prompt: 'drawn' },
  punished: { ...usual, prompt: 'punished', repetitionPenalty: 1.2, presencePenalty: 0.5 },
  'with words forbidden': { ...usual, prompt: 'forbidden', forbidden: ['ab', 'c'] },
  'with log-probabilities': { ...usual, prompt: 'ranked', topLogprobs: 3 },
  'after a prefix': { ...usual, prompt: 'after this', forcedPrefix: 'bd' },
};

describe('an answer that was begun elsewhere goes on as if it had never been interrupted', () => {
  it.each(Object.entries(requests))('%s', async (_name, request) => {
    const whole = await run(request);
    const tokens = whole.written.length;
    expect(tokens).toBeGreaterThan(4);
    for (let at = 0; at <= tokens; at++) {
      const rest = await run(request, whole.written.slice(0, at));
      expect(rest.result).toMatchObject({
        ...whole.result,
        usage: { completionTokens: whole.result.usage.completionTokens },
      });
      expect(rest.text).toBe(whole.text);
      expect(rest.written).toEqual(whole.written);
      expect(rest.choices).toEqual(whole.choices.slice(at));
    }
  });

  it('with a stop string half written', async () => {
    const executor = new ToyExecutor();
    for (let seed = 0; ; seed++) {
      const request = { ...usual, prompt: 'half', seed, maxTokens: 100 };
      const whole = await run(request);
      const at = whole.written.findIndex(({ token }) => token === 3) + 1;
      if (at === 0) continue;
      expect(whole.result.text).toContain(executor.decode([3]));
      const rest = await run(request, whole.written.slice(0, at));
      expect([rest.text, rest.result.text]).toEqual([whole.text, whole.text]);
      break;
    }
  });

  it('as far as a context goes that has become smaller', async () => {
    const whole = await run(requests['drawn']!);
    const rest = await run({ ...requests['drawn']!, maxTokens: 3 }, whole.written);
    expect(rest.result.usage.completionTokens).toBe(3);
    expect(rest.result.finishReason).toBe('length');
  });
});

describe('how sure an answer is', () => {
  const STOP = 7;
  const executor = new ToyExecutor();

  /**
   * The expected confidence of a request on the toy model without stop strings, from its tokens and all
   * logits.
   */
  function expected(request: SeededRequest, { result, written }: Seen) {
    const forced = executor.encode(request.prompt + (request.forcedPrefix ?? ''));
    const end =
      result.finishReason === 'stop'
        ? STOP
        : result.text.codePointAt(result.text.length - 1)! - 0x4e00;
    const chosen = [...written.map(({ token }) => token), end];
    return measureConfidence(
      chosen.map((token, i) => {
        const all = toCandidates(toyLogits([...forced, ...chosen.slice(0, i)]));
        return all.find((one) => one.token === token)!.logprob;
      }),
    )!;
  }

  it.each(Object.entries(requests))(
    'is told of all it chose, by raw logits: %s',
    async (_name, one) => {
      const reasons = new Set<string>();
      for (let seed = 0; seed < 40; seed++) {
        const request = {
          ...one,
          prompt: `${one.prompt} ${seed}`,
          temperature: one.temperature * 1.5,
          seed,
        };
        const seen = await run(request, [], []);
        const { mean, ...rest } = expected(request, seen);
        expect(seen.result.confidence).toEqual({ ...rest, mean: expect.closeTo(mean, 9) });
        reasons.add(seen.result.finishReason);
      }
      expect([...reasons].sort()).toEqual(['length', 'stop']);
    },
  );

  it('is not told where nobody measured it', async () => {
    const request = { ...usual, prompt: 'x', maxTokens: 1 };
    const decoder = prepare(request, executor, {
      ...{ signal: new AbortController().signal, written: [], onToken: () => {} },
      ...{ stopTokens: new Set([STOP]), stopStrings: [] },
    }).decoder;
    decoder.accept([{ token: 1, candidates: [] }]);
    expect(decoder.result()).not.toHaveProperty('confidence');
  });
});
