import architectures from '../../compiler/architectures.json' with { type: 'json' };
import { getModel, type ModelId } from '../../src/core/catalog';
import type { LlamaShape } from '../../src/core/checkpoint/config';
import type { TokenizerFamily } from './tokenizers';

/** The models whose official weights are too large to test with. */
export type SyntheticId = Exclude<ModelId, 'demo'>;

export interface SyntheticModel {
  readonly shape: LlamaShape;
  readonly tokenizer: TokenizerFamily;
  /** As in the hub's config.json and generation_config.json. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly generation: Readonly<Record<string, unknown>>;
}

/** Everything else follows from the shape. */
const families = {
  'llama-2': {
    ...{ bos: 1, eos: 2, transformers: '4.31.0' },
    generation: {
      ...{ bos_token_id: 1, do_sample: true, eos_token_id: 2, max_length: 4096, pad_token_id: 0 },
      ...{ temperature: 0.6, top_p: 0.9, transformers_version: '4.31.0' },
    },
  },
  'llama-3': {
    ...{ bos: 128_000, eos: 128_001, transformers: '4.39.3' },
    generation: {
      ...{ _from_model_config: true, bos_token_id: 128_000, eos_token_id: 128_001 },
      transformers_version: '4.39.3',
    },
  },
};

export function isSyntheticId(id: string): id is SyntheticId {
  return id === 'bayling-2-7b' || id === 'bayling-2-13b' || id === 'bayling-3-8b';
}

/** @param changes A smaller shape, for tests; left out, the official one. */
export function describeModel(id: SyntheticId, changes: Partial<LlamaShape> = {}): SyntheticModel {
  const { architecture, checkpoint } = getModel(id);
  const { prefillChunk: _, ...official } = architectures[architecture];
  const shape = { ...official, ...changes };
  const tokenizer = id === 'bayling-3-8b' ? 'llama-3' : 'llama-2';
  const { bos, eos, transformers, generation } = families[tokenizer];
  const config = {
    _name_or_path: checkpoint.source,
    architectures: ['LlamaForCausalLM'],
    attention_bias: false,
    bos_token_id: bos,
    eos_token_id: eos,
    hidden_act: 'silu',
    hidden_size: shape.hidden,
    initializer_range: 0.02,
    intermediate_size: shape.ffn,
    max_position_embeddings: shape.context,
    model_type: 'llama',
    num_attention_heads: shape.heads,
    num_hidden_layers: shape.layers,
    num_key_value_heads: shape.kvHeads,
    pretraining_tp: 1,
    rms_norm_eps: shape.epsilon,
    rope_scaling: null,
    rope_theta: shape.ropeTheta,
    tie_word_embeddings: false,
    torch_dtype: 'float16',
    transformers_version: transformers,
    use_cache: true,
    vocab_size: shape.vocabulary,
  };
  return { shape, tokenizer, config, generation };
}
