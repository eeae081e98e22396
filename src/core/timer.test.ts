import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setTimer } from './timer';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs once its time has come, unless it was called off', () => {
  const run = vi.fn();
  const neverRun = vi.fn();
  setTimer(run, 100);
  const stop = setTimer(neverRun, 100);
  vi.advanceTimersByTime(99);
  expect(run).not.toHaveBeenCalled();
  stop();
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(1);
  expect(neverRun).not.toHaveBeenCalled();
});
