import type { Bytes } from '../../src/core/bytes';
import type { LlamaShape } from '../../src/core/checkpoint/config';
import { encodeJson } from './json';

/** A weight before it exists. */
export interface Weight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

export interface WeightFile {
  readonly name: string;
  /** The 8 bytes of its length included. */
  readonly header: Bytes;
  /** In the order of their bytes. */
  readonly weights: readonly Weight[];
}

/** What `save_pretrained` calls 5GB. */
const SHARD_BYTES = 5e9;
const HALF_BYTES = 2;

const projection = { mean: 0, deviation: 0.02 };
const norm = { mean: 1, deviation: 0.02 };
/**
 * Times √hidden, this puts logits some units apart, as in a trained model, so that greedy tokens are stable.
 */
const head = { mean: 0, deviation: 0.05 };

/** All weights in the order in which transformers registers them, which determines the shards. */
export function listWeights({ vocabulary, hidden, layers, ...shape }: LlamaShape): Weight[] {
  const { heads, kvHeads, headDim, ffn } = shape;
  const layer = (n: number): Weight[] => {
    const matrix = (name: string, rows: number, cols: number): Weight => ({
      ...{ name: `model.layers.${n}.${name}.weight`, shape: [rows, cols], ...projection },
    });
    const vector = (name: string): Weight => ({
      ...{ name: `model.layers.${n}.${name}.weight`, shape: [hidden], ...norm },
    });
    return [
      matrix('self_attn.q_proj', heads * headDim, hidden),
      matrix('self_attn.k_proj', kvHeads * headDim, hidden),
      matrix('self_attn.v_proj', kvHeads * headDim, hidden),
      matrix('self_attn.o_proj', hidden, heads * headDim),
      matrix('mlp.gate_proj', ffn, hidden),
      matrix('mlp.up_proj', ffn, hidden),
      matrix('mlp.down_proj', hidden, ffn),
      vector('input_layernorm'),
      vector('post_attention_layernorm'),
    ];
  };
  return [
    { name: 'model.embed_tokens.weight', shape: [vocabulary, hidden], ...projection },
    ...Array.from({ length: layers }, (_, n) => layer(n)).flat(),
    { name: 'model.norm.weight', shape: [hidden], ...norm },
    { name: 'lm_head.weight', shape: [vocabulary, hidden], ...head },
  ];
}

export function countValues({ shape }: Weight): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The files of a checkpoint as transformers splits it, and the index if there are several. */
export function layOutFiles(
  weights: readonly Weight[],
  shardBytes = SHARD_BYTES,
): { readonly files: readonly WeightFile[]; readonly index: Bytes | undefined } {
  const shards = split(weights, shardBytes);
  const padded = (n: number) => String(n).padStart(5, '0');
  const nameOf = (n: number) =>
    shards.length === 1
      ? 'model.safetensors'
      : `model-${padded(n + 1)}-of-${padded(shards.length)}.safetensors`;
  const files = shards.map((shard, n) => toFile(nameOf(n), shard));
  return { files, index: shards.length === 1 ? undefined : writeIndex(files) };
}

function split(weights: readonly Weight[], shardBytes: number): Weight[][] {
  const shards: Weight[][] = [];
  let room = 0;
  for (const weight of weights) {
    const bytes = countValues(weight) * HALF_BYTES;
    const last = shards.at(-1);
    if (last === undefined || bytes > room) {
      shards.push([weight]);
      room = shardBytes - bytes;
    } else {
      last.push(weight);
      room -= bytes;
    }
  }
  return shards;
}

/** The safetensors library sorts by name, and pads the header with spaces to a multiple of 8. */
function toFile(name: string, shard: readonly Weight[]): WeightFile {
  const weights = shard.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const entries: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let end = 0;
  for (const weight of weights) {
    const start = end;
    end += countValues(weight) * HALF_BYTES;
    entries[weight.name] = { dtype: 'F16', shape: weight.shape, data_offsets: [start, end] };
  }
  const json = new TextEncoder().encode(JSON.stringify(entries));
  const header = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  header.set(json, 8);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  return { name, header, weights };
}

function writeIndex(files: readonly WeightFile[]): Bytes {
  const places = files.flatMap(({ name, weights }) => weights.map((weight) => ({ name, weight })));
  const total = places.reduce((sum, { weight }) => sum + countValues(weight) * HALF_BYTES, 0);
  const map = places
    .map(({ name, weight }) => [weight.name, name] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return encodeJson({ metadata: { total_size: total }, weight_map: Object.fromEntries(map) });
}
