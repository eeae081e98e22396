import { describe, expect, it } from 'vitest';
import { getModel, models } from './catalog';
import { closestModel, findDifferences, refuseOtherModel, type FoundShape } from './fit';

const seven = getModel('bayling-2-7b');
const eight = getModel('bayling-3-8b');

it.each(models)('$displayName fits itself alone', (model) => {
  expect(closestModel(model.shape)).toEqual({ model, differences: [] });
  const fitting = models.filter((other) => findDifferences(other, model.shape).length === 0);
  expect(fitting).toEqual([model]);
});

describe('weights are refused that the library would compute otherwise', () => {
  it.each<[what: string, field: string, actual: unknown, changes: FoundShape]>([
    ['CodeLlama', 'rope_theta', 1e6, { ropeTheta: 1e6, context: 16_384 }],
    ['LLaMA 1', 'rms_norm_eps', 1e-6, { epsilon: 1e-6, context: 2048 }],
    ['a model of short texts', 'max_position_embeddings', 2048, { context: 2048 }],
    ['a base of a few per cent more', 'rope_theta', 10_400, { ropeTheta: 10_400 }],
    ['an epsilon of 1e-8', 'rms_norm_eps', 1e-8, { epsilon: 1e-8 }],
    ['a pad token with a row', 'vocab_size', 32_001, { vocabulary: 32_001 }],
    ['rows filled up', 'vocab_size', 32_064, { vocabulary: 32_064 }],
    ['grouped heads', 'num_key_value_heads', 8, { kvHeads: 8 }],
    ['pruned layers', 'num_hidden_layers', 24, { layers: 24 }],
    ['other heads', 'head_dim', 64, { headDim: 64 }],
    ['a field that is no number', 'rope_theta', '10000', { ropeTheta: '10000' }],
    ['a field that is missing', 'rms_norm_eps', undefined, { epsilon: undefined }],
    ['NaN', 'rope_theta', NaN, { ropeTheta: NaN }],
  ])('%s: %s', (_, field, actual, changes) => {
    const found = { ...seven.shape, ...changes };
    const [first] = findDifferences(seven, found);
    expect(first).toMatchObject({ field, actual });
    const data: unknown = expect.objectContaining({ model: 'BayLing-2-7B', field, actual });
    const error = expect.objectContaining({ code: 'other-model', data }) as Error;
    expect(() => refuseOtherModel(seven, found)).toThrow(error);
    expect(closestModel(found).model).toBe(seven);
  });

  it('and not those of Llama 3.1, whose context is longer, for that', () => {
    expect(findDifferences(eight, { ...eight.shape, context: 131_072 })).toEqual([]);
  });

  it('and not an epsilon that was a float32', () => {
    expect(findDifferences(seven, { ...seven.shape, epsilon: Math.fround(1e-5) })).toEqual([]);
  });
});
