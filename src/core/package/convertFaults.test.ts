import { describe, expect, it } from 'vitest';
import { createNormals } from '../../../testing/random';
import {
  concat,
  encodeFloats,
  encodeJson,
  makeTinyCheckpoint,
  MemoryFiles,
  SINGLE,
  splitFile,
} from '../../../testing/tinyCheckpoint';
import { convertOpened, convertTiny, MemoryStage, sha256 } from '../../../testing/tinyPackage';
import { openCheckpoint } from '../checkpoint/checkpoint';
import { AppError } from '../errors';
import { decodeFloats } from '../quantize/decode';
import { scaleFormat } from '../quantize/format';
import { quantizeSlice } from '../quantize/quantize';
import { SLICE_BYTES } from './convert';
import { TENSOR_CACHE } from './layout';
import { MANIFEST } from './manifest';

type Entries = Record<string, { data_offsets: [number, number] }>;

/** A checkpoint in which one weight has another value, and the byte at which that weight lies. */
function plant(tensor: string, index: number, dtype: 'BF16' | 'F16' | 'F32', value: number) {
  const files = makeTinyCheckpoint({ dtype });
  const bytes = files[SINGLE]!;
  const { header } = splitFile(bytes);
  const [begin] = (JSON.parse(header) as Entries)[tensor]!.data_offsets;
  const encoded = encodeFloats(dtype, Float32Array.of(value));
  const byte = 8 + encodeJson(header).length + begin + index * encoded.length;
  bytes.set(encoded, byte);
  return { files, byte };
}

describe('a conversion', () => {
  it.each([
    ['value-not-finite', 'model.norm.weight', 5, 'BF16', NaN],
    ['value-not-finite', 'model.layers.0.self_attn.v_proj.weight', 511, 'F16', Infinity],
    ['value-not-finite', 'lm_head.weight', 0, 'F32', -Infinity],
    ['value-too-large', 'model.layers.0.mlp.up_proj.weight', 100, 'F32', 65_505],
    ['value-too-large', 'model.norm.weight', 31, 'BF16', -70_144],
  ] as const)(
    'ends at a weight with %s, in %s at %i',
    async (reason, tensor, index, dtype, value) => {
      const { files, byte } = plant(tensor, index, dtype, value);
      const stage = new MemoryStage();
      const code = reason === 'value-too-large' ? 'checkpoint-unsupported' : 'checkpoint-invalid';
      const data = { reason, file: SINGLE, tensor, byte, actual: String(value) };
      await expect(convertTiny(files, {}, stage)).rejects.toMatchObject({ code, data });
      expect(stage.files).not.toHaveProperty(TENSOR_CACHE);
    },
  );

  it('takes a weight into f32 scales that f16 ones have no room for', async () => {
    const { files } = plant('model.norm.weight', 31, 'F32', 1e35);
    await expect(convertTiny(files, { quantization: 'q4f32_1' })).resolves.toHaveProperty(MANIFEST);
  });

  it('reads a large tensor in slices, with the same result', async () => {
    const rows = 270_000;
    const sliceBytes = SLICE_BYTES;
    // Zeros are quick; only what is around the end of the first slice matters.
    const values = new Float32Array(rows * 32);
    const noise = createNormals(100 * 32, 7);
    values.set(decodeFloats('BF16', encodeFloats('BF16', noise)), sliceBytes / 2 - 50 * 32);
    const bytes = encodeFloats('BF16', values);

    const files = new MemoryFiles({ ...makeTinyCheckpoint(), large: bytes });
    const tensor = { name: 'm', file: 'large', dtype: 'BF16', shape: [rows, 32] } as const;
    const parts = [{ ...tensor, start: 0, end: bytes.length }];
    const plan = [{ kind: 'matrix', name: 'm', rows, cols: 32, parts } as const];
    const shards = await convertOpened({ ...(await openCheckpoint(files)), plan }, files);

    const reads = files.reads.filter(({ file }) => file === 'large');
    expect(reads.map((read) => read.bytes)).toEqual([sliceBytes, bytes.length - sliceBytes]);
    const { words, scales } = quantizeSlice('BF16', bytes, scaleFormat('q4f16_1'));
    const expected = [words, scales].map(({ buffer }) => new Uint8Array(buffer));
    expect(sha256(shards['params_shard_0.bin']!)).toBe(sha256(concat(expected)));
  });

  it('says how far it is, from nothing to everything', async () => {
    const steps: number[] = [];
    const onProgress = (done: number, total: number) => steps.push(done / total);
    await convertTiny(makeTinyCheckpoint(), { onProgress });
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect([steps[0], steps.at(-1)]).toEqual([0, 1]);
    expect(steps.length).toBeGreaterThan(10);
  });

  it.each([0, 0.3])('stops when asked, at %d of the way', async (part) => {
    const abort = new AbortController();
    const files = new MemoryFiles(makeTinyCheckpoint());
    const stage = new MemoryStage();
    const onProgress = (done: number, total: number) => {
      if (done >= part * total) abort.abort();
    };
    if (part === 0) abort.abort();
    const converted = convertTiny(files, { onProgress, signal: abort.signal }, stage);
    await expect(converted).rejects.toEqual(new AppError('aborted'));
    expect(stage.files).not.toHaveProperty(TENSOR_CACHE);
  });

  it('ends with the error of a full disk, and goes on from there', async () => {
    const stage = new MemoryStage();
    const write = stage.write.bind(stage);
    const full = new AppError('disk-full');
    stage.write = (part, bytes) =>
      stage.written.length < 4 ? write(part, bytes) : Promise.reject(full);
    await expect(convertTiny(makeTinyCheckpoint(), {}, stage)).rejects.toBe(full);
    expect(stage.written).toHaveLength(4);
    stage.write = write;
    const files = new MemoryFiles(makeTinyCheckpoint());
    expect(await convertTiny(files, {}, stage)).toEqual(await convertTiny(makeTinyCheckpoint()));
    expect(new Set(stage.written.map(({ path, offset }) => `${path} ${offset}`)).size).toBe(
      stage.written.length,
    );
  });

  it('ends when a file has become shorter meanwhile', async () => {
    const files = new MemoryFiles(makeTinyCheckpoint());
    const onProgress = () => (files.contents[SINGLE] = files.contents[SINGLE]!.slice(0, 4000));
    const data = { file: SINGLE, byte: 4000 };
    await expect(convertTiny(files, { onProgress })).rejects.toMatchObject({
      code: 'file-unreadable',
      data,
    });
  });
});
