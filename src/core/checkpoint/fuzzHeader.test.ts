import type { Bytes } from '../bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutFiles, listWeights } from '../../../tools/synthetic/layout';
import { describeModel } from '../../../tools/synthetic/models';
import { readInBudget } from '../../../testing/server/budget';
import { hostile, runs, truncations } from '../../../testing/fuzz';
import { joinFile } from '../../../testing/tinyCheckpoint';
import { parseHeader, PREFIX_BYTES, readHeaderLength, type StoredTensor } from './safetensors';

const FILE = 'model.safetensors';
const NONE = new Uint8Array();

/** The first bytes of a file as the hub has it, in the official shapes. */
function makeReal(layers?: number): { head: Bytes; dataBytes: number } {
  const { shape } = describeModel('bayling-3-8b', layers === undefined ? {} : { layers });
  const [first] = layOutFiles(listWeights(shape)).files;
  const { header, weights } = first!;
  const sizes = weights.map((weight) => weight.shape.reduce((a, b) => a * b, 2));
  return { head: header, dataBytes: sizes.reduce((a, b) => a + b, 0) };
}

const { head, dataBytes } = makeReal(1);

/** Reads the header of a file that has `data` bytes behind its first ones, all of them zero. */
async function read(first: Bytes, data: number) {
  const size = first.length + data;
  const tensors = await readInBudget(['checkpoint-invalid'], () => {
    const length = readHeaderLength(first.slice(0, PREFIX_BYTES), FILE, size);
    const header = new Uint8Array(length);
    header.set(first.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
    return parseHeader(header, FILE, size);
  });
  if (tensors !== undefined) checkTensors(tensors, size);
  return tensors;
}

/** Whatever was not refused can be read without further checks. */
function checkTensors(tensors: readonly StoredTensor[], size: number): void {
  let at = tensors[0]!.start;
  for (const { start, end, shape } of tensors) {
    const values = shape.reduce((product, length) => product * length, 1);
    if (start !== at || (end - start) % Math.max(values, 1) !== 0) throw new Error('misplaced');
    at = end;
  }
  if (at !== size) throw new Error('not the whole file');
}

describe('the header of a file', () => {
  it('is read when it is real', async () => {
    expect(await read(head, dataBytes)).toHaveLength(12);
    const whole = makeReal();
    expect(await read(whole.head, whole.dataBytes)).toHaveLength(82);
  });

  it('is refused wherever the file is cut off', async () => {
    const whole = makeReal();
    for (const cut of truncations(whole.head)) expect(await read(cut, 0)).toBeUndefined();
  });

  it('is refused wherever the header is cut off', async () => {
    const whole = makeReal();
    for (const cut of truncations(whole.head.slice(PREFIX_BYTES).subarray(0, -8))) {
      expect(await read(joinFile(cut, NONE), whole.dataBytes)).toBeUndefined();
    }
  });

  const kinds = Object.entries(hostile(head.slice(PREFIX_BYTES)));
  it.each(kinds)('costs little, be it %s', async (_, json) => {
    const property = fc.asyncProperty(json, async (bytes) => {
      await read(joinFile(bytes, NONE), dataBytes);
    });
    await fc.assert(property, runs);
  });

  it('costs little, whatever length it is said to have, and has one only', async () => {
    const real = head.length - PREFIX_BYTES;
    const lengths = fc.oneof(fc.bigInt(0n, 2n ** 64n - 1n), fc.bigInt(0n, 2n * BigInt(real)));
    const property = fc.asyncProperty(lengths, async (length) => {
      const changed = head.slice();
      new DataView(changed.buffer).setBigUint64(0, length, true);
      const tensors = await read(changed, dataBytes);
      expect(tensors === undefined).toBe(length !== BigInt(real));
    });
    await fc.assert(property, runs);
  });
});
