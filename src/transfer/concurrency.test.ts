import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Concurrency } from './concurrency';

/** A network for so many lanes, in bytes per millisecond, looked at every 100 ms. */
function run(
  lanes: Concurrency,
  network: (lanes: number) => number,
  fromMs: number,
  ms: number,
): number {
  for (let now = fromMs; now < fromMs + ms; now += 100) {
    lanes.observe(network(lanes.limit()) * 100, now);
  }
  return fromMs + ms;
}

const wide = (lanes: number) => lanes * 1_000;
const narrow = () => 2_000;

describe('lanes', () => {
  it('start with two, and become four where each brings its share', () => {
    const lanes = new Concurrency();
    expect(lanes.limit()).toBe(2);
    run(lanes, wide, 0, 10_000);
    expect(lanes.limit()).toBe(4);
  });

  it('become more where one brings five percent, and not where it brings less', () => {
    const gaining = new Concurrency();
    run(gaining, (lanes) => 1.06 ** lanes, 0, 10_000);
    expect(gaining.limit()).toBe(4);
    const useless = new Concurrency();
    run(useless, (lanes) => 1.04 ** lanes, 0, 4_000);
    expect(useless.limit()).toBe(2);
  });

  it('try a third in vain for two seconds at most, and not again for five', () => {
    const lanes = new Concurrency();
    const limits: number[] = [];
    for (let now = 0; now < 16_000; now = run(lanes, narrow, now, 500)) limits.push(lanes.limit());
    const trials = limits.join('').split(/2+/).filter(Boolean);
    expect(trials.every((trial) => /^3{1,4}$/.test(trial))).toBe(true);
    expect(trials.length).toBe(2);
  });

  it('become fewer by one when several fail at once, and then wait', () => {
    const lanes = new Concurrency();
    let now = run(lanes, wide, 0, 10_000);
    for (let i = 0; i < 4; i++) lanes.failed(now + i);
    expect(lanes.limit()).toBe(3);
    now = run(lanes, wide, now, 4_900);
    expect(lanes.limit()).toBe(3);
    run(lanes, wide, now, 5_000);
    expect(lanes.limit()).toBe(4);
  });

  it('become one while everything fails, never none', () => {
    const lanes = new Concurrency();
    for (let now = 0; now < 20_000; now += 2_000) lanes.failed(now);
    expect(lanes.limit()).toBe(1);
  });

  it('learn nothing from a pause', () => {
    const lanes = new Concurrency();
    run(lanes, narrow, 0, 1_900);
    expect(lanes.limit()).toBe(3);
    // Measured over the pause, the speed would seem to have fallen.
    run(lanes, wide, 60_000, 1_000);
    expect(lanes.limit()).toBe(3);
  });

  it('are one to four, whatever happens', () => {
    const event = fc.record({
      ms: fc.nat(4_000),
      bytes: fc.nat(1e8),
      failed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    });
    fc.assert(
      fc.property(fc.array(event), (events) => {
        const lanes = new Concurrency();
        let now = 0;
        for (const { ms, bytes, failed } of events) {
          now += ms;
          if (failed) lanes.failed(now);
          else lanes.observe(bytes, now);
          expect(lanes.limit()).toBeGreaterThanOrEqual(1);
          expect(lanes.limit()).toBeLessThanOrEqual(4);
        }
      }),
    );
  });
});
