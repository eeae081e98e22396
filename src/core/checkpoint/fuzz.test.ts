import type { Bytes } from '../bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInBudget } from '../../../testing/server/budget';
import { hostile } from '../../../testing/fuzz';
import {
  encodeJson,
  INDEX,
  joinFile,
  makeTinyCheckpoint,
  MemoryFiles,
  SINGLE,
  splitFile,
  type Files,
} from '../../../testing/tinyCheckpoint';
import { openCheckpoint } from './checkpoint';

/*
 * Each kind of file has its own test beside this one. Here, one file of a whole checkpoint is replaced: what
 * follows the parser must not trust it too much.
 */

const single = makeTinyCheckpoint();
const sharded = makeTinyCheckpoint({ shards: 2 });
const { header, data } = splitFile(single[SINGLE]!);
const codes = ['checkpoint-invalid', 'checkpoint-unsupported'] as const;

type Case = readonly [file: string, real: Bytes, replace: (bytes: Bytes) => Files];

const cases: readonly Case[] = [
  ...['config.json', 'tokenizer.json'].map((file): Case => [
    file,
    single[file]!,
    (bytes) => ({ ...single, [file]: bytes }),
  ]),
  [INDEX, sharded[INDEX]!, (bytes) => ({ ...sharded, [INDEX]: bytes })],
  [SINGLE, encodeJson(header), (bytes) => ({ ...single, [SINGLE]: joinFile(bytes, data) })],
];

describe.each(cases)('a checkpoint with another %s', (_, real, replace) => {
  it('opens whole, or fails with a named error', async () => {
    const property = fc.asyncProperty(hostile(real)['a changed real file']!, async (bytes) => {
      const files = new MemoryFiles(replace(bytes));
      const checkpoint = await readInBudget(codes, () => openCheckpoint(files));
      if (checkpoint !== undefined) expect(checkpoint.plan).toHaveLength(9);
    });
    await fc.assert(property, { numRuns: 2_000 });
  });
});
