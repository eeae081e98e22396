import { describe, expect, it } from 'vitest';
import { ScriptedDecoder } from '../../../testing/scheduler/scriptedDecoder';
import { ToyExecutor } from '../../../testing/scheduler/toyExecutor';
import type { Priority } from '../types';
import type { ExecutorLimits, Part } from './executor';
import { Scheduler } from './scheduler';

/** A model whose passes take as long as a test says. */
class TimedExecutor extends ToyExecutor {
  time = 0;
  /** Milliseconds that a pass with so many tokens takes. */
  cost: (tokens: number) => number = () => 10;

  override run(parts: readonly Part[]) {
    this.time += this.cost(parts.reduce((sum, { tokens }) => sum + tokens.length, 0));
    return super.run(parts);
  }
}

function open(limits: Partial<ExecutorLimits> = {}) {
  const executor = new TimedExecutor({ contextLength: 1024, prefillChunk: 512, ...limits });
  const scheduler = new Scheduler({ executor, now: () => executor.time });
  /** Of so many tokens before and after; those of two families differ in the first. */
  const ask = (which: number, count: number, steps: number, priority: Priority = 'interactive') => {
    const prompt = Array.from({ length: count }, (_, i) => (which + i) % 64);
    const { signal } = new AbortController();
    return scheduler.submit({
      prompt,
      priority,
      decoder: new ScriptedDecoder([[]], steps),
      signal,
    });
  };
  const passed = async (count: number) => {
    while (executor.passes.length < count) await Promise.resolve();
  };
  return { executor, scheduler, ask, passed };
}

describe('what is told of the time', () => {
  it('counts from the request to the first token, and from there to the last', async () => {
    const { executor, ask, passed } = open({ prefillChunk: 32 });
    const first = ask(0, 10, 2);
    await passed(1);
    executor.cost = () => 100;
    // Waits for the pass under way, and is read in three.
    const second = await ask(30, 70, 4);
    expect(second.usage).toMatchObject({
      ...{ promptTokens: 70, completionTokens: 4, reusedTokens: 0 },
      ...{ prefillSeconds: 0.3, decodeSeconds: 0.3 },
    });
    expect((await first).usage).toMatchObject({ prefillSeconds: 0.01, decodeSeconds: 0.1 });
  });

  it('is a speed over all that decode, which follows the newest pass slowly', async () => {
    const { executor, scheduler, ask, passed } = open();
    expect(scheduler.tokensPerSecond).toBe(0);
    const both = [ask(0, 10, 9), ask(30, 10, 9)];
    await passed(2);
    // Reading prompts is no decoding.
    expect(scheduler.tokensPerSecond).toBe(0);
    await passed(3);
    // Two tokens in 10 ms.
    expect(scheduler.tokensPerSecond).toBeCloseTo(200, 9);
    executor.cost = () => 20;
    await passed(4);
    expect(scheduler.tokensPerSecond).toBeCloseTo(200, 9);
    await passed(5);
    expect(scheduler.tokensPerSecond).toBeCloseTo(180, 9);
    executor.cost = () => 0;
    await passed(7);
    // What takes no time at all took a tenth of a millisecond.
    expect(scheduler.tokensPerSecond).toBeCloseTo(164 + (20_000 - 164) * 0.2, 0);
    await Promise.all(both);
  });
});

describe('a long prompt beside one that decodes', () => {
  it.each([
    // A millisecond a token: 250 of them in the time that a pass may take.
    [1, 250],
    [5, 50],
    // Never fewer than these, however slow.
    [50, 32],
    // Never more than there is room for beside the one that decodes.
    [0.1, 511],
  ])('at %d ms a token is read by %i tokens', async (msPerToken, tokens) => {
    const { executor, ask, passed } = open();
    executor.cost = (count) => count * msPerToken;
    const first = ask(0, 100, 40);
    await passed(2);
    const second = ask(30, 600, 1);
    await passed(4);
    expect(executor.passes.slice(0, 2)).toEqual([
      [1, 100],
      [1, 1],
    ]);
    expect(executor.passes.find(([sequences]) => sequences === 2)).toEqual([2, tokens + 1]);
    await Promise.all([first, second]);
  });

  it('is read by fewer once that takes longer', async () => {
    const { executor, ask, passed } = open();
    const first = ask(0, 100, 40);
    executor.cost = (count) => count;
    await passed(2);
    const second = ask(30, 600, 1);
    await passed(3);
    executor.cost = (count) => count * 5;
    await passed(5);
    const mixed = executor.passes.filter(([sequences]) => sequences === 2);
    expect(mixed.map(([, tokens]) => tokens - 1).slice(0, 3)).toEqual([250, 250, 50]);
    await Promise.all([first, second]);
  });

  it('is read whole, as far as a pass goes, where none decodes', async () => {
    const { executor, ask } = open();
    executor.cost = (count) => count * 50;
    await ask(0, 600, 1);
    await ask(30, 600, 1);
    expect(executor.passes).toEqual([
      [1, 512],
      [1, 88],
      [1, 512],
      [1, 88],
    ]);
  });
});

describe('the order', () => {
  /** The names of those that end, as they end. */
  const watch = (all: Readonly<Record<string, Promise<unknown>>>) => {
    const ended: string[] = [];
    const done = Object.entries(all).map(([name, one]) => one.then(() => ended.push(name)));
    return Promise.all(done).then(() => ended);
  };

  it('of reading: the interactive first, however long others have waited', async () => {
    const { ask, passed } = open({ prefillChunk: 32 });
    const background = ask(0, 300, 1, 'background');
    await passed(1);
    const interactive = ask(30, 100, 1);
    expect(await watch({ background, interactive })).toEqual(['interactive', 'background']);
  });

  it('of giving way: the last in line', async () => {
    // Each has one page, and a second one is wanted by all of them at once; there are five.
    const { ask, executor } = open({ pages: 5 });
    const [a, b, c] = [ask(0, 12, 12), ask(20, 12, 12), ask(40, 12, 12)];
    expect(await watch({ a, b, c })).toEqual(['a', 'b', 'c']);
    // What the others had computed was not lost.
    const computed = executor.passes.reduce((sum, [, tokens]) => sum + tokens, 0);
    expect(computed).toBeLessThanOrEqual(3 * (12 + 11) + 12 + 5);
  });

  it('of giving way: the background before all others', async () => {
    const { ask, passed } = open({ pages: 5 });
    const background = ask(0, 12, 12, 'background');
    await passed(1);
    const [a, b] = [ask(20, 12, 12), ask(40, 12, 12)];
    expect(await watch({ background, a, b })).toEqual(['a', 'b', 'background']);
  });

  it('of places: an interactive one takes that of the background which came last', async () => {
    const { ask, passed } = open({ batch: 3 });
    const [a, b, c] = [ask(0, 5, 6), ask(10, 5, 6, 'background'), ask(20, 5, 6, 'background')];
    await passed(2);
    const d = ask(30, 5, 2);
    expect(await watch({ a, b, c, d })).toEqual(['d', 'a', 'b', 'c']);
  });

  it('of places: all of them are taken, also by the background', async () => {
    const { ask, executor } = open({ batch: 3 });
    const all = [0, 10, 20, 30].map((which) => ask(which, 5, 4, 'background'));
    await Promise.all(all);
    expect(executor.passes[0]).toEqual([3, 15]);
    expect(Math.max(...executor.passes.map(([sequences]) => sequences))).toBe(3);
  });

  it('of coming in: by turn, and no one passes by one that does not fit yet', async () => {
    const { ask, executor } = open({ pages: 8 });
    const first = ask(0, 60, 3);
    // Wants more than is left, and those behind it would have room.
    const large = ask(20, 70, 1);
    const small = ask(40, 5, 1);
    expect(await watch({ first, large, small })).toEqual(['first', 'large', 'small']);
    expect(executor.held.pages).toBeLessThanOrEqual(8);
  });
});
