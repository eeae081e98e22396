import type { Bytes } from '../bytes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInBudget } from '../../../testing/server/budget';
import { hostile, runs, truncations } from '../../../testing/fuzz';
import { makeTinyCheckpoint, MemoryFiles } from '../../../testing/tinyCheckpoint';
import { openCheckpoint } from '../checkpoint/checkpoint';
import { scaleFormat } from '../quantize/format';
import { layOut, writeTensorCache, type TensorRecord } from './layout';
import { parseManifest, writeManifest } from './manifest';
import { checkTensorCache } from './verify';

const { plan, config } = await openCheckpoint(new MemoryFiles(makeTinyCheckpoint()));
const shards = layOut(plan, scaleFormat('q4f16_1'));
const cache = writeTensorCache(shards);
const files = ['mlc-chat-config.json', 'tensor-cache.json', 'tokenizer.json']
  .map((path) => ({ path, bytes: 1000, sha256: 'a'.repeat(64) }))
  .concat(
    shards.map(({ dataPath: path, nbytes: bytes }) => ({ path, bytes, sha256: 'b'.repeat(64) })),
  );
const source = { name: 'ICTNLP/bayling-2-7b', revision: 'main' };
const manifest = writeManifest(
  { source, quantization: 'q4f16_1', architecture: config.shape },
  files,
);

const elementBytes = { uint32: 4, float16: 2, float32: 4 };

async function readManifest(bytes: Bytes) {
  const parsed = await readInBudget(['manifest-invalid'], () => parseManifest(bytes));
  // Whatever was not refused can be put into an address and compared without further checks.
  for (const { path, bytes: size, sha256 } of parsed?.files ?? []) {
    if (!/^[\w-][\w.-]*$/.test(path) || encodeURIComponent(path) !== path) throw new Error(path);
    if (!Number.isSafeInteger(size) || size < 0 || !/^[0-9a-f]{64}$/.test(sha256)) {
      throw new Error(`${size} ${sha256}`);
    }
  }
  return parsed;
}

async function readCache(bytes: Bytes) {
  const parsed = await readInBudget(['package-invalid'], () => {
    checkTensorCache(bytes, files);
    return 'sound';
  });
  if (parsed === undefined) return undefined;
  // Whatever was not refused has a place for every byte.
  const { records } = JSON.parse(new TextDecoder().decode(bytes)) as {
    readonly records: readonly { readonly records: readonly TensorRecord[] }[];
  };
  const ends = records.map((shard) => {
    const last = shard.records.at(-1)!;
    return last.byteOffset + last.shape.reduce((a, b) => a * b, elementBytes[last.dtype]);
  });
  expect(ends).toEqual(shards.map(({ nbytes }) => nbytes));
  return parsed;
}

describe.each([
  ['a manifest', manifest, readManifest],
  ['a list of tensors', cache, readCache],
])('%s', (_, real, read) => {
  it('is read when it is real', async () => {
    expect(await read(real)).toBeDefined();
  });

  it('is refused wherever it is cut off', async () => {
    // All but the line feed at the end.
    for (const cut of truncations(real.slice(0, -1))) expect(await read(cut)).toBeUndefined();
  });

  it.each(Object.entries(hostile(real)))('costs little, be it %s', async (_kind, bytes) => {
    const property = fc.asyncProperty(bytes, async (content) => {
      await read(content);
    });
    await fc.assert(property, runs);
  });
});
