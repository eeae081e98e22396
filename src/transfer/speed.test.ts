import { describe, expect, it } from 'vitest';
import { SpeedMeter } from './speed';

/** Adds this many bytes every 100 ms. */
function feed(meter: SpeedMeter, bytes: number, fromMs: number, ms: number): number {
  meter.add(0, fromMs);
  for (let now = fromMs + 100; now <= fromMs + ms; now += 100) meter.add(bytes, now);
  return fromMs + ms;
}

describe('the speed', () => {
  it('is not known at first', () => {
    const meter = new SpeedMeter();
    expect(meter.bytesPerSecond(0)).toBe(0);
    const now = feed(meter, 100, 0, 900);
    expect(meter.bytesPerSecond(now)).toBe(0);
    expect(meter.secondsLeft(1_000, now)).toBeUndefined();
  });

  it('is what came over the last seconds', () => {
    const meter = new SpeedMeter();
    let now = feed(meter, 100, 0, 2_000);
    expect(meter.bytesPerSecond(now)).toBeCloseTo(1_000, -2);
    expect(meter.secondsLeft(5_000, now)).toBeCloseTo(5, 0);
    now = feed(meter, 300, now, 10_000);
    expect(meter.bytesPerSecond(now)).toBeCloseTo(3_000, -2);
  });

  it('falls to nothing with the network', () => {
    const meter = new SpeedMeter();
    const now = feed(meter, 100, 0, 10_000);
    expect(meter.bytesPerSecond(now + 2_500)).toBeCloseTo(500, -2);
    expect(meter.bytesPerSecond(now + 5_100)).toBe(0);
    expect(meter.secondsLeft(1, now + 5_100)).toBeUndefined();
  });
});
