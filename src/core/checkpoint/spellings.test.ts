import { describe, expect, it } from 'vitest';
import architectures from '../../../compiler/architectures.json';
import { encodeJson } from '../../../testing/tinyCheckpoint';
import { parseConfig } from './config';

/** As transformers 4.31 to 4.40 write the configurations of the three shapes. */
const llama2 = {
  architectures: ['LlamaForCausalLM'],
  bos_token_id: 1,
  eos_token_id: 2,
  hidden_act: 'silu',
  hidden_size: 4096,
  initializer_range: 0.02,
  intermediate_size: 11_008,
  max_position_embeddings: 4096,
  model_type: 'llama',
  num_attention_heads: 32,
  num_hidden_layers: 32,
  num_key_value_heads: 32,
  pretraining_tp: 1,
  rms_norm_eps: 1e-5,
  rope_scaling: null,
  tie_word_embeddings: false,
  torch_dtype: 'float16',
  use_cache: true,
  vocab_size: 32_000,
};
const shapes = {
  'llama-2-7b': llama2,
  'llama-2-13b': {
    ...llama2,
    hidden_size: 5120,
    intermediate_size: 13_824,
    num_attention_heads: 40,
    num_hidden_layers: 40,
    num_key_value_heads: 40,
  },
  'llama-3-8b': {
    ...llama2,
    attention_bias: false,
    bos_token_id: 128_000,
    eos_token_id: 128_001,
    intermediate_size: 14_336,
    max_position_embeddings: 8192,
    num_key_value_heads: 8,
    rope_theta: 500_000.0,
    vocab_size: 128_256,
  },
};

type Fields = Readonly<Record<string, unknown>>;

const parse = (fields: Fields | string) => parseConfig(encodeJson(fields), undefined);

const without = (fields: Fields, ...names: string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** Other ways of saying the same thing. */
const spellings: readonly (readonly [what: string, spell: (fields: Fields) => Fields | string])[] =
  [
    ['rope_scaling of the type default', (c) => ({ ...c, rope_scaling: { type: 'default' } })],
    ['rope_type of the type default', (c) => ({ ...c, rope_scaling: { rope_type: 'default' } })],
    ['rope_scaling {}', (c) => ({ ...c, rope_scaling: {} })],
    [
      'rope_scaling with the base',
      (c) => ({ ...c, rope_scaling: { rope_theta: c['rope_theta'] ?? 1e4, rope_type: 'default' } }),
    ],
    ['a linear factor of 1', (c) => ({ ...c, rope_scaling: { factor: 1.0, type: 'linear' } })],
    [
      'a linear factor of 1, by both names',
      (c) => ({ ...c, rope_scaling: { factor: 1.0, rope_type: 'linear', type: 'linear' } }),
    ],
    [
      'scaling as in Llama 3.1, by 1',
      (c) => ({
        ...c,
        rope_scaling: {
          ...{ factor: 1.0, high_freq_factor: 4.0, low_freq_factor: 1.0 },
          ...{ original_max_position_embeddings: 8192, rope_type: 'llama3' },
        },
      }),
    ],
    ['YaRN by 1', (c) => ({ ...c, rope_scaling: { factor: 1.0, rope_type: 'yarn' } })],
    [
      'scaling that begins beyond the context',
      (c) => ({ ...c, rope_scaling: { factor: 2.0, type: 'dynamic' } }),
    ],
    [
      'rope_parameters in place of both fields',
      (c) => ({
        ...without(c, 'rope_theta', 'rope_scaling'),
        rope_parameters: { rope_theta: c['rope_theta'] ?? 10_000.0, rope_type: 'default' },
      }),
    ],
    [
      'rope_parameters with a linear factor of 1',
      (c) => ({
        ...without(c, 'rope_theta', 'rope_scaling'),
        rope_parameters: { rope_theta: c['rope_theta'] ?? 1e4, rope_type: 'linear', factor: 1 },
      }),
    ],
    ['rope_parameters null', (c) => ({ ...c, rope_parameters: null })],
    ['partial_rotary_factor 1', (c) => ({ ...c, partial_rotary_factor: 1.0 })],
    ['swish', (c) => ({ ...c, hidden_act: 'swish' })],
    ['no hidden_act', (c) => without(c, 'hidden_act')],
    ['head_dim as it follows', (c) => ({ ...c, head_dim: 128 })],
    ['head_dim null', (c) => ({ ...c, head_dim: null })],
    ['dtype in place of torch_dtype', (c) => ({ ...without(c, 'torch_dtype'), dtype: 'bfloat16' })],
    ['no dtype at all', (c) => without(c, 'torch_dtype')],
    ['pretraining_tp 2', (c) => ({ ...c, pretraining_tp: 2 })],
    ['eos_token_id as a list', (c) => ({ ...c, eos_token_id: [c['eos_token_id']] })],
    ['bos_token_id as a list', (c) => ({ ...c, bos_token_id: [c['bos_token_id']] })],
    ['a class spelled as at first', (c) => ({ ...c, architectures: ['LLaMAForCausalLM'] })],
    ['nothing but the class', (c) => without(c, 'model_type')],
    ['nothing but the type', (c) => without(c, 'architectures')],
    ['architectures null', (c) => ({ ...c, architectures: null })],
    ['flags as numbers', (c) => ({ ...c, attention_bias: 0, mlp_bias: 0, tie_word_embeddings: 0 })],
    [
      'flags as null',
      (c) => ({ ...c, attention_bias: null, mlp_bias: null, tie_word_embeddings: null }),
    ],
    ['no flags', (c) => without(c, 'attention_bias', 'mlp_bias', 'tie_word_embeddings')],
    ['quantization_config null', (c) => ({ ...c, quantization_config: null })],
    ['a pad token that is none', (c) => ({ ...c, pad_token_id: -1 })],
    ['an epsilon that was a float32', (c) => ({ ...c, rms_norm_eps: 9.999999747378752e-6 })],
    [
      'fields of other programs',
      (c) => ({
        ...c,
        ...{
          _name_or_path: '/data/out',
          auto_map: {},
          max_sequence_length: 2048,
          sliding_window: 1,
        },
        ...{ unsloth_version: '2024.5', neftune_noise_alpha: 5, attention_dropout: 0.0 },
        ...{ transformers_version: '4.37.0.dev0', rope_interleaved: false, mm_vision_tower: null },
      }),
    ],
    [
      'numbers with a point and an exponent',
      (c) =>
        JSON.stringify(c)
          .replace(/("\w+_size":|heads":)(\d+)/g, '$1$2.0')
          .replace('4096.0', '4.096e3'),
    ],
    [
      'other order and white space',
      (c) => JSON.stringify(Object.fromEntries(Object.entries(c).reverse()), null, '\t'),
    ],
  ];

describe.each(Object.entries(shapes))('the configuration of %s', (name, fields) => {
  const { prefillChunk: _, ...row } = architectures[name as keyof typeof shapes];
  const expected = parse(fields);

  it('has the shape of the library', () => {
    expect(expected.shape).toEqual(row);
  });

  it.each(spellings)('may have %s', (_what, spell) => {
    const { shape, ...rest } = parse(spell(fields));
    expect({ ...shape, epsilon: Math.fround(shape.epsilon) }).toEqual({
      ...row,
      epsilon: Math.fround(row.epsilon),
    });
    const { shape: _shape, ...others } = expected;
    expect(rest).toEqual(others);
  });
});

it('leaves out what transformers fills in', () => {
  const seven = { ...architectures['llama-2-7b'], context: 2048, epsilon: 1e-6 };
  const { prefillChunk: _, ...shape } = seven;
  const expected = { shape, tied: false, bosTokenId: 1, eosTokenIds: [2] };
  expect(parse({ model_type: 'llama' })).toEqual(expected);
  const nulls = Object.keys(shapes['llama-3-8b']).filter((name) => !/type|token/.test(name));
  const fields = Object.fromEntries(nulls.map((name) => [name, null]));
  expect(parse({ ...fields, model_type: 'llama' })).toEqual(expected);
});

it.each<[field: string, fields: Fields]>([
  ['rope_scaling', { rope_scaling: { type: 'linear', factor: 4.0 } }],
  ['rope_scaling', { rope_scaling: { type: 'linear' } }],
  ['rope_scaling', { rope_scaling: { rope_type: 'yarn', factor: 1.0, attention_factor: 0.8 } }],
  ['rope_scaling', { rope_scaling: { rope_type: 'longrope', factor: 1.0 } }],
  ['rope_scaling', { rope_scaling: { type: 'dynamic', alpha: 1000 } }],
  ['rope_scaling', { rope_scaling: { type: 'dynamic', factor: 0.5 } }],
  ['rope_scaling', { rope_scaling: { full_attention: { rope_type: 'default' } } }],
  ['rope_scaling', { rope_scaling: { partial_rotary_factor: 0.5 } }],
  ['partial_rotary_factor', { partial_rotary_factor: 0.25 }],
])('does not take what computes something else: %s %j', (field, fields) => {
  const data: unknown = expect.objectContaining({ reason: 'rope-scaling', field });
  const error = expect.objectContaining({ code: 'checkpoint-unsupported', data }) as Error;
  expect(() => parse({ ...llama2, ...fields })).toThrow(error);
});

it('takes the base from where transformers does', () => {
  const theta = (fields: Fields) => parse({ ...llama2, ...fields }).shape.ropeTheta;
  expect(theta({ rope_scaling: { rope_theta: 7 }, rope_theta: 9 })).toBe(7);
  expect(theta({ rope_scaling: { type: 'default' }, rope_parameters: { rope_theta: 7 } })).toBe(
    1e4,
  );
  expect(theta({ rope_scaling: {}, rope_parameters: { rope_theta: 7 }, rope_theta: 9 })).toBe(7);
  expect(theta({ rope_parameters: { rope_theta: null }, rope_theta: 9 })).toBe(9);
});
