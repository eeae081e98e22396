import { describe, expect, it } from 'vitest';
import { ToyExecutor } from '../../../testing/scheduler/toyExecutor';
import { ScriptedDecoder } from '../../../testing/scheduler/scriptedDecoder';
import type { Decoder } from './decoder';
import { Scheduler } from './scheduler';

function open(pages: number) {
  const executor = new ToyExecutor({ pages });
  let time = 0;
  /** Sequences in use after each pass. */
  const live: number[] = [];
  const scheduler: Scheduler = new Scheduler({
    executor,
    now: () => time++,
    onStep: () => live.push(scheduler.liveSequences),
  });
  const ask = (prompt: readonly number[], decoder: Decoder) => {
    const { signal } = new AbortController();
    return scheduler.submit({ prompt, priority: 'interactive', decoder, signal });
  };
  return { executor, scheduler, ask, live };
}

/** So many tokens; those of two families differ in the first. */
const family = (which: number, count: number) =>
  Array.from({ length: count }, (_, i) => (which + i) % 64);

describe('branches that find no room', () => {
  it('leave nothing in the cache that was not computed', async () => {
    // Three branches of one page each; there is room for the second page of two of them.
    const { executor, ask } = open(5);
    const branches = [10, 20, 30].map((which) => family(which, 14));
    const { finishReason, text } = await ask([0], new ScriptedDecoder(branches, 40));
    expect({ finishReason, text }).toEqual({ finishReason: 'length', text: '2' });
    expect(executor.held).toEqual({ sequences: 0, pages: 0 });
    // What goes on where a branch was about to is computed anew.
    const next = [0, ...family(10, 14), 1, 1, 1];
    const { usage } = await ask(next, new ScriptedDecoder([[]], 1));
    expect(usage.reusedTokens).toBe(0);
  });

  it('are given back when only some of them could be opened', async () => {
    const { executor, scheduler, ask } = open(4);
    // Each branch shares one page with what is kept of the prompt, and copies the other.
    const prompt = family(0, 24);
    await ask(prompt, new ScriptedDecoder([[]], 1));
    expect(executor.held).toEqual({ sequences: 1, pages: 2 });
    const refused = ask(prompt, new ScriptedDecoder([[10], [20], [30]], 4));
    await expect(refused).rejects.toMatchObject({
      code: 'input-too-long',
      // A third of four pages.
      data: { promptTokens: 24, contextLength: 21 },
    });
    expect(scheduler.liveSequences).toBe(0);
    expect(executor.held).toEqual({ sequences: 0, pages: 0 });
  });

  it('are opened again, each once, when there is room', async () => {
    const { executor, scheduler, ask, live } = open(6);
    const prompt = family(0, 24);
    await ask(prompt, new ScriptedDecoder([[]], 1));
    const first = ask(family(50, 20), new ScriptedDecoder([[]], 6));
    while (executor.passes.length < 2) await Promise.resolve();
    const second = ask(prompt, new ScriptedDecoder([[10], [20], [30]], 4));
    expect((await first).text).toBe('6');
    expect((await second).text).toBe('4');
    expect(live.slice(1, 3)).toEqual([1, 1]);
    expect(Math.max(...live)).toBe(4);
    expect(scheduler.liveSequences).toBe(0);
  });
});
