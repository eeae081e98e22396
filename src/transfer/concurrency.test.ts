import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Concurrency } from './concurrency';

/** A network for so many connections, in bytes per millisecond, looked at every 100 ms. */
function run(
  concurrency: Concurrency,
  network: (concurrency: number) => number,
  fromMs: number,
  ms: number,
): number {
  for (let now = fromMs; now < fromMs + ms; now += 100) {
    concurrency.observe(network(concurrency.limit()) * 100, now);
  }
  return fromMs + ms;
}

const wide = (concurrency: number) => concurrency * 1_000;
const narrow = () => 2_000;

describe('concurrency', () => {
  it('start with two, and become four where each brings its share', () => {
    const concurrency = new Concurrency();
    expect(concurrency.limit()).toBe(2);
    run(concurrency, wide, 0, 10_000);
    expect(concurrency.limit()).toBe(4);
  });

  it('become more where one brings five percent, and not where it brings less', () => {
    const gaining = new Concurrency();
    run(gaining, (concurrency) => 1.06 ** concurrency, 0, 10_000);
    expect(gaining.limit()).toBe(4);
    const useless = new Concurrency();
    run(useless, (concurrency) => 1.04 ** concurrency, 0, 4_000);
    expect(useless.limit()).toBe(2);
  });

  it('try a third in vain for two seconds at most, and not again for five', () => {
    const concurrency = new Concurrency();
    const limits: number[] = [];
    for (let now = 0; now < 16_000; now = run(concurrency, narrow, now, 500))
      limits.push(concurrency.limit());
    const trials = limits.join('').split(/2+/).filter(Boolean);
    expect(trials.every((trial) => /^3{1,4}$/.test(trial))).toBe(true);
    expect(trials.length).toBe(2);
  });

  it('become fewer by one when several fail at once, and then wait', () => {
    const concurrency = new Concurrency();
    let now = run(concurrency, wide, 0, 10_000);
    for (let i = 0; i < 4; i++) concurrency.failed(now + i);
    expect(concurrency.limit()).toBe(3);
    now = run(concurrency, wide, now, 4_900);
    expect(concurrency.limit()).toBe(3);
    run(concurrency, wide, now, 5_000);
    expect(concurrency.limit()).toBe(4);
  });

  it('become one while everything fails, never none', () => {
    const concurrency = new Concurrency();
    for (let now = 0; now < 20_000; now += 2_000) concurrency.failed(now);
    expect(concurrency.limit()).toBe(1);
  });

  it('learn nothing from a pause', () => {
    const concurrency = new Concurrency();
    run(concurrency, narrow, 0, 1_900);
    expect(concurrency.limit()).toBe(3);
    // Measured over the pause, the speed would seem to have fallen.
    run(concurrency, wide, 60_000, 1_000);
    expect(concurrency.limit()).toBe(3);
  });

  it('are one to four, whatever happens', () => {
    const event = fc.record({
      ms: fc.nat(4_000),
      bytes: fc.nat(1e8),
      failed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const concurrency = new Concurrency();
        let now = 0;
        for (const { ms, bytes, failed } of events) {
          now += ms;
          if (failed) concurrency.failed(now);
          else concurrency.observe(bytes, now);
          expect(concurrency.limit()).toBeGreaterThanOrEqual(1);
          expect(concurrency.limit()).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});
