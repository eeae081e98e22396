import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ProgressBar } from './load';

const GB = 1e9;

describe('the bar', () => {
  it('runs from nothing to all', () => {
    const bar = new ProgressBar(0, GB);
    expect(bar.download(0).fraction).toBe(0);
    expect(bar.runtime('compile', 1)).toEqual({
      phase: 'compile',
      fraction: 1,
      loadedBytes: GB,
      totalBytes: GB,
    });
  });

  it('belongs to the download when that is long, and not when all is stored', () => {
    expect(new ProgressBar(0, GB).download(GB).fraction).toBeGreaterThan(0.9);
    expect(new ProgressBar(GB, GB).download(GB).fraction).toBe(0);
    expect(new ProgressBar(GB, GB).runtime('upload', 1).fraction).toBeGreaterThan(0.3);
  });

  it('counts from what was stored before', () => {
    const bar = new ProgressBar(GB / 2, GB);
    expect(bar.download(GB / 2)).toMatchObject({ fraction: 0, loadedBytes: GB / 2 });
    const half = bar.download((GB * 3) / 4).fraction;
    expect(half * 2).toBeCloseTo(bar.download(GB).fraction);
  });

  it('never turns back, whatever is reported in whatever order', () => {
    const report = fc.oneof(
      fc.record({ download: fc.nat(2 * GB) }),
      fc.record({
        phase: fc.constantFrom('upload' as const, 'compile' as const),
        within: fc.double({ min: -1, max: 2, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(fc.nat(GB), fc.array(report), (stored, reports) => {
        const bar = new ProgressBar(stored, GB);
        let last = 0;
        for (const each of reports) {
          const { fraction } =
            'download' in each ? bar.download(each.download) : bar.runtime(each.phase, each.within);
          expect(fraction).toBeGreaterThanOrEqual(last);
          expect(fraction).toBeLessThanOrEqual(1);
          last = fraction;
        }
      }),
    );
  });
});
