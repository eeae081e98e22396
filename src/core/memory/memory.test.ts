import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampled, seed } from '../../../tools/test/cases';
import { Pattern } from './distance';
import { hashText, normalSource } from './normal';
import { PairIndex, type Hit, type Wanted } from './pairIndex';
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

/** A text, and one that some edits lead to. */
const similar = fc
  .tuple(text(200), fc.array(fc.tuple(fc.nat(200), fc.nat(12), text(12)), { maxLength: 6 }))
  .map(([from, edits]) => [
    from,
    edits.reduce(
      (to, [at, less, more]) => to.slice(0, at % (to.length + 1)) + more + to.slice(at + less),
      from,
    ),
  ]);

describe('the distance', () => {
  it('of similar texts is what the table says, however little is asked for', () => {
    fc.assert(
      fc.property(similar, fc.nat(60), ([a = '', b = ''], most) => {
        const units = unitsOf(b);
        const expected = distanceByTable(a, b);
        const pattern = new Pattern(a);
        for (const bound of [most, expected, expected - 1])
          expect(pattern.distance(units, 0, b.length, bound)).toBe(Math.min(expected, bound + 1));
      }),
      { seed, numRuns: sampled(20_000, 500) },
    );
  });

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

/** Without a pause. */
function find(index: PairIndex, asked: string, wanted: Wanted): readonly Hit[] {
  const search = index.search(asked, wanted);
  for (;;) {
    const { done, value } = search.next();
    if (done === true) return value;
  }
}

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
          expect(find(index, asked, { least, limit: 100 })).toEqual(expected);
          expect(find(index, asked, { least, limit: 3 })).toEqual(expected.slice(0, 3));
        },
      ),
      { seed, numRuns: sampled(3_000, 200) },
    );
  });

  it('counts on where a unit stands more often than a byte can say', () => {
    const index = new PairIndex();
    const sources = [0, 5, 127, 128, 200, 300, 900].map((count) => `${'a'.repeat(count)}bcd`);
    sources.forEach((source, at) => index.add(at + 1, source));
    for (const asked of sources) {
      const scores = find(index, asked, { least: 40, limit: 9 }).map(({ id, score }) => [
        id,
        score,
      ]);
      const expected = sources
        .map((source, at) => [at + 1, scoreTexts(source, asked)] as const)
        .filter(([, score]) => score >= 40)
        .sort(([a, one], [b, other]) => other - one || b - a);
      expect(scores).toEqual(expected);
    }
  });

  it('can be paused, and take in others meanwhile', () => {
    const index = new PairIndex();
    const sentence = (id: number) => `Sentence number ${id} of some more of them.`;
    for (let id = 1; id <= 20_000; id++) index.add(id, sentence(id));
    const search = index.search(sentence(12_345), { least: 70, limit: 2 });
    let pauses = 0;
    let step = search.next();
    for (; step.done !== true; step = search.next()) {
      index.add(20_001 + pauses, sentence(90_000 + pauses));
      index.remove(1 + pauses);
      pauses++;
    }
    expect(pauses).toBeGreaterThan(4);
    expect(step.value[0]).toEqual({ id: 12_345, score: 100 });
  });

  it('grows', () => {
    const index = new PairIndex();
    for (let id = 1; id <= 300; id++) index.add(id, `Sentence number ${id} of some more of them.`);
    const [best] = find(index, 'Sentence number 299 of some more of them.', {
      least: 70,
      limit: 5,
    });
    expect(best).toEqual({ id: 299, score: 100 });
  });
});

it('hashes differ where texts do', () => {
  const all = Array.from({ length: 50_000 }, (_, at) => hashText(`Sentence ${at}.`));
  expect(new Set(all).size).toBe(all.length);
  expect(all.every(Number.isSafeInteger)).toBe(true);
});
