import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RANGE_BYTES, ranges } from './ranges';

it('cuts a file into ranges that cover it', () => {
  expect(ranges(0)).toEqual([]);
  expect(ranges(5, 2)).toEqual([
    { start: 0, end: 2 },
    { start: 2, end: 4 },
    { start: 4, end: 5 },
  ]);
  expect(ranges(4 * RANGE_BYTES)).toHaveLength(4);
});

it('leaves no gap, whatever the sizes', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 10_000, max: 1e6 }), (bytes, size) => {
      let at = 0;
      for (const { start, end } of ranges(bytes, size)) {
        expect(start).toBe(at);
        expect(end - start).toBeGreaterThan(0);
        expect(end - start).toBeLessThanOrEqual(size);
        at = end;
      }
      expect(at).toBe(bytes);
    }),
  );
});
