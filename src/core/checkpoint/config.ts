import type { Bytes } from '../bytes';
import { isCount, isObject, parseJson, type JsonObject } from './json';
import { MAX_CONFIG_SIZE, MAX_LAYERS } from './limits';
import { checkpointError } from './problems';
import { readRopeTheta } from './rope';

/** The numbers that define a Llama's shape. */
export interface LlamaShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly ffn: number;
  readonly vocabulary: number;
  readonly ropeTheta: number;
  readonly epsilon: number;
  /** Tokens. */
  readonly context: number;
}

/** What a conversion takes from `config.json` and `generation_config.json`. */
export interface LlamaConfig {
  readonly shape: LlamaShape;
  /** The output matrix is the embedding, and is not stored again. */
  readonly tied: boolean;
  readonly bosTokenId: number | undefined;
  readonly eosTokenIds: readonly number[];
}

/**
 * Reads config.json as transformers does, its defaults included.
 *
 * @param generation generation_config.json, whose end tokens win.
 * @throws AppError `checkpoint-invalid` or `checkpoint-unsupported`, with the name of the field.
 */
export function parseConfig(config: Bytes, generation: Bytes | undefined): LlamaConfig {
  const fields = readObject(config, CONFIG);
  refuseUnsupported(fields);
  const shape = readShape(fields);
  // A null stays: it means that there is none.
  const withTokens = { bos_token_id: 1, eos_token_id: 2, ...fields };
  return {
    shape,
    tied: readFlag(fields, 'tie_word_embeddings'),
    bosTokenId: readTokenIds(withTokens, CONFIG, 'bos_token_id', shape.vocabulary)[0],
    eosTokenIds: readEndTokens(withTokens, generation, shape.vocabulary),
  };
}

export const CONFIG = 'config.json';
export const GENERATION = 'generation_config.json';

function readObject(bytes: Bytes, file: string): JsonObject {
  const value = parseJson(bytes, file);
  if (!isObject(value)) throw checkpointError('config-not-object', { file });
  return value;
}

function refuseUnsupported(fields: JsonObject): void {
  const refuse = (reason: Parameters<typeof checkpointError>[0], field: string) =>
    checkpointError(reason, { file: CONFIG, field, actual: fields[field] });
  if (!isLlama(fields)) throw refuse('architecture', 'model_type');
  if (!SILU.includes(fields['hidden_act'] ?? 'silu')) {
    throw refuse('activation-function', 'hidden_act');
  }
  for (const field of ['attention_bias', 'mlp_bias']) {
    if (readFlag(fields, field)) throw refuse('bias', field);
  }
  if ((fields['quantization_config'] ?? null) !== null) {
    throw refuse('already-quantized', 'quantization_config');
  }
}

/** Two names of one function in transformers. */
const SILU: readonly unknown[] = ['silu', 'swish'];

/** The first checkpoints of Llama spelled the class `LLaMAForCausalLM`; some name nothing else. */
function isLlama({ model_type: type, architectures }: JsonObject): boolean {
  if ((type ?? null) !== null) return type === 'llama';
  return Array.isArray(architectures) && architectures.some(isLlamaClass);
}

function isLlamaClass(name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase() === 'llamaforcausallm';
}

/** Left out, a size is that of Llama-7B, as in transformers. */
function readShape(fields: JsonObject): LlamaShape {
  const heads = readSize(fields, 'num_attention_heads', 32);
  const kvHeads = readSize(fields, 'num_key_value_heads', heads);
  const hidden = readSize(fields, 'hidden_size', 4096);
  const headDim = readSize(fields, 'head_dim', hidden / heads);
  if (heads % kvHeads !== 0) {
    throw checkpointError('config-contradiction', {
      file: CONFIG,
      field: 'num_key_value_heads',
      actual: [heads, kvHeads],
    });
  }
  return {
    layers: readSize(fields, 'num_hidden_layers', 32, MAX_LAYERS),
    hidden,
    heads,
    kvHeads,
    headDim,
    ffn: readSize(fields, 'intermediate_size', 11_008),
    vocabulary: readSize(fields, 'vocab_size', 32_000),
    ropeTheta: readRopeTheta(fields),
    epsilon: readPositive(fields, 'rms_norm_eps', 1e-6),
    context: readSize(fields, 'max_position_embeddings', 2048),
  };
}

/** A field that is null counts as absent, as in transformers. */
function readSize(
  fields: JsonObject,
  field: string,
  standard: number,
  limit: number = MAX_CONFIG_SIZE,
): number {
  const size = fields[field] ?? standard;
  if (!isCount(size) || size === 0 || size > limit) {
    throw checkpointError('config-field', { file: CONFIG, field, actual: size });
  }
  return size;
}

function readPositive(fields: JsonObject, field: string, standard: number): number {
  const value = fields[field] ?? standard;
  if (typeof value !== 'number' || !(value > 0 && value < Infinity)) {
    throw checkpointError('config-field', { file: CONFIG, field, actual: value });
  }
  return value;
}

/** 0 and 1 stand for false and true, as in Python. */
function readFlag(fields: JsonObject, field: string): boolean {
  const flag = fields[field] ?? false;
  if (typeof flag !== 'boolean' && flag !== 0 && flag !== 1) {
    throw checkpointError('config-field', { file: CONFIG, field, actual: flag });
  }
  return Boolean(flag);
}

function readEndTokens(
  fields: JsonObject,
  generation: Bytes | undefined,
  vocabulary: number,
): readonly number[] {
  const sources: [JsonObject, string][] = [[fields, CONFIG]];
  if (generation !== undefined) sources.unshift([readObject(generation, GENERATION), GENERATION]);
  for (const [source, file] of sources) {
    const ids = readTokenIds(source, file, 'eos_token_id', vocabulary);
    if (ids.length > 0) return ids;
  }
  // Without one, no answer would ever end.
  throw checkpointError('config-field', { file: CONFIG, field: 'eos_token_id' });
}

/** One id, a list of ids, or none. */
function readTokenIds(
  fields: JsonObject,
  file: string,
  field: string,
  vocabulary: number,
): readonly number[] {
  const value = fields[field] ?? [];
  const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
  return ids.map((id) => {
    if (!isCount(id) || id >= vocabulary) {
      throw checkpointError('config-field', { file, field, actual: id });
    }
    return id;
  });
}
