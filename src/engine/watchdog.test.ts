import { describe, expect, it } from 'vitest';
import { Watchdog } from './watchdog';

function open() {
  let time = 0;
  let timer: { at: number; run: () => void } | undefined;
  const barks: number[] = [];
  const watchdog = new Watchdog({
    now: () => time,
    setTimer: (run, ms) => {
      timer = { at: time + ms, run };
      return () => (timer = undefined);
    },
    onStall: (silentMs) => barks.push(silentMs / 1000),
  });
  /** @param late How late a timer is that fires in this time. */
  const pass = (seconds: number, late = 0) => {
    const end = time + seconds * 1000;
    while (timer !== undefined && timer.at <= end) {
      const { at, run } = timer;
      timer = undefined;
      time = Math.max(at, at + late * 1000);
      run();
    }
    time = Math.max(time, end);
  };
  return { watchdog, barks, pass };
}

describe('patience', () => {
  it.each([
    ['loading', 120],
    ['reading', 90],
    ['writing', 20],
  ] as const)('while %s is %i seconds', (activity, seconds) => {
    const { watchdog, barks, pass } = open();
    watchdog.watch(activity);
    pass(seconds - 1);
    watchdog.watch(activity);
    pass(seconds - 1);
    expect(barks).toEqual([]);
  });

  it.each([
    ['loading', 120],
    ['reading', 90],
    ['writing', 20],
  ] as const)('ends while %s', (activity, seconds) => {
    const { watchdog, barks, pass } = open();
    watchdog.watch(activity);
    pass(seconds);
    expect(barks).toEqual([seconds]);
  });

  it('grows with what a device has taken, within bounds; what it took to load does not count', () => {
    const { watchdog, barks, pass } = open();
    watchdog.watch('loading');
    pass(60);
    watchdog.watch('writing');
    pass(6);
    watchdog.watch('writing');
    pass(59);
    expect(barks).toEqual([]);
    pass(1);
    expect(barks).toEqual([60]);
    watchdog.watch('writing');
    pass(19);
    watchdog.watch('writing');
    pass(120);
    expect(barks).toEqual([60, 120]);
  });

  it('is without end while nothing is awaited, and that is no measure', () => {
    const { watchdog, barks, pass } = open();
    watchdog.watch('writing');
    watchdog.watch();
    pass(3600);
    watchdog.watch('writing');
    pass(20);
    expect(barks).toEqual([20]);
  });

  it('begins anew for who was asleep', () => {
    const { watchdog, barks, pass } = open();
    watchdog.watch('writing');
    pass(20, 3600);
    expect(barks).toEqual([]);
    pass(20);
    expect(barks).toEqual([20]);
  });
});
