import { describe, expect, it } from 'vitest';
import { ToyExecutor } from '../../../testing/scheduler/toyExecutor';
import type { Branch, Decoder } from './decoder';
import { Scheduler } from './scheduler';

/** Writes the same token after each of its branches, so many times. */
class Scripted implements Decoder {
  branches: readonly (readonly number[])[];
  completionTokens = 0;
  readonly #steps: number;

  constructor(branches: readonly (readonly number[])[], steps: number) {
    this.branches = branches;
    this.#steps = steps;
  }

  get width(): number {
    return this.branches.length;
  }

  choices() {
    const choice = { temperature: 0, topP: 1, topK: 0, uniform: 0, bias: new Map(), candidates: 0 };
    return this.branches.map(() => choice);
  }

  accept(): readonly Branch[] {
    if (++this.completionTokens === this.#steps) return [];
    this.branches = this.branches.map((tokens) => [...tokens, 1]);
    return this.branches.map((_, parent) => ({ parent, token: 1 }));
  }

  result() {
    return { text: String(this.completionTokens), finishReason: 'stop' as const };
  }
}

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
    const { finishReason, text } = await ask([0], new Scripted(branches, 40));
    expect({ finishReason, text }).toEqual({ finishReason: 'length', text: '2' });
    expect(executor.held).toEqual({ sequences: 0, pages: 0 });
    // What goes on where a branch was about to is computed anew.
    const next = [0, ...family(10, 14), 1, 1, 1];
    const { usage } = await ask(next, new Scripted([[]], 1));
    expect(usage.reusedTokens).toBe(0);
  });

  it('are given back when only some of them could be opened', async () => {
    const { executor, scheduler, ask } = open(4);
    // Each branch shares one page with what is kept of the prompt, and copies the other.
    const prompt = family(0, 24);
    await ask(prompt, new Scripted([[]], 1));
    expect(executor.held).toEqual({ sequences: 1, pages: 2 });
    const refused = ask(prompt, new Scripted([[10], [20], [30]], 4));
    await expect(refused).rejects.toMatchObject({ code: 'input-too-long' });
    expect(scheduler.liveSequences).toBe(0);
    expect(executor.held).toEqual({ sequences: 0, pages: 0 });
  });

  it('are opened again, each once, when there is room', async () => {
    const { executor, scheduler, ask, live } = open(6);
    const prompt = family(0, 24);
    await ask(prompt, new Scripted([[]], 1));
    const first = ask(family(50, 20), new Scripted([[]], 6));
    while (executor.passes.length < 2) await Promise.resolve();
    const second = ask(prompt, new Scripted([[10], [20], [30]], 4));
    expect((await first).text).toBe('6');
    expect((await second).text).toBe('4');
    expect(live.slice(1, 3)).toEqual([1, 1]);
    expect(Math.max(...live)).toBe(4);
    expect(scheduler.liveSequences).toBe(0);
  });
});
