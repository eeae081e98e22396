import type { Bytes } from '../bytes';
import { isCount, isObject, parseJson, type JsonObject } from './json';
import { MAX_CONFIG_SIZE, MAX_LAYERS } from './limits';
import { checkpointError } from './problems';

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
  return {
    shape,
    tied: readFlag(fields, 'tie_word_embeddings'),
    bosTokenId: readTokenIds(fields, CONFIG, 'bos_token_id', shape.vocabulary)[0],
    eosTokenIds: readEndTokens(fields, generation, shape.vocabulary),
  };
}

const CONFIG = 'config.json';
const GENERATION = 'generation_config.json';

function readObject(bytes: Bytes, file: string): JsonObject {
  const value = parseJson(bytes, file);
  if (!isObject(value)) throw checkpointError('config-not-object', { file });
  return value;
}

function refuseUnsupported(fields: JsonObject): void {
  const refuse = (reason: Parameters<typeof checkpointError>[0], field: string) =>
    checkpointError(reason, { file: CONFIG, field, actual: fields[field] });
  if (fields['model_type'] !== 'llama') throw refuse('architecture', 'model_type');
  if ((fields['hidden_act'] ?? 'silu') !== 'silu') {
    throw refuse('activation-function', 'hidden_act');
  }
  for (const field of ['attention_bias', 'mlp_bias']) {
    if (readFlag(fields, field)) throw refuse('bias', field);
  }
  if ((fields['rope_scaling'] ?? null) !== null) throw refuse('rope-scaling', 'rope_scaling');
  const rope = readRopeParameters(fields);
  if ((rope['rope_type'] ?? rope['type'] ?? 'default') !== 'default') {
    throw refuse('rope-scaling', 'rope_parameters');
  }
  if ((fields['quantization_config'] ?? null) !== null) {
    throw refuse('already-quantized', 'quantization_config');
  }
}

function readShape(fields: JsonObject): LlamaShape {
  const heads = readSize(fields, 'num_attention_heads');
  const kvHeads = readSize(fields, 'num_key_value_heads', heads);
  const hidden = readSize(fields, 'hidden_size');
  const headDim = readSize(fields, 'head_dim', hidden / heads);
  if (heads % kvHeads !== 0) {
    throw checkpointError('config-contradiction', {
      file: CONFIG,
      field: 'num_key_value_heads',
      actual: [heads, kvHeads],
    });
  }
  return {
    layers: readSize(fields, 'num_hidden_layers', undefined, MAX_LAYERS),
    hidden,
    heads,
    kvHeads,
    headDim,
    ffn: readSize(fields, 'intermediate_size'),
    vocabulary: readSize(fields, 'vocab_size'),
    ropeTheta: readRopeTheta(fields),
    epsilon: readPositive(fields, 'rms_norm_eps', 1e-6),
    context: readSize(fields, 'max_position_embeddings'),
  };
}

/** A field that is null counts as absent, as in transformers. */
function readSize(
  fields: JsonObject,
  field: string,
  standard?: number,
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

/**
 * transformers 5 keeps here what used to be separate fields, which still count for whatever is missing here.
 */
function readRopeParameters(fields: JsonObject): JsonObject {
  const rope = fields['rope_parameters'] ?? {};
  if (isObject(rope)) return rope;
  throw checkpointError('config-field', { file: CONFIG, field: 'rope_parameters', actual: rope });
}

function readRopeTheta(fields: JsonObject): number {
  const nested = readRopeParameters(fields);
  return readPositive(
    (nested['rope_theta'] ?? null) === null ? fields : nested,
    'rope_theta',
    10_000,
  );
}

function readFlag(fields: JsonObject, field: string): boolean {
  const flag = fields[field] ?? false;
  if (typeof flag !== 'boolean') {
    throw checkpointError('config-field', { file: CONFIG, field, actual: flag });
  }
  return flag;
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
