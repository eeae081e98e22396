import { describe, expect, it } from 'vitest';
import {
  concat,
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

const HEAD = 'lm_head.weight';
const layer = 'model.layers.0.self_attn.';

/** A file with one more tensor, of two float32. */
function add(files: Files, file: string, name: string, dtype = 'F32'): void {
  const { header, data } = splitFile(files[file]!);
  const entries = JSON.parse(header) as object;
  const end = data.length + 8;
  const entry = { dtype, shape: dtype === 'F32' ? [2] : [8], data_offsets: [data.length, end] };
  files[file] = joinFile(
    encodeJson({ ...entries, [name]: entry }),
    concat([data, new Uint8Array(8)]),
  );
}

function list(files: Files, tensor: string, file: string): void {
  const index = JSON.parse(new TextDecoder().decode(files[INDEX])) as { weight_map: object };
  files[INDEX] = encodeJson({ ...index, weight_map: { ...index.weight_map, [tensor]: file } });
}

const FIRST = 'model-1-of-3.safetensors';
const LAST = 'model-3-of-3.safetensors';

const planOf = async (files: Files) =>
  (await openCheckpoint(new MemoryFiles(files))).plan.map((tensor) => tensor.name);

describe.each([
  `${layer}rotary_emb.inv_freq`,
  `${layer}rotary_emb.original_inv_freq`,
  `${layer}rotary_emb.cos_cached`,
  `${layer}rotary_emb.sin_cached`,
  `${layer}rotary_emb._cos_k_cached`,
  'model.rotary_emb.inv_freq',
  'rotary_emb.inv_freq',
  `${layer}masked_bias`,
  'model.causal_mask',
  'model.position_ids',
  'rope.freqs',
])('the buffer %s', (name) => {
  it('may be in a single file', async () => {
    const files = makeTinyCheckpoint();
    const before = await planOf(files);
    add(files, SINGLE, name);
    expect(await planOf(files)).toEqual(before);
  });

  it('may be in a file, and not in the index', async () => {
    const files = makeTinyCheckpoint({ shards: 3 });
    add(files, FIRST, name);
    expect(await planOf(files)).toHaveLength(9);
  });

  it('may be in the index, and in no file', async () => {
    const files = makeTinyCheckpoint({ shards: 3 });
    list(files, name, FIRST);
    expect(await planOf(files)).toHaveLength(9);
  });

  it('may be in two files, in any dtype', async () => {
    const files = makeTinyCheckpoint({ shards: 3 });
    add(files, FIRST, name, 'U8');
    add(files, LAST, name);
    list(files, name, LAST);
    expect(await planOf(files)).toHaveLength(9);
  });
});

describe('a tied head', () => {
  it.each([
    ['in the index alone', (files: Files) => list(files, HEAD, LAST)],
    ['in a file alone', (files: Files) => add(files, LAST, HEAD)],
    [
      'in both',
      (files: Files) => {
        add(files, LAST, HEAD);
        list(files, HEAD, LAST);
      },
    ],
    [
      'in the index, at another file',
      (files: Files) => {
        add(files, LAST, HEAD);
        list(files, HEAD, FIRST);
      },
    ],
  ])('may be %s', async (_, spoil) => {
    const files = makeTinyCheckpoint({ tied: true, shards: 3 });
    spoil(files);
    expect(await planOf(files)).toHaveLength(9);
  });
});

it.each([
  `${layer}q_proj.bias`,
  `${layer}q_norm.weight`,
  'model.layers.1.input_layernorm.weight',
  'score.weight',
  'my_inv_freq_weight',
  `${layer}q_proj.lora_A.weight`,
])('what may be a weight is no buffer: %s', async (name) => {
  const files = makeTinyCheckpoint();
  add(files, SINGLE, name);
  const data = { reason: 'tensor-unexpected', tensor: name };
  await expect(planOf(files)).rejects.toMatchObject({ code: 'checkpoint-invalid', data });
});
