import { describe, expect, it } from 'vitest';
import { breathe, inPieces } from './breathe';

/** Work of steps that take so many milliseconds each, and what became of it. */
function workOf(steps: number, ms: number) {
  let time = 1_000;
  let done = 0;
  function* work(): Generator<undefined, string> {
    for (let step = 0; step < steps; step++) {
      time += ms;
      done++;
      yield;
    }
    return 'all';
  }
  return { result: inPieces(work(), () => time), done: () => done };
}

describe('work in pieces', () => {
  it('gives what it returns, at once where it is short', async () => {
    const { result, done } = workOf(5, 1);
    expect(done()).toBe(5);
    expect(await result).toBe('all');
  });

  it('lets others run after eight milliseconds, each time', async () => {
    const { result, done } = workOf(30, 3);
    const seen: number[] = [done()];
    while (done() < 30) {
      await breathe();
      seen.push(done());
    }
    expect(await result).toBe('all');
    const pieces = seen.map((count, at) => count - (seen[at - 1] ?? 0));
    expect(Math.max(...pieces)).toBeLessThanOrEqual(4);
  });

  it('fails as it does', async () => {
    function* failing(): Generator<undefined, string> {
      throw new Error('broken');
    }
    await expect(inPieces(failing(), () => 0)).rejects.toThrow('broken');
  });
});
