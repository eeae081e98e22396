import type { Bytes } from '../src/core/bytes';
import type { FloatDtype } from '../src/core/checkpoint/plan';
import type { FileStat, SourceFiles } from '../src/core/files';
import { decodeFloats } from '../src/core/quantize/decode';
import { toHalf } from '../src/core/quantize/half';
import { createNormals } from './random';

/** Name to content. */
export type Files = Record<string, Bytes>;

export const SINGLE = 'model.safetensors';
export const INDEX = 'model.safetensors.index.json';

/** A checkpoint in memory that remembers what was read. */
export class MemoryFiles implements SourceFiles {
  readonly contents: Files;
  readonly reads: { readonly file: string; readonly bytes: number }[] = [];

  constructor(contents: Files) {
    this.contents = contents;
  }

  stat(file: string): Promise<FileStat | undefined> {
    const bytes = this.contents[file]?.length;
    return Promise.resolve(bytes === undefined ? undefined : { bytes, tag: 'memory' });
  }

  /** A view, not a copy, so that weights begin at any alignment, as in a memory-mapped file. */
  read(file: string, start: number, end: number): Promise<Bytes> {
    this.reads.push({ file, bytes: end - start });
    return Promise.resolve((this.contents[file] ?? new Uint8Array()).subarray(start, end));
  }
}

export interface TinyModel {
  readonly dtype?: FloatDtype;
  readonly tied?: boolean;
  readonly layers?: number;
  readonly hidden?: number;
  /** Number of files for the weights, with an index; a single file has none. */
  readonly shards?: number;
}

export const VOCABULARY = 48;
const FFN = 96;

/** A Llama with random weights in the layout of Hugging Face; two heads share one key and value. */
export function makeTinyCheckpoint(model: TinyModel = {}): Files {
  const { dtype = 'BF16', tied = false, layers = 1, hidden = 32, shards = 1 } = model;
  const tensors = Object.entries(shapesOf(layers, hidden, tied)).map(([name, shape], i) => ({
    name,
    shape,
    dtype,
    bytes: encodeFloats(
      dtype,
      createNormals(
        shape.reduce((a, b) => a * b),
        i + 1,
        0.05,
      ),
    ),
  }));
  return { ...makeDescription(layers, hidden, tied), ...spread(tensors, shards) };
}

function shapesOf(layers: number, hidden: number, tied: boolean): Record<string, number[]> {
  const shapes: Record<string, number[]> = { 'model.embed_tokens.weight': [VOCABULARY, hidden] };
  for (let n = 0; n < layers; n++) {
    Object.assign(shapes, {
      [`model.layers.${n}.self_attn.q_proj.weight`]: [hidden, hidden],
      [`model.layers.${n}.self_attn.k_proj.weight`]: [hidden / 2, hidden],
      [`model.layers.${n}.self_attn.v_proj.weight`]: [hidden / 2, hidden],
      [`model.layers.${n}.self_attn.o_proj.weight`]: [hidden, hidden],
      [`model.layers.${n}.mlp.gate_proj.weight`]: [FFN, hidden],
      [`model.layers.${n}.mlp.up_proj.weight`]: [FFN, hidden],
      [`model.layers.${n}.mlp.down_proj.weight`]: [hidden, FFN],
      [`model.layers.${n}.input_layernorm.weight`]: [hidden],
      [`model.layers.${n}.post_attention_layernorm.weight`]: [hidden],
    });
  }
  shapes['model.norm.weight'] = [hidden];
  if (!tied) shapes['lm_head.weight'] = [VOCABULARY, hidden];
  return shapes;
}

function makeDescription(layers: number, hidden: number, tied: boolean): Files {
  return {
    'config.json': encodeJson({
      model_type: 'llama',
      hidden_act: 'silu',
      vocab_size: VOCABULARY,
      hidden_size: hidden,
      intermediate_size: FFN,
      num_hidden_layers: layers,
      num_attention_heads: 2,
      num_key_value_heads: 1,
      rms_norm_eps: 1e-5,
      rope_theta: 10000,
      rope_scaling: null,
      max_position_embeddings: 128,
      tie_word_embeddings: tied,
      bos_token_id: 1,
      eos_token_id: 2,
    }),
    'tokenizer.json': encodeJson({
      added_tokens: [{ id: 2, content: '</s>' }],
      model: { type: 'BPE', byte_fallback: true, vocab: { '<unk>': 0, '<s>': 1, a: 3 } },
    }),
  };
}

/** A tensor with its content. */
export interface FullTensor {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Bytes;
}

function spread(tensors: readonly FullTensor[], shards: number): Files {
  if (shards === 1) return { [SINGLE]: packTensors(tensors) };
  const files: Files = {};
  const weightMap: Record<string, string> = {};
  for (let n = 0; n < shards; n++) {
    const file = `model-${n + 1}-of-${shards}.safetensors`;
    const own = tensors.filter((_, i) => i % shards === n);
    files[file] = packTensors(own);
    for (const { name } of own) weightMap[name] = file;
  }
  files[INDEX] = encodeJson({ metadata: { total_size: 0 }, weight_map: weightMap });
  return files;
}

/** A safetensors file. */
export function packTensors(tensors: readonly FullTensor[]): Bytes {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const { name, dtype, shape, bytes } of tensors) {
    header[name] = { dtype, shape, data_offsets: [end, (end += bytes.length)] };
  }
  return joinFile(encodeJson(header), concat(tensors.map(({ bytes }) => bytes)));
}

/** A file: the length of the header, the header, and data; `length` may lie. */
export function joinFile(header: Bytes, data: Bytes, length = header.length): Bytes {
  const prefix = new Uint8Array(8);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(length), true);
  return concat([prefix, header, data]);
}

export function splitFile(bytes: Bytes): { readonly header: string; readonly data: Bytes } {
  const dataStart = 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return {
    header: new TextDecoder().decode(bytes.subarray(8, dataStart)),
    data: bytes.slice(dataStart),
  };
}

/** All weights of a checkpoint, by name. */
export function readWeights(files: Files): Map<string, Float32Array> {
  const weights = new Map<string, Float32Array>();
  for (const [file, bytes] of Object.entries(files)) {
    if (!file.endsWith('.safetensors')) continue;
    const { header, data } = splitFile(bytes);
    const entries = JSON.parse(header) as Record<
      string,
      { dtype: FloatDtype; data_offsets: [number, number] }
    >;
    for (const [name, { dtype, data_offsets: offsets }] of Object.entries(entries)) {
      if (name !== '__metadata__') weights.set(name, decodeFloats(dtype, data.slice(...offsets)));
    }
  }
  return weights;
}

/** Values that the dtype cannot hold exactly are rounded; bf16 toward zero. */
export function encodeFloats(dtype: FloatDtype, values: Float32Array): Bytes {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  if (dtype === 'F32') return new Uint8Array(bits.buffer);
  const words = dtype === 'BF16' ? bits.map((word) => word >>> 16) : values;
  return new Uint8Array(
    Uint16Array.from(words, (word) => (dtype === 'F16' ? toHalf(word) : word)).buffer,
  );
}

export function encodeJson(value: unknown): Bytes {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

export function concat(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
