import type { Bytes } from '../bytes';
import { describe, expect, it } from 'vitest';
import {
  encodeFloats,
  makeTinyCheckpoint,
  packTensors,
  readWeights,
  SINGLE,
  VOCABULARY,
  type Files,
  type FullTensor,
} from '../../../testing/tinyCheckpoint';
import { convertTiny, sha256 } from '../../../testing/tinyPackage';
import type { Quantization } from '../catalog';
import { decodeFloats } from '../quantize/decode';
import { fromHalf, toHalf } from '../quantize/half';
import { TENSOR_CACHE, type Shard } from './layout';
import { MANIFEST, parseManifest } from './manifest';
import { checkTensorCache } from './verify';

const text = (bytes: Bytes | undefined) => new TextDecoder().decode(bytes);

/** The tensors of a package, in their order. */
function readPackage(files: Files) {
  const { records: shards } = JSON.parse(text(files[TENSOR_CACHE])) as { records: Shard[] };
  const tensors = new Map<string, { shape: readonly number[]; bytes: Bytes }>();
  for (const { dataPath, records } of shards) {
    for (const { name, shape, byteOffset, nbytes } of records) {
      const bytes = files[dataPath]!.slice(byteOffset, byteOffset + nbytes);
      tensors.set(name, { shape, bytes });
    }
  }
  return tensors;
}

function readNumbers(bytes: Bytes, quantization: Quantization): Float32Array {
  return decodeFloats(quantization === 'q4f16_1' ? 'F16' : 'F32', bytes);
}

function readMatrix(files: Files, name: string, quantization: Quantization): Float32Array {
  const tensors = readPackage(files);
  const codes = tensors.get(`${name}.q_weight`)!.bytes;
  const scales = readNumbers(tensors.get(`${name}.q_scale`)!.bytes, quantization);
  return Float32Array.from({ length: codes.length * 2 }, (_, i) => {
    const code = (codes[i >> 1]! >> (4 * (i % 2))) & 15;
    return (code - 7) * scales[i >> 5]!;
  });
}

describe('a package', () => {
  it('has the tensors that the model libraries ask for, in their order', async () => {
    const tensors = readPackage(await convertTiny(makeTinyCheckpoint({ layers: 2, hidden: 64 })));
    const layer = (n: number) => [
      [`model.layers.${n}.self_attn.qkv_proj.q_weight`, [128, 8]],
      [`model.layers.${n}.self_attn.qkv_proj.q_scale`, [128, 2]],
      [`model.layers.${n}.self_attn.o_proj.q_weight`, [64, 8]],
      [`model.layers.${n}.self_attn.o_proj.q_scale`, [64, 2]],
      [`model.layers.${n}.mlp.gate_up_proj.q_weight`, [192, 8]],
      [`model.layers.${n}.mlp.gate_up_proj.q_scale`, [192, 2]],
      [`model.layers.${n}.mlp.down_proj.q_weight`, [64, 12]],
      [`model.layers.${n}.mlp.down_proj.q_scale`, [64, 3]],
      [`model.layers.${n}.input_layernorm.weight`, [64]],
      [`model.layers.${n}.post_attention_layernorm.weight`, [64]],
    ];
    expect([...tensors].map(([name, { shape }]) => [name, shape])).toEqual([
      ['model.embed_tokens.q_weight', [VOCABULARY, 8]],
      ['model.embed_tokens.q_scale', [VOCABULARY, 2]],
      ...layer(0),
      ...layer(1),
      ['model.norm.weight', [64]],
      ['lm_head.q_weight', [VOCABULARY, 8]],
      ['lm_head.q_scale', [VOCABULARY, 2]],
    ]);
  });

  it.each([
    { dtype: 'BF16', tied: false, quantization: 'q4f16_1' },
    { dtype: 'BF16', tied: true, quantization: 'q4f32_1' },
    { dtype: 'F16', tied: false, quantization: 'q4f32_1', hidden: 64 },
    { dtype: 'F32', tied: true, quantization: 'q4f16_1', layers: 2 },
  ] as const)('has weights close to those of the checkpoint: %j', async (model) => {
    const { quantization, tied } = model;
    const checkpoint = makeTinyCheckpoint(model);
    const weights = readWeights(checkpoint);
    const files = await convertTiny(checkpoint, { quantization });
    const stack = (...names: string[]) =>
      Float32Array.from(names.flatMap((name) => [...weights.get(`${name}.weight`)!]));
    const layer = 'model.layers.0';
    const stacks = [
      ['model.embed_tokens', stack('model.embed_tokens')],
      ['lm_head', stack(tied ? 'model.embed_tokens' : 'lm_head')],
      [
        `${layer}.self_attn.qkv_proj`,
        stack(...['q', 'k', 'v'].map((part) => `${layer}.self_attn.${part}_proj`)),
      ],
      [`${layer}.self_attn.o_proj`, stack(`${layer}.self_attn.o_proj`)],
      [`${layer}.mlp.gate_up_proj`, stack(`${layer}.mlp.gate_proj`, `${layer}.mlp.up_proj`)],
      [`${layer}.mlp.down_proj`, stack(`${layer}.mlp.down_proj`)],
    ] as const;
    for (const [name, expected] of stacks) {
      const actual = readMatrix(files, name, quantization);
      expect(actual).toHaveLength(expected.length);
      const error = actual.reduce((sum, value, i) => sum + (value - expected[i]!) ** 2, 0);
      const size = expected.reduce((sum, value) => sum + value ** 2, 0);
      expect(Math.sqrt(error / size)).toBeLessThan(0.09);
    }
    const norm = readNumbers(readPackage(files).get('model.norm.weight')!.bytes, quantization);
    const stored = weights.get('model.norm.weight')!;
    expect(norm).toEqual(
      quantization === 'q4f16_1' ? stored.map((value) => fromHalf(toHalf(value))) : stored,
    );
  });

  it('is the same whether the checkpoint is one file or several', async () => {
    const single = await convertTiny(makeTinyCheckpoint({ layers: 2 }));
    expect(await convertTiny(makeTinyCheckpoint({ layers: 2, shards: 2 }))).toEqual(single);
    expect(await convertTiny(makeTinyCheckpoint({ layers: 2, shards: 7 }))).toEqual(single);
  });

  it('is the same whatever dtype holds the same weights', async () => {
    const checkpoint = makeTinyCheckpoint({ dtype: 'BF16' });
    const tensors = [...readWeights(checkpoint)].map(([name, values]): FullTensor => {
      const shape = name.includes('norm') ? [32] : [values.length / 32, 32];
      if (name.includes('down_proj')) shape.splice(0, 2, 32, 96);
      return { name, dtype: 'F32', shape, bytes: encodeFloats('F32', values) };
    });
    expect(await convertTiny({ ...checkpoint, [SINGLE]: packTensors(tensors) })).toEqual(
      await convertTiny(checkpoint),
    );
  });

  it('has a manifest of all its files', async () => {
    const files = await convertTiny(makeTinyCheckpoint());
    const { files: listed } = parseManifest(files[MANIFEST]!);
    const paths = ['params_shard_0.bin', TENSOR_CACHE, 'mlc-chat-config.json', 'tokenizer.json'];
    expect(listed).toEqual(
      paths.map((path) => ({ path, bytes: files[path]!.length, sha256: sha256(files[path]!) })),
    );
    expect(() => checkTensorCache(files[TENSOR_CACHE]!, listed)).not.toThrow();
    expect(JSON.parse(text(files[MANIFEST]))).toMatchObject({
      source: { name: 'tiny', revision: 'main' },
      quantization: 'q4f16_1',
      architecture: { layers: 1, hidden: 32, vocabulary: VOCABULARY, ropeTheta: 10_000 },
    });
  });

  it('has the tokenizer as it was, and a configuration for web-llm', async () => {
    const checkpoint = makeTinyCheckpoint();
    const files = await convertTiny(checkpoint);
    expect(files['tokenizer.json']).toEqual(checkpoint['tokenizer.json']);
    expect(JSON.parse(text(files['mlc-chat-config.json']))).toMatchObject({
      ...{ quantization: 'q4f16_1', vocab_size: VOCABULARY, context_window_size: 128 },
      ...{ prefill_chunk_size: 128, bos_token_id: 1, eos_token_id: [2] },
      tokenizer_info: { token_postproc_method: 'byte_fallback', prepend_space_in_encode: true },
      conv_template: { role_templates: {}, stop_token_ids: [2], system_prefix_token_ids: [1] },
    });
  });
});
