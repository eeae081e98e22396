import { describe, expect, it } from 'vitest';
import {
  concat,
  encodeJson,
  INDEX,
  joinFile,
  makeTinyCheckpoint,
  MemoryFiles,
  SINGLE,
  type Files,
} from '../../../testing/tinyCheckpoint';
import { MAX_TENSORS } from './limits';
import { readTensors } from './shards';

const FIRST = 'model-1-of-2.safetensors';
const SECOND = 'model-2-of-2.safetensors';
const EMBEDDING = 'model.embed_tokens.weight';
const NORM = 'model.norm.weight';

const read = (files: Files) => readTensors(new MemoryFiles(files));

type Spoil = (files: Files) => void;

/** Another index. */
const index =
  (value: unknown): Spoil =>
  (files) => {
    files[INDEX] = encodeJson(value);
  };

/** The index says that the tensor is in another file, or does not mention it. */
const point =
  (tensor: string, file: unknown): Spoil =>
  (files) => {
    const { weight_map } = JSON.parse(new TextDecoder().decode(files[INDEX])) as {
      weight_map: object;
    };
    files[INDEX] = encodeJson({ weight_map: { ...weight_map, [tensor]: file } });
  };

const manyFiles = Object.fromEntries(
  Array.from({ length: 1_001 }, (_, i) => [`t${i}`, `${i}.safetensors`]),
) as object;

/** Empty tensors, which need no bytes. */
function makeCrowd(prefix: string, count: number) {
  const empty = { dtype: 'U8', shape: [0], data_offsets: [0, 0] };
  const names = Array.from({ length: count }, (_, i) => `${prefix}${i}`);
  const header = Object.fromEntries(names.map((name) => [name, empty])) as object;
  return { names, bytes: joinFile(encodeJson(header), new Uint8Array()) };
}

describe('a checkpoint of several files', () => {
  it('has the tensors of all of them', async () => {
    const single = await read(makeTinyCheckpoint());
    const several = await read(makeTinyCheckpoint({ shards: 3 }));
    expect([...several.keys()].sort()).toEqual([...single.keys()].sort());
    expect(new Set([...several.values()].map(({ file }) => file)).size).toBe(3);
  });

  it('counts less than a single file, as in transformers', async () => {
    const files = { ...makeTinyCheckpoint({ shards: 2 }), ...makeTinyCheckpoint() };
    const tensors = await read(files);
    expect(new Set([...tensors.values()].map(({ file }) => file))).toEqual(new Set([SINGLE]));
  });

  it.each<[reason: string, data: object, spoil: Spoil]>([
    ['file-missing', { file: SECOND }, (files) => Reflect.deleteProperty(files, SECOND)],
    ['file-missing', { file: SINGLE }, (files) => Reflect.deleteProperty(files, INDEX)],
    ['text-not-json', { file: INDEX }, index('no JSON')],
    ['key-duplicated', { file: INDEX, field: 'a' }, index('{"weight_map":{"a":"x","a":"y"}}')],
    ['index-malformed', { file: INDEX, field: 'weight_map' }, index([])],
    ['index-malformed', { file: INDEX, field: 'weight_map' }, index({ weight_map: {} })],
    ['index-malformed', { file: INDEX, field: 'weight_map' }, index({ weight_map: ['a'] })],
    ['too-many-files', { file: INDEX, actual: 1_001 }, index({ weight_map: manyFiles })],
    [
      'tensor-in-two-files',
      { file: SECOND, tensor: EMBEDDING },
      (files) => (files[SECOND] = files[FIRST]!),
    ],
    [
      'bytes-trailing',
      { file: SECOND },
      (files) => (files[SECOND] = concat([files[SECOND]!, new Uint8Array(1)])),
    ],
    [
      'offsets-beyond-file',
      { file: FIRST, tensor: NORM },
      (files) => (files[FIRST] = files[FIRST]!.slice(0, -1)),
    ],
  ])('is refused: %s %j', async (reason, data, spoil) => {
    const files = makeTinyCheckpoint({ shards: 2 });
    spoil(files);
    const expected = { code: 'checkpoint-invalid', data: { reason, ...data } };
    await expect(read(files)).rejects.toMatchObject(expected);
  });

  it.each<[index: string, spoil: Spoil]>([
    ['lists a tensor that no file has', point('model.other', FIRST)],
    ['lists a tensor in another file', point(EMBEDDING, SECOND)],
    ['leaves a tensor out', point(NORM, undefined)],
    ['lists nothing but one tensor of each file', index({ weight_map: { a: FIRST, b: SECOND } })],
    ['has other fields', index({ metadata: null, weight_map: { a: FIRST, b: SECOND }, c: 1 })],
  ])('has the tensors of its files when its index %s', async (_, spoil) => {
    const files = makeTinyCheckpoint({ shards: 2 });
    const before = await read(files);
    spoil(files);
    expect(await read(files)).toEqual(before);
  });

  it.each([
    ...['../secret.safetensors', 'a/b.safetensors', '/etc/x.safetensors', 'C:\\x.safetensors'],
    ...['.hidden.safetensors', 'model.bin', 'http://x/y.safetensors', '', '.', 7, null],
  ])('names files of its own folder only, not %j', async (file) => {
    const files = makeTinyCheckpoint({ shards: 2 });
    point(NORM, file)(files);
    const data = { reason: 'index-file-name', file: INDEX, tensor: NORM, actual: file };
    await expect(read(files)).rejects.toMatchObject({ code: 'checkpoint-invalid', data });
  });

  it('may not have too many tensors, be it in one file or in all together', async () => {
    const one = makeCrowd('a', MAX_TENSORS - 1);
    const other = makeCrowd('b', 2);
    expect((await read({ [SINGLE]: one.bytes })).size).toBe(MAX_TENSORS - 1);
    const map = [
      ...one.names.map((name) => [name, 'a.safetensors']),
      ...other.names.map((name) => [name, 'b.safetensors']),
    ];
    const files = {
      'a.safetensors': one.bytes,
      'b.safetensors': other.bytes,
      [INDEX]: encodeJson({ weight_map: Object.fromEntries(map) as object }),
    };
    const data = { reason: 'too-many-tensors', file: 'b.safetensors' };
    await expect(read(files)).rejects.toMatchObject({ code: 'checkpoint-invalid', data });
  });

  it('is not read further when a file has become shorter meanwhile', async () => {
    const files = new MemoryFiles(makeTinyCheckpoint());
    files.stat = () => Promise.resolve({ bytes: 1e6, tag: '' });
    files.contents[SINGLE] = files.contents[SINGLE]!.slice(0, 100);
    await expect(readTensors(files)).rejects.toMatchObject({
      code: 'file-unreadable',
      data: { file: SINGLE, byte: 100 },
    });
  });
});
