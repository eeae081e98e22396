import { describe, expect, it } from 'vitest';
import { ToyExecutor } from '../../../testing/scheduler/toyExecutor';
import { KvCache, type Sequence } from './kvCache';

/** A cache of so many pages, each of 16 tokens. */
function open(pages: number) {
  const executor = new ToyExecutor({ pages, contextLength: 1024, prefillChunk: 1024 });
  const kv = new KvCache(executor);
  const compute = async (sequence: Sequence, tokens: readonly number[]) => {
    if (!kv.append(sequence, tokens)) return false;
    await executor.run([{ sequence: sequence.id, tokens, choose: undefined }]);
    return true;
  };
  /** A sequence with these tokens, all of them computed. */
  const begin = async (tokens: readonly number[]) => {
    // Room is asked for one token more than the prompt's.
    const { sequence, reused } = kv.open(tokens.slice(0, -1))!;
    expect(await compute(sequence, tokens.slice(reused))).toBe(true);
    return sequence;
  };
  const keep = async (tokens: readonly number[]) => {
    kv.keep(await begin(tokens));
  };
  return { executor, kv, compute, begin, keep };
}

/** So many tokens; those of two families differ in the first. */
const family = (which: number, count: number) =>
  Array.from({ length: count }, (_, i) => (which + i) % 64);

describe('room', () => {
  it('is for the whole prompt and one more token', () => {
    expect(open(2).kv.open(family(0, 31))).toMatchObject({ reused: 0 });
    expect(open(2).kv.open(family(0, 32))).toBeUndefined();
  });

  it('is not taken twice by the pages that two sequences share', async () => {
    const { executor, kv, compute, begin } = open(4);
    const parent = await begin(family(0, 32));
    const child = kv.fork(parent)!;
    expect(executor.held).toEqual({ sequences: 2, pages: 2 });
    expect(await compute(child, [1])).toBe(true);
    expect(await compute(parent, [2])).toBe(true);
    expect(kv.fork(parent)).toBeUndefined();
    kv.drop(child);
    // The page in which they differ is a new one.
    const other = kv.fork(parent)!;
    expect(executor.held).toEqual({ sequences: 2, pages: 4 });
    expect(await compute(other, family(9, 15))).toBe(true);
    expect(await compute(other, [1])).toBe(false);
    expect(other.tokens).toEqual([...family(0, 32), 2, ...family(9, 15)]);
  });

  it('is made by as few of those that are kept as will do', async () => {
    const { kv, keep } = open(6);
    for (const which of [10, 20, 30]) await keep(family(which, 32));
    expect(kv.heldCount).toBe(3);
    expect(kv.open(family(40, 31))).toBeDefined();
    expect([10, 20, 30].map((which) => kv.reusable(family(which, 40)))).toEqual([0, 32, 32]);
  });

  it('is not made by the sequence that a prompt continues', async () => {
    const { kv, keep } = open(4);
    await keep(family(10, 32));
    await keep(family(20, 32));
    expect(kv.open(family(10, 43))).toMatchObject({ reused: 32 });
    expect(kv.reusable(family(20, 40))).toBe(0);
    // There is room beside it for one more page, and no other.
    expect(kv.open(family(30, 32))).toBeUndefined();
  });

  it('is not made where there is enough', async () => {
    const { kv, keep } = open(6);
    await keep(family(10, 32));
    await keep(family(20, 32));
    expect(kv.open(family(10, 63))).toMatchObject({ reused: 32 });
    expect(kv.reusable(family(20, 40))).toBe(32);
  });

  it('is made by the one that a prompt continues where nothing else would do', async () => {
    const { executor, kv, keep } = open(3);
    // Of its three pages the last is not full; to copy it takes a fourth.
    await keep(family(10, 40));
    expect(kv.open([...family(10, 40), 1])).toMatchObject({ reused: 0 });
    expect(executor.held).toEqual({ sequences: 1, pages: 0 });
  });
});

describe('what is kept', () => {
  it('goes by when it was last used, if room is needed', async () => {
    const { kv, keep } = open(7);
    for (const which of [10, 20, 30]) await keep(family(which, 32));
    // To continue the oldest is to use it.
    kv.drop(kv.open(family(10, 33))!.sequence);
    kv.open(family(40, 31));
    expect([10, 20, 30].map((which) => kv.reusable(family(which, 40)))).toEqual([32, 0, 32]);
  });

  it('is what later prompts begin with, from 16 tokens on', async () => {
    const { executor, kv, keep } = open(8);
    await keep(family(0, 15));
    expect(executor.held).toEqual({ sequences: 0, pages: 0 });
    await keep(family(0, 16));
    expect(executor.held).toEqual({ sequences: 1, pages: 1 });
    expect(kv.reusable(family(0, 17))).toBe(16);
    // The last token is always computed.
    expect(kv.reusable(family(0, 16))).toBe(0);
    expect(kv.reusable([...family(0, 15), 9, 9])).toBe(0);
  });

  it('is the longest of several with the same beginning, in any order', async () => {
    for (const lengths of [
      [20, 30],
      [30, 20],
    ]) {
      const { kv, keep } = open(16);
      const [first = [], second = []] = lengths.map((length) => [...family(0, length), 63, length]);
      await keep(first);
      await keep(second);
      expect(kv.heldCount).toBe(2);
      expect(kv.reusable(family(0, 40))).toBe(30);
    }
  });

  it('is not kept twice: the beginning of another goes', async () => {
    const { executor, kv, keep, begin } = open(16);
    const long = await begin(family(0, 32));
    const short = await begin(family(0, 20));
    const other = await begin(family(0, 20));
    kv.keep(short);
    kv.keep(long);
    expect(executor.held.sequences).toBe(2);
    expect(kv.reusable(family(0, 60))).toBe(32);
    kv.keep(other);
    expect(executor.held.sequences).toBe(1);
    expect(kv.reusable(family(0, 60))).toBe(32);
    await keep(family(40, 32));
    expect(executor.held.sequences).toBe(2);
  });

  it('counts as used when its beginning was', async () => {
    const { kv, keep, begin } = open(7);
    const short = await begin(family(10, 16));
    await keep(family(10, 32));
    await keep(family(20, 32));
    kv.keep(short);
    kv.open(family(30, 63));
    expect([10, 20].map((which) => kv.reusable(family(which, 40)))).toEqual([32, 0]);
  });

  it('hands on all of its tokens', async () => {
    const { kv, begin, keep } = open(16);
    kv.drop(await begin(family(0, 30)));
    const parent = await begin(family(0, 30));
    const child = kv.fork(parent)!;
    expect(child.tokens).toEqual(family(0, 30));
    kv.keep(child);
    kv.drop(parent);
    await keep(family(20, 32));
    expect(kv.reusable(family(0, 40))).toBe(30);
  });
});

it('knows nothing of sequences that are not in use', async () => {
  const { kv, begin } = open(8);
  const gone = await begin(family(0, 20));
  const kept = await begin(family(30, 20));
  kv.drop(gone);
  kv.keep(kept);
  expect(kv.liveCount).toBe(0);
  for (const one of [gone, kept, { id: 0, tokens: [] }]) {
    expect(() => kv.append(one, [1])).toThrow(RangeError);
    expect(() => kv.fork(one)).toThrow(RangeError);
    expect(() => {
      kv.drop(one);
    }).toThrow(RangeError);
    expect(() => {
      kv.keep(one);
    }).toThrow(RangeError);
  }
});
