import { describe, expect, it } from 'vitest';
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
import { AppError } from '../errors';
import { openCheckpoint } from './checkpoint';
import { MAX_CONFIG_BYTES } from './limits';

const open = (files: Files) => openCheckpoint(new MemoryFiles(files));
const NORM = 'model.norm.weight';
const HEAD = 'lm_head.weight';

const set = (field: string, value: unknown) => (files: Files) => {
  const config = JSON.parse(new TextDecoder().decode(files['config.json'])) as object;
  files['config.json'] = encodeJson({ ...config, [field]: value });
};
const put = (file: string, value: unknown) => (files: Files) => {
  files[file] = value instanceof Uint8Array ? value.slice() : encodeJson(value);
};
const remove = (file: string) => (files: Files) => {
  // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a folder without a file
  delete files[file];
};
/** Another header over the same weights. */
const relabel = (from: string, to: string, file: string) => (files: Files) => {
  const { header, data } = splitFile(files[file]!);
  expect(header).toContain(from);
  files[file] = joinFile(encodeJson(header.replace(from, to)), data);
};
const mapTensor = (tensor: string, file: unknown) => (files: Files) => {
  const index = JSON.parse(new TextDecoder().decode(files[INDEX])) as { weight_map: object };
  files[INDEX] = encodeJson({ weight_map: { ...index.weight_map, [tensor]: file } });
};
const tokenizer = (value: unknown) => put('tokenizer.json', value);

type Row = [
  code: 'invalid' | 'unsupported',
  reason: string,
  data: object,
  spoil: (files: Files) => void,
];

async function expectRefused([code, reason, data, spoil]: Row, files: Files): Promise<void> {
  spoil(files);
  const error: unknown = await open(files).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: `checkpoint-${code}`, data: { reason, ...data } });
}

describe('a checkpoint', () => {
  it.each([
    { dtype: 'BF16', tied: false },
    { dtype: 'F16', tied: true, layers: 2 },
    { dtype: 'F32', tied: false, shards: 3 },
  ] as const)('is opened: %j', async (model) => {
    const files = new MemoryFiles(makeTinyCheckpoint(model));
    const { config, plan, tokenizer } = await openCheckpoint(files);
    expect(config.tied).toBe(model.tied);
    expect(config.shape).toMatchObject({ hidden: 32, heads: 2, kvHeads: 1, headDim: 16, ffn: 96 });
    expect(plan).toHaveLength(3 + 6 * ('layers' in model ? model.layers : 1));
    expect(tokenizer.method).toBe('byte_fallback');
  });

  it('is opened without reading a weight', async () => {
    const files = new MemoryFiles(makeTinyCheckpoint());
    await openCheckpoint(files);
    const read = files.reads.filter(({ file }) => file === SINGLE);
    const { header } = splitFile(files.contents[SINGLE]!);
    expect(read.map(({ bytes }) => bytes)).toEqual([8, header.length]);
  });

  it('may hold what old and tied models store besides', async () => {
    const files = makeTinyCheckpoint({ tied: true, shards: 2 });
    const extra = {
      [HEAD]: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
      'model.layers.0.self_attn.rotary_emb.inv_freq': {
        ...{ dtype: 'I64', shape: [1], data_offsets: [4, 12] },
      },
    };
    files['extra.safetensors'] = joinFile(encodeJson(extra), new Uint8Array(12));
    for (const name of Object.keys(extra)) mapTensor(name, 'extra.safetensors')(files);
    expect((await open(files)).plan).toHaveLength(9);
  });

  it.each<Row>([
    ['invalid', 'file-missing', { file: 'config.json' }, remove('config.json')],
    ['invalid', 'file-missing', { file: 'tokenizer.json' }, remove('tokenizer.json')],
    ['invalid', 'file-missing', { file: SINGLE }, remove(SINGLE)],
    [
      'invalid',
      'file-too-large',
      { file: 'config.json', actual: MAX_CONFIG_BYTES + 1 },
      put('config.json', new Uint8Array(MAX_CONFIG_BYTES + 1)),
    ],
    ['invalid', 'header-cut-off', { file: SINGLE, byte: 3 }, put(SINGLE, Uint8Array.of(1, 2, 3))],
    [
      'invalid',
      'header-beyond-file',
      { file: SINGLE },
      put(SINGLE, joinFile(encodeJson('{}'), new Uint8Array(), 99)),
    ],
    [
      'invalid',
      'offsets-beyond-file',
      { file: SINGLE, tensor: HEAD },
      (files) => (files[SINGLE] = files[SINGLE]!.slice(0, -1)),
    ],
    ['invalid', 'tensor-missing', { tensor: NORM }, relabel(NORM, 'model.other', SINGLE)],
    [
      'invalid',
      'tensor-missing',
      { tensor: 'model.layers.1.self_attn.q_proj.weight' },
      set('num_hidden_layers', 2),
    ],
    [
      'invalid',
      'tensor-shape',
      { tensor: NORM, expected: [32], actual: [4, 8] },
      relabel(
        `${NORM}":{"dtype":"BF16","shape":[32]`,
        `${NORM}":{"dtype":"BF16","shape":[4,8]`,
        SINGLE,
      ),
    ],
    [
      'invalid',
      'tensor-shape',
      { tensor: 'model.layers.0.mlp.gate_proj.weight', file: SINGLE },
      set('intermediate_size', 64),
    ],
    [
      'invalid',
      'tensor-unexpected',
      { file: SINGLE, tensor: 'model.layers.1.self_attn.q_proj.weight' },
      (files) => (files[SINGLE] = makeTinyCheckpoint({ layers: 2 })[SINGLE]!),
    ],
    [
      'unsupported',
      'tensor-dtype',
      { file: SINGLE, tensor: NORM, actual: 'I16' },
      relabel(`${NORM}":{"dtype":"BF16"`, `${NORM}":{"dtype":"I16"`, SINGLE),
    ],
    ['invalid', 'tokenizer-malformed', { field: 'model' }, tokenizer([])],
    [
      'invalid',
      'tokenizer-malformed',
      { field: 'model.vocab' },
      tokenizer({ model: { vocab: {} } }),
    ],
    [
      'invalid',
      'tokenizer-malformed',
      { field: 'model.vocab' },
      tokenizer({ model: { vocab: { a: -1 } } }),
    ],
    [
      'invalid',
      'tokenizer-malformed',
      { field: 'added_tokens' },
      tokenizer({ added_tokens: [{}], model: { vocab: { a: 1 } } }),
    ],
    [
      'invalid',
      'tokenizer-malformed',
      { field: 'added_tokens' },
      tokenizer({ added_tokens: {}, model: { vocab: { a: 1 } } }),
    ],
    [
      'invalid',
      'tokenizer-too-large',
      { expected: 48, actual: 49 },
      tokenizer({ model: { vocab: { a: 48 } } }),
    ],
    [
      'invalid',
      'tokens-without-rows',
      { expected: 48, actual: [48] },
      tokenizer({ added_tokens: [{ id: 48 }], model: { vocab: { a: 1 } } }),
    ],
    [
      'unsupported',
      'tokenizer-expression',
      { file: 'tokenizer.json', actual: '(a+)+$' },
      tokenizer({
        model: { vocab: { a: 1 } },
        pre_tokenizer: { pretokenizers: [{ type: 'Split', pattern: { Regex: '(a+)+$' } }] },
      }),
    ],
    ['invalid', 'text-not-json', { file: 'tokenizer.json' }, tokenizer('no JSON')],
  ])('is refused: %s, %s %j', async (...row) => {
    await expectRefused(row, makeTinyCheckpoint());
  });

  it('is refused where a matrix cannot be cut into groups of 32', async () => {
    const files = makeTinyCheckpoint({ hidden: 48 });
    await expectRefused(
      [
        'unsupported',
        'width-not-in-groups',
        { tensor: 'model.embed_tokens.weight', actual: 48 },
        () => {},
      ],
      files,
    );
  });
});
