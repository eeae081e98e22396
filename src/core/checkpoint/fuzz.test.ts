import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  encodeJson,
  INDEX,
  joinFile,
  makeTinyCheckpoint,
  MemoryFiles,
  SINGLE,
  splitFile,
  type Bytes,
  type Files,
} from '../../../tools/testing/tinyCheckpoint';
import { AppError } from '../errors';
import { openCheckpoint } from './checkpoint';

const single = makeTinyCheckpoint();
const sharded = makeTinyCheckpoint({ shards: 2 });
const headerEnd = 8 + encodeJson(splitFile(single[SINGLE]!).header).length;
/** Room for a slow machine; anything that hangs takes longer. */
const MAX_MS = 10_000;

/** Opens or fails with an error of ours, soon. */
async function expectOutcome(files: Files): Promise<void> {
  const start = performance.now();
  try {
    const { plan } = await openCheckpoint(new MemoryFiles(files));
    expect(plan).toHaveLength(9);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toMatch(/^checkpoint-(invalid|unsupported)$/);
    expect(error.data['reason']).toBeTypeOf('string');
    expect(JSON.stringify(error.data).length).toBeLessThan(2_000);
  }
  expect(performance.now() - start).toBeLessThan(MAX_MS);
}

function flip(bytes: Bytes, flips: readonly (readonly [at: number, mask: number])[]): Bytes {
  const flipped = bytes.slice();
  for (const [at, mask] of flips) flipped[at % flipped.length]! ^= mask;
  return flipped;
}

const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
  minLength: 1,
  maxLength: 4,
});
const runs = { numRuns: 400, seed: 20261125 };

describe('whatever happens to a checkpoint, it opens or fails with a named error', () => {
  it.each(['config.json', 'tokenizer.json', INDEX, SINGLE])('%s cut off', async (file) => {
    const files = file === INDEX ? sharded : single;
    const cut = fc.nat({ max: (file === SINGLE ? headerEnd : files[file]!.length) - 1 });
    const property = fc.asyncProperty(cut, (length) =>
      expectOutcome({ ...files, [file]: files[file]!.slice(0, length) }),
    );
    await fc.assert(property, runs);
  });

  it.each(['config.json', 'tokenizer.json', INDEX])('%s with other bytes', async (file) => {
    const files = file === INDEX ? sharded : single;
    const property = fc.asyncProperty(flips, (changes) =>
      expectOutcome({ ...files, [file]: flip(files[file]!, changes) }),
    );
    await fc.assert(property, runs);
  });

  it('a header with other bytes, its length included', async () => {
    const file = single[SINGLE]!;
    const property = fc.asyncProperty(flips, (changes) => {
      const head = flip(file.slice(0, headerEnd), changes);
      const spoiled = file.slice();
      spoiled.set(head);
      return expectOutcome({ ...single, [SINGLE]: spoiled });
    });
    await fc.assert(property, runs);
  });

  it('a header with another value somewhere', async () => {
    const { header, data } = splitFile(single[SINGLE]!);
    const entries = JSON.parse(header) as Record<string, Record<string, unknown>>;
    const names = Object.keys(entries).slice(1);
    const fields = fc.constantFrom('dtype', 'shape', 'data_offsets', 'other');
    const offsets = fc.array(fc.integer({ min: -1, max: 2 ** 53 }), { maxLength: 3 });
    const value = fc.oneof(fc.jsonValue(), offsets, fc.constantFrom('F16', 'I16', 'F64'));
    const property = fc.asyncProperty(fc.constantFrom(...names), fields, value, (...change) => {
      const [name, field, replacement] = change;
      const changed = { ...entries, [name]: { ...entries[name], [field]: replacement } };
      return expectOutcome({ ...single, [SINGLE]: joinFile(encodeJson(changed), data) });
    });
    await fc.assert(property, runs);
  });

  it('a configuration with another value somewhere', async () => {
    const config = JSON.parse(new TextDecoder().decode(single['config.json'])) as object;
    const fields = fc.constantFrom(...Object.keys(config), 'head_dim', 'rope_parameters');
    const property = fc.asyncProperty(fields, fc.jsonValue(), (field, value) =>
      expectOutcome({ ...single, 'config.json': encodeJson({ ...config, [field]: value }) }),
    );
    await fc.assert(property, runs);
  });

  it.each([
    ['lists', '['],
    ['objects', '{"a":'],
    ['objects in lists', '[{"a":'],
    ['empty strings', '"'],
    ['backslashes in a string', '["' + '\\'.repeat(1000)],
  ])('a header of 20 MB that opens %s and never closes one', async (_name, open) => {
    const header = encodeJson(open.repeat(20_000_000 / open.length));
    await expectOutcome({ ...single, [SINGLE]: joinFile(header, new Uint8Array()) });
  });
});
