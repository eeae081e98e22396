import { describe, expect, it } from 'vitest';
import { draw, pairInTurn, parseSeed } from './cases';

const all = Array.from({ length: 24 }, (_, i) => i);

describe('cases that are drawn', () => {
  it('are so many different ones, in their order', () => {
    const drawn = draw(all, 8, 3);
    expect(drawn).toHaveLength(8);
    expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
  });

  it('are the same by the same seed, others by others, and all of them in time', () => {
    expect(draw(all, 8, 3)).toEqual(draw(all, 8, 3));
    expect(draw(all, 8, 3)).not.toEqual(draw(all, 8, 4));
    expect(new Set(all.flatMap((seed) => draw(all, 8, seed)))).toEqual(new Set(all));
  });

  it('are all there are when so many are wanted', () => {
    expect(draw(all, 24, 3)).toEqual(all);
    expect(draw(all, 99, 3)).toEqual(all);
  });
});

describe('pairs that are drawn', () => {
  const [rows, columns] = [all.slice(0, 6), ['a', 'b', 'c', 'd', 'e']];
  const count = <T>(items: readonly T[], one: T) => items.filter((item) => item === one).length;

  it.each([1, 2, 3])('have each row with %i columns, and no column is left out', (perRow) => {
    for (const seed of all) {
      const pairs = pairInTurn(rows, columns, perRow, seed);
      expect(new Set(pairs.map(String)).size).toBe(6 * perRow);
      const [first, second] = [pairs.map(([row]) => row), pairs.map(([, column]) => column)];
      for (const row of rows) expect(count(first, row)).toBe(perRow);
      for (const column of columns) expect(count(second, column)).toBeGreaterThanOrEqual(perRow);
    }
  });

  it('are other ones by another seed, and all there are when each row has all columns', () => {
    const drawn = all.map((seed) => String(pairInTurn(rows, columns, 1, seed)));
    expect(new Set(drawn).size).toBe(columns.length);
    const every = rows.flatMap((row) => columns.map((column) => [row, column]));
    expect(pairInTurn(rows, columns, 5, 3)).toEqual(every);
  });
});

describe('a seed', () => {
  it('is a whole number of 32 bits', () => {
    expect([parseSeed('0'), parseSeed('4294967295')]).toEqual([0, 4294967295]);
  });

  it.each(['', 'yes', '1.5', '-1', '4294967296', 'NaN'])('is not %j', (text) => {
    expect(() => parseSeed(text)).toThrow(RangeError);
  });
});
