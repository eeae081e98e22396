import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInBudget } from '../../../tools/testing/budget';
import { hostile, runs, truncations } from '../../../tools/testing/fuzz';
import {
  INDEX,
  makeTinyCheckpoint,
  MemoryFiles,
  type Bytes,
} from '../../../tools/testing/tinyCheckpoint';
import { readTensors } from './shards';

const files = makeTinyCheckpoint({ shards: 2 });
const index = files[INDEX]!;
const codes = ['checkpoint-invalid'] as const;

/** Reads a checkpoint of two files with this index. */
async function read(bytes: Bytes) {
  const memory = new MemoryFiles({ ...files, [INDEX]: bytes });
  const tensors = await readInBudget(codes, () => readTensors(memory));
  const names = new Set(memory.reads.map(({ file }) => file));
  for (const name of names) if (!Object.hasOwn(files, name)) throw new Error(`has read ${name}`);
  return tensors?.size;
}

describe('an index', () => {
  it('is read when it is real', async () => {
    expect(await read(index)).toBe(12);
  });

  it('is refused wherever it is cut off', async () => {
    for (const cut of truncations(index)) expect(await read(cut)).toBeUndefined();
  });

  it.each(Object.entries(hostile(index)))('costs little, be it %s', async (_, bytes) => {
    // None, or all tensors: an index has no say in what there is, only in where.
    const property = fc.asyncProperty(bytes, async (content) => {
      expect([undefined, 12]).toContain(await read(content));
    });
    await fc.assert(property, runs);
  });
});
