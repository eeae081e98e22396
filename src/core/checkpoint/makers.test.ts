import { expect, it } from 'vitest';
import { openFolder, type Folder } from '../../../testing/makers';
import { AppError } from '../errors';
import { closestModel } from '../fit';
import { openCheckpoint } from './checkpoint';

const llama2 = {
  ...{ architectures: ['LlamaForCausalLM'], bos_token_id: 1, eos_token_id: 2, hidden_act: 'silu' },
  ...{ hidden_size: 4096, initializer_range: 0.02, intermediate_size: 11_008 },
  ...{ max_position_embeddings: 4096, model_type: 'llama', num_attention_heads: 32 },
  ...{ num_hidden_layers: 32, num_key_value_heads: 32, pretraining_tp: 1, rms_norm_eps: 1e-5 },
  ...{ rope_scaling: null, tie_word_embeddings: false, torch_dtype: 'float16', use_cache: true },
  vocab_size: 32_000,
};
const llama2Large = {
  ...llama2,
  ...{ hidden_size: 5120, intermediate_size: 13_824, num_attention_heads: 40 },
  ...{ num_hidden_layers: 40, num_key_value_heads: 40 },
};
/** Before there were grouped heads. */
const llama1 = (() => {
  const { num_key_value_heads: _heads, pretraining_tp: _parts, ...rest } = llama2;
  return { ...rest, max_position_embeddings: 2048, rms_norm_eps: 1e-6 };
})();
const llama3 = {
  ...llama2,
  ...{
    attention_bias: false,
    attention_dropout: 0.0,
    bos_token_id: 128_000,
    eos_token_id: 128_001,
  },
  ...{ intermediate_size: 14_336, max_position_embeddings: 8192, num_key_value_heads: 8 },
  ...{ rope_theta: 500_000.0, torch_dtype: 'bfloat16', vocab_size: 128_256 },
};
const rope31 = {
  ...{ factor: 8.0, high_freq_factor: 4.0, low_freq_factor: 1.0 },
  ...{ original_max_position_embeddings: 8192, rope_type: 'llama3' },
};
const small = ['special_tokens_map.json', 'tokenizer_config.json'];
const bins = ['pytorch_model-00001-of-00002.bin', 'pytorch_model.bin.index.json', ...small];
const safe = { tokenizer: 'both', weights: 'safetensors', others: small } as const;
const pickled = { tokenizer: 'model', weights: 'none', others: bins } as const;
const threes = { tokenizer: 'json', weights: 'safetensors', others: small } as const;

/** Taken as which model of the app, or refused for which reason; with tokens left out if need be. */
type Outcome =
  | { readonly taken: string; readonly dropped?: readonly string[] }
  | { readonly refused: string; readonly field?: string };

const seven = { taken: 'BayLing-2-7B' };
const thirteen = { taken: 'BayLing-2-13B' };
const eight = { taken: 'BayLing-3-8B' };
const otherModel = (field: string) => ({ refused: 'other-model', field });

it.each<[maker: string, folder: Folder, outcome: Outcome]>([
  ['meta-llama/Llama-2-7b-chat-hf', { ...safe, config: llama2, listsBuffers: true }, seven],
  [
    'meta-llama/Llama-2-13b-chat-hf',
    { ...safe, config: { ...llama2Large, pretraining_tp: 2 } },
    thirteen,
  ],
  [
    'meta-llama/Meta-Llama-3-8B-Instruct',
    {
      ...threes,
      config: { ...llama3, eos_token_id: 128_009 },
      generation: { bos_token_id: 128_000, do_sample: true, eos_token_id: [128_001, 128_009] },
      others: ['original/params.json', 'original/tokenizer.model', ...small],
    },
    eight,
  ],
  [
    'NousResearch/Llama-2-7b-hf',
    { ...safe, config: { ...llama2, pad_token_id: 0 }, added: { '<pad>': 32_000 } },
    { ...seven, dropped: ['<pad>'] },
  ],
  [
    'NousResearch/Nous-Hermes-llama-2-7b',
    { ...pickled, config: { ...llama2, pad_token_id: 0 } },
    { refused: 'weights-pytorch' },
  ],
  [
    'NousResearch/Hermes-2-Pro-Llama-3-8B',
    { ...threes, config: { ...llama3, eos_token_id: 128_003, vocab_size: 128_288 } },
    otherModel('vocab_size'),
  ],
  [
    'NousResearch/Hermes-3-Llama-3.1-8B',
    {
      ...threes,
      config: {
        ...llama3,
        max_position_embeddings: 131_072,
        rope_scaling: rope31,
        mlp_bias: false,
      },
    },
    { refused: 'rope-scaling', field: 'rope_scaling' },
  ],
  [
    'lmsys/vicuna-7b-v1.5',
    { ...pickled, config: { ...llama2, pad_token_id: 0 } },
    { refused: 'weights-pytorch' },
  ],
  [
    'lmsys/vicuna-7b-v1.5, saved again',
    { ...safe, tokenizer: 'model', config: { ...llama2, pad_token_id: 0 } },
    seven,
  ],
  [
    'lmsys/vicuna-7b-v1.5-16k',
    {
      ...pickled,
      config: {
        ...llama2,
        max_sequence_length: 16_384,
        rope_scaling: { factor: 4.0, type: 'linear' },
      },
    },
    { refused: 'rope-scaling', field: 'rope_scaling' },
  ],
  [
    'lmsys/vicuna-7b-v1.3, saved again',
    { ...safe, tokenizer: 'model', config: { ...llama1, pad_token_id: 0 } },
    otherModel('rms_norm_eps'),
  ],
  [
    'huggyllama/llama-7b',
    { ...safe, config: { ...llama1, pad_token_id: 0 } },
    otherModel('rms_norm_eps'),
  ],
  [
    'decapoda-research/llama-7b-hf, saved again',
    {
      ...safe,
      tokenizer: 'model',
      config: {
        ...{ architectures: ['LLaMAForCausalLM'], bos_token_id: 0, eos_token_id: 1 },
        ...{ hidden_act: 'silu', hidden_size: 4096, intermediate_size: 11_008 },
        ...{ max_sequence_length: 2048, model_type: 'llama', num_attention_heads: 32 },
        ...{ num_hidden_layers: 32, pad_token_id: -1, rms_norm_eps: 1e-6, vocab_size: 32_000 },
      },
    },
    otherModel('rms_norm_eps'),
  ],
  [
    'tatsu-lab/alpaca-7b-wdiff, restored and saved again',
    {
      ...safe,
      tokenizer: 'model',
      config: { ...llama1, vocab_size: 32_001 },
      added: { '[PAD]': 32_000 },
    },
    otherModel('vocab_size'),
  ],
  [
    'tloen/alpaca-lora-7b',
    { tokenizer: 'none', weights: 'none', others: ['adapter_config.json', 'adapter_model.bin'] },
    { refused: 'adapter-alone' },
  ],
  [
    'codellama/CodeLlama-7b-hf',
    {
      ...safe,
      config: {
        ...llama2,
        max_position_embeddings: 16_384,
        rope_theta: 1_000_000,
        vocab_size: 32_016,
      },
    },
    otherModel('vocab_size'),
  ],
  [
    'codellama/CodeLlama-7b-Python-hf',
    { ...safe, config: { ...llama2, max_position_embeddings: 16_384, rope_theta: 1_000_000 } },
    otherModel('rope_theta'),
  ],
  ['Unbabel/TowerBase-7B-v0.1', { ...safe, config: { ...llama2, torch_dtype: 'float32' } }, seven],
  [
    'Unbabel/TowerInstruct-7B-v0.1',
    { ...safe, config: { ...llama2, eos_token_id: 32_005, vocab_size: 32_007 } },
    otherModel('vocab_size'),
  ],
  [
    'haoranxu/ALMA-7B',
    { ...pickled, config: { ...llama2, pad_token_id: 0 } },
    { refused: 'weights-pytorch' },
  ],
  [
    'haoranxu/ALMA-13B-R',
    { ...safe, config: { ...llama2Large, rope_theta: 10_000.0 }, shardBytes: 10e9 },
    thirteen,
  ],
  [
    'hfl/chinese-llama-2-7b',
    { ...pickled, config: { ...llama2, vocab_size: 55_296 } },
    { refused: 'weights-pytorch' },
  ],
  [
    'hfl/chinese-alpaca-2-7b, saved again',
    { ...safe, tokenizer: 'model', config: { ...llama2, vocab_size: 55_296 } },
    otherModel('vocab_size'),
  ],
  [
    'hfl/llama-3-chinese-8b-instruct-v3',
    { ...threes, config: { ...llama3, eos_token_id: 128_009 } },
    eight,
  ],
  [
    'sarvamai/OpenHathi-7B-Hi-v0.1-Base',
    { ...safe, tokenizer: 'model', config: { ...llama2, vocab_size: 48_064 } },
    otherModel('vocab_size'),
  ],
  [
    'aisingapore/llama3-8b-cpt-sea-lionv2-instruct',
    {
      ...threes,
      config: { ...llama3, eos_token_id: 128_009 },
      generation: { eos_token_id: [128_001, 128_009] },
    },
    eight,
  ],
  [
    'TinyLlama/TinyLlama-1.1B-Chat-v1.0',
    {
      ...safe,
      config: {
        ...llama2,
        ...{ hidden_size: 2048, intermediate_size: 5632, max_position_embeddings: 2048 },
        ...{ num_hidden_layers: 22, num_key_value_heads: 4 },
      },
    },
    otherModel('num_hidden_layers'),
  ],
  [
    'cognitivecomputations/dolphin-2.9-llama3-8b',
    { ...threes, config: { ...llama3, eos_token_id: 128_256, vocab_size: 128_258 } },
    otherModel('vocab_size'),
  ],
  [
    'WizardLMTeam/WizardLM-13B-V1.2',
    { ...pickled, config: { ...llama2Large, pad_token_id: 0 } },
    { refused: 'weights-pytorch' },
  ],
  [
    'meta-math/MetaMath-7B-V1.0, saved again',
    {
      ...safe,
      tokenizer: 'model',
      config: { ...llama2, vocab_size: 32_001 },
      added: { '[PAD]': 32_000 },
    },
    otherModel('vocab_size'),
  ],
  [
    'georgesung/llama2_7b_chat_uncensored, saved again',
    { ...safe, config: { ...llama2, max_position_embeddings: 2048 } },
    otherModel('max_position_embeddings'),
  ],
  [
    'TheBloke/Llama-2-7B-Chat-GPTQ',
    { ...safe, config: { ...llama2, quantization_config: { bits: 4, quant_method: 'gptq' } } },
    { refused: 'already-quantized' },
  ],
  [
    'unsloth/llama-3-8b-bnb-4bit',
    { ...threes, config: { ...llama3, quantization_config: { load_in_4bit: true } } },
    { refused: 'already-quantized' },
  ],
  [
    'deepseek-ai/DeepSeek-R1-Distill-Llama-8B',
    { ...threes, config: { ...llama3, max_position_embeddings: 131_072, rope_scaling: rope31 } },
    { refused: 'rope-scaling', field: 'rope_scaling' },
  ],
  [
    'mistralai/Mistral-7B-v0.1',
    {
      ...safe,
      config: {
        ...llama2,
        model_type: 'mistral',
        num_key_value_heads: 8,
        intermediate_size: 14_336,
        sliding_window: 4096,
      },
    },
    { refused: 'architecture' },
  ],
  [
    'ICTNLP/bayling-2-7b',
    { ...safe, config: { ...llama2, transformers_version: '4.31.0' } },
    seven,
  ],
  [
    'ICTNLP/bayling-2-llama-3-8b',
    { ...threes, config: { ...llama3, torch_dtype: 'float16' } },
    eight,
  ],
  [
    'a Llama 2 as transformers 5 saves it',
    {
      ...threes,
      config: (() => {
        const { rope_scaling: _, torch_dtype, ...rest } = llama2;
        const rope_parameters = { rope_theta: 10_000.0, rope_type: 'default' };
        return { ...rest, dtype: torch_dtype, head_dim: 128, rope_parameters };
      })(),
    },
    seven,
  ],
])('%s', async (_maker, folder, outcome) => {
  expect(await tryFolder(folder)).toEqual(outcome);
});

async function tryFolder(folder: Folder): Promise<Outcome> {
  try {
    const checkpoint = await openCheckpoint(openFolder(folder));
    const { model, differences } = closestModel(checkpoint.config.shape);
    const [first] = differences;
    if (first !== undefined) return { refused: 'other-model', field: first.field };
    return { taken: model.displayName };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { reason, field, actual } = error.data;
    if (reason === 'tokens-without-rows') {
      const taken = await openCheckpoint(openFolder(folder), { dropTokens: true });
      const { model } = closestModel(taken.config.shape);
      return { taken: model.displayName, dropped: actual as string[] };
    }
    return { refused: String(reason), ...(reason === 'rope-scaling' && { field: String(field) }) };
  }
}
