import { describe, expect, it } from 'vitest';
import { encodeJson } from '../../../testing/tinyCheckpoint';
import { parseConfig } from './config';

/** A configuration of Llama 2. */
const least = {
  model_type: 'llama',
  vocab_size: 32_000,
  hidden_size: 4096,
  intermediate_size: 11_008,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  max_position_embeddings: 4096,
  eos_token_id: 2,
};
const parse = (more: object = {}, generation?: unknown) =>
  parseConfig(
    encodeJson({ ...least, ...more }),
    generation === undefined ? undefined : encodeJson(generation),
  );
const file = 'config.json';

describe('a configuration', () => {
  it('has the defaults of transformers', () => {
    const expected = {
      shape: {
        ...{ layers: 32, hidden: 4096, heads: 32, kvHeads: 32, headDim: 128, ffn: 11_008 },
        ...{ vocabulary: 32_000, ropeTheta: 10_000, epsilon: 1e-6, context: 4096 },
      },
      ...{ tied: false, bosTokenId: 1, eosTokenIds: [2] },
    };
    expect(parse()).toEqual(expected);
    const optional = [
      'num_key_value_heads',
      'head_dim',
      'hidden_act',
      'rope_theta',
      'rope_scaling',
    ];
    const nulls = [...optional, 'rope_parameters', 'tie_word_embeddings', 'attention_bias'];
    expect(parse(Object.fromEntries(nulls.map((field) => [field, null])) as object)).toEqual(
      expected,
    );
  });

  it('may say everything', () => {
    const { shape, tied, bosTokenId } = parse({
      num_key_value_heads: 8,
      head_dim: 64,
      rope_theta: 500_000,
      rms_norm_eps: 1e-5,
      tie_word_embeddings: true,
      bos_token_id: [1, 7],
    });
    expect(shape).toMatchObject({ kvHeads: 8, headDim: 64, ropeTheta: 500_000, epsilon: 1e-5 });
    expect([tied, bosTokenId]).toEqual([true, 1]);
  });

  it.each([
    [500_000, { rope_parameters: { rope_theta: 500_000, rope_type: 'default' } }],
    [500_000, { rope_parameters: { rope_theta: 500_000 }, rope_theta: 1 }],
    [500_000, { rope_parameters: { rope_type: 'default' }, rope_theta: 500_000 }],
    [10_000, { rope_parameters: { type: 'default' } }],
  ])('gives rope_theta %i as transformers does: %j', (expected, more) => {
    expect(parse(more).shape.ropeTheta).toBe(expected);
  });

  it('ends where generation_config.json says, and else where it says itself', () => {
    expect(parse({}, { eos_token_id: [128, 129] }).eosTokenIds).toEqual([128, 129]);
    expect(parse({ eos_token_id: [3, 4] }, {}).eosTokenIds).toEqual([3, 4]);
    expect(parse({ eos_token_id: null }, { eos_token_id: 5 }).eosTokenIds).toEqual([5]);
  });

  it.each<[reason: string, data: object, more: object, generation?: unknown]>([
    ['config-not-object', { file: 'generation_config.json' }, {}, []],
    ['config-field', { file, field: 'hidden_size' }, { hidden_size: [4096] }],
    ['config-field', { file, field: 'hidden_size', actual: 0 }, { hidden_size: 0 }],
    ['config-field', { file, field: 'hidden_size', actual: '4096' }, { hidden_size: '4096' }],
    ['config-field', { file, field: 'vocab_size', actual: 1e9 }, { vocab_size: 1e9 }],
    ['config-field', { file, field: 'vocab_size', actual: 0.5 }, { vocab_size: 0.5 }],
    ['config-field', { file, field: 'num_hidden_layers' }, { num_hidden_layers: 1e6 }],
    ['config-field', { file, field: 'head_dim', actual: 4096 / 33 }, { num_attention_heads: 33 }],
    ['config-field', { file, field: 'rms_norm_eps', actual: 0 }, { rms_norm_eps: 0 }],
    ['config-field', { file, field: 'rope_theta', actual: '1e4' }, { rope_theta: '1e4' }],
    ['config-field', { file, field: 'rope_parameters', actual: [] }, { rope_parameters: [] }],
    ['config-field', { file, field: 'tie_word_embeddings' }, { tie_word_embeddings: 'no' }],
    ['config-field', { file, field: 'bos_token_id', actual: 32_000 }, { bos_token_id: 32_000 }],
    ['config-field', { file, field: 'eos_token_id' }, { eos_token_id: null }],
    ['config-field', { file, field: 'eos_token_id' }, { eos_token_id: [] }],
    ['config-field', { file, field: 'eos_token_id', actual: -1 }, { eos_token_id: [2, -1] }],
    [
      ...(['config-field', { file: 'generation_config.json', field: 'eos_token_id' }, {}] as const),
      { eos_token_id: 'x' },
    ],
    ['config-contradiction', { field: 'num_key_value_heads' }, { num_key_value_heads: 5 }],
  ])('is refused as damaged: %s %j', (reason, data, more, generation) => {
    const facts: unknown = expect.objectContaining({ reason, ...data });
    const expected = { code: 'checkpoint-invalid', data: facts };
    expect(() => parse(more, generation)).toThrow(expect.objectContaining(expected) as Error);
  });

  it.each([
    ['architecture', 'model_type', { model_type: 'mistral' }],
    ['architecture', 'model_type', { model_type: undefined }],
    ['activation-function', 'hidden_act', { hidden_act: 'gelu' }],
    ['bias', 'attention_bias', { attention_bias: true }],
    ['bias', 'mlp_bias', { mlp_bias: true }],
    ['rope-scaling', 'rope_scaling', { rope_scaling: { type: 'linear', factor: 2 } }],
    ['rope-scaling', 'rope_parameters', { rope_parameters: { rope_type: 'llama3' } }],
    ['rope-scaling', 'rope_parameters', { rope_parameters: { type: 'linear', factor: 2 } }],
    ['already-quantized', 'quantization_config', { quantization_config: { bits: 4 } }],
  ])('is refused as unsupported: %s in %s %j', (reason, field, more) => {
    const data: unknown = expect.objectContaining({ reason, field, file });
    const expected = { code: 'checkpoint-unsupported', data };
    expect(() => parse(more)).toThrow(expect.objectContaining(expected) as Error);
  });

  it('is refused when it is no object', () => {
    const expected = { code: 'checkpoint-invalid' };
    for (const text of ['[]', 'null', '7', '']) {
      const run = () => parseConfig(encodeJson(text), undefined);
      expect(run).toThrow(expect.objectContaining(expected) as Error);
    }
  });
});
