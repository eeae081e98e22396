import type { Bytes } from '../bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInBudget } from '../../../testing/server/budget';
import { hostile, runs, truncations } from '../../../testing/fuzz';
import { INDEX, makeTinyCheckpoint, MemoryFiles } from '../../../testing/tinyCheckpoint';
import { readTensors } from './shards';

const files = makeTinyCheckpoint({ shards: 2 });
const index = files[INDEX]!;
const codes = ['checkpoint-invalid'] as const;

/** The files that an index lists. */
const listed = (bytes: Bytes) =>
  new Set(
    Object.values(
      (JSON.parse(new TextDecoder().decode(bytes)) as { weight_map: Record<string, unknown> })
        .weight_map,
    ),
  );

/** The files of the folder: whatever an index says, nothing may ask for another. */
class OwnFiles extends MemoryFiles {
  override stat(file: string) {
    if (!/^[\w-][\w.-]*$/.test(file)) throw new Error(`asked for ${file}`);
    return super.stat(file);
  }
}

/** Reads a checkpoint of two files with this index; gives the number of tensors. */
async function read(bytes: Bytes) {
  const folder = new OwnFiles({ ...files, [INDEX]: bytes });
  const tensors = await readInBudget(codes, () => readTensors(folder));
  // An index says only which files there are; what is in them it can neither add nor take away.
  if (tensors !== undefined) {
    const found = [...tensors.values()].map(({ file }) => file);
    expect(new Set(found)).toEqual(listed(bytes));
    expect(tensors.size).toBe(listed(bytes).size * 6);
  }
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
    const property = fc.asyncProperty(bytes, async (content) => {
      await read(content);
    });
    await fc.assert(property, runs);
  });
});
