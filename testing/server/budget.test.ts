import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/core/errors';
import { BUDGET, readInBudget, threadTime } from './budget';

const codes = ['manifest-invalid'] as const;
const read = <T>(run: () => T | Promise<T>) => readInBudget(codes, run);

/** Computes for this long, whatever else the machine does. */
function work(ms: number): void {
  const end = threadTime() + ms;
  // Reading the time takes memory, so not in every iteration.
  while (threadTime() < end) for (let i = 0; i < 1e6; i++) Math.hypot(i, i);
}

describe('a budget', () => {
  it('gives what was read, and lets errors of ours pass', async () => {
    expect(await read(() => 7)).toBe(7);
    const refuse = () => Promise.reject(new AppError('manifest-invalid', { reason: 'no' }));
    expect(await read<unknown>(refuse)).toBeUndefined();
  });

  it('forgives a machine that is busy now and then', async () => {
    let runs = 0;
    const run = () => {
      if (runs++ < 3) work(BUDGET.ms + 5);
      return 'done';
    };
    expect(await read(run)).toBe('done');
    expect(runs).toBe(4);
  });

  const slow = () => {
    work(BUDGET.ms + 5);
  };
  it.each<[what: string | RegExp, run: () => unknown]>([
    [/took \d+\.\d ms/, slow],
    [/took \d+ bytes/, () => new Uint8Array(2 * BUDGET.bytes)],
    [/took \d+ bytes/, () => Array<number>(BUDGET.bytes / 4).fill(0.5)],
    [/took \d+ bytes/, () => Buffer.alloc(2 * BUDGET.bytes, 'a').toString('latin1')],
    [/took \d+ bytes/, () => Array.from({ length: 1_000_000 }, (_, i) => ({ i }))],
    ['not an error of ours', () => Promise.reject(new RangeError('stack'))],
    ['of code aborted', () => Promise.reject(new AppError('aborted', { reason: 'no' }))],
    ['without a reason', () => Promise.reject(new AppError('manifest-invalid'))],
    [
      'with 5013 characters',
      () => Promise.reject(new AppError('manifest-invalid', { reason: 'a'.repeat(5000) })),
    ],
  ])('is overdrawn: %s', async (what, run) => {
    const outcome = read(run).then(() => 'passed');
    await expect(outcome).rejects.toThrow(what);
  });
});
