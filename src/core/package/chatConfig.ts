import type { Bytes } from '../bytes';
import type { Quantization } from '../catalog';
import type { LlamaConfig } from '../checkpoint/config';
import type { Tokenizer } from '../checkpoint/tokenizer';

export const CHAT_CONFIG = 'mlc-chat-config.json';

/** Tokens that are prefilled at once; bounds the memory for activations. */
const MAX_PREFILL_CHUNK = 1024;

/**
 * The bytes of `mlc-chat-config.json`: the keys that web-llm 0.2.86 reads, and none of MLC's that
 * it does not.
 *
 * Prompts are rendered by core/prompts and sent as one string, so the template holds nothing but the
 * tokens that begin and end an answer. `role_templates` is empty on purpose: web-llm puts user text
 * into them with `String.replace`, which garbles every "$".
 */
export function writeChatConfig(
  { shape, bosTokenId, eosTokenIds }: LlamaConfig,
  { method }: Pick<Tokenizer, 'method'>,
  quantization: Quantization,
): Bytes {
  const config = {
    version: '0.1.0',
    model_type: 'llama',
    quantization,
    vocab_size: shape.vocabulary,
    context_window_size: shape.context,
    sliding_window_size: -1,
    attention_sink_size: -1,
    prefill_chunk_size: Math.min(shape.context, MAX_PREFILL_CHUNK),
    tokenizer_files: ['tokenizer.json'],
    tokenizer_info: {
      token_postproc_method: method,
      prepend_space_in_encode: method === 'byte_fallback',
      strip_space_in_decode: method === 'byte_fallback',
    },
    temperature: 0,
    top_p: 1,
    repetition_penalty: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    bos_token_id: bosTokenId,
    eos_token_id: eosTokenIds,
    conv_template: {
      name: 'raw',
      system_template: '{system_message}',
      system_message: '',
      system_prefix_token_ids: bosTokenId === undefined ? undefined : [bosTokenId],
      add_role_after_system_message: true,
      roles: { user: '', assistant: '' },
      role_templates: {},
      messages: [],
      seps: [''],
      role_content_sep: '',
      role_empty_sep: '',
      stop_str: [],
      stop_token_ids: eosTokenIds,
    },
  };
  return new TextEncoder().encode(`${JSON.stringify(config, null, 1)}\n`);
}
