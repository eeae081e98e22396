import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampled, seed } from '../../../tools/test/cases';
import { Pattern } from './distance';
import { hashText, normalSource } from './normal';
import { PairIndex } from './pairIndex';
import { scoreTexts, unitsOf } from './score';

/** The textbook's table. */
function distanceByTable(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

const text = (maxLength: number) =>
  fc.string({ maxLength, unit: fc.constantFrom('a', 'b', 'c', ' ', 'ä', '百', '\uffff') });

describe('the distance', () => {
  it('is what the table says, and said to be too large where it is', () => {
    fc.assert(
      fc.property(text(140), text(140), fc.nat(140), (a, b, most) => {
        const units = unitsOf(`before${b}after`);
        const pattern = new Pattern(a);
        const expected = distanceByTable(a, b);
        expect(pattern.distance(units, 6, 6 + b.length, 140)).toBe(expected);
        expect(pattern.distance(units, 6, 6 + b.length, most)).toBe(Math.min(expected, most + 1));
      }),
      { seed, numRuns: sampled(5_000, 300) },
    );
  });
});

describe('a score', () => {
  it.each([
    ['Open the file.', 'Open the file.', 100],
    ['Open  the\nfile. ', 'Open the file.', 100],
    ['caf\u00e9', 'cafe\u0301', 100],
    ['Open the file.', 'open the file.', 92],
    ['Open the file.', 'Open the files.', 93],
    ['请打开文件。', '请关闭文件。', 66],
    ['请打开这个文件。', '请打开那个文件。', 87],
    ['abc', 'xyz', 0],
  ])('of %j and %j', (a, b, score) => {
    expect(scoreTexts(a, b)).toBe(score);
  });
});

describe('an index', () => {
  it('finds what comparing all finds, whatever was added and removed', () => {
    const sources = fc.array(text(80).map(normalSource), { maxLength: 60 });
    fc.assert(
      fc.property(
        sources,
        text(80).map(normalSource),
        fc.nat(100),
        fc.nat(5),
        (all, asked, least, gap) => {
          const index = new PairIndex();
          all.forEach((source, at) => index.add(at + 1, source));
          const removed = new Set(all.map((_, at) => at + 1).filter((id) => id % 6 === gap));
          for (const id of removed) index.remove(id);
          const scored = all
            .map((source, at) => ({ id: at + 1, score: scoreTexts(source, asked) }))
            .filter(({ id, score }) => !removed.has(id) && score >= least && all[id - 1] !== '')
            .sort((a, b) => b.score - a.score || b.id - a.id);
          const expected = asked === '' ? [] : scored;
          expect(index.find(asked, { least, limit: 100 })).toEqual(expected);
          expect(index.find(asked, { least, limit: 3 })).toEqual(expected.slice(0, 3));
        },
      ),
      { seed, numRuns: sampled(3_000, 200) },
    );
  });

  it('grows', () => {
    const index = new PairIndex();
    for (let id = 1; id <= 300; id++) index.add(id, `Sentence number ${id} of some more of them.`);
    const [best] = index.find('Sentence number 299 of some more of them.', { least: 70, limit: 5 });
    expect(best).toEqual({ id: 299, score: 100 });
  });
});

it('hashes differ where texts do', () => {
  const all = Array.from({ length: 50_000 }, (_, at) => hashText(`Sentence ${at}.`));
  expect(new Set(all).size).toBe(all.length);
  expect(all.every(Number.isSafeInteger)).toBe(true);
});
