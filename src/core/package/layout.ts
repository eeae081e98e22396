import type { Bytes } from '../bytes';
import type { MatrixParameter, VectorParameter } from '../checkpoint/parameters';
import { CODES_PER_WORD, GROUP, type ScaleFormat } from '../quantize/format';

/** A tensor as web-llm loads it. */
export interface TensorRecord {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'uint32' | 'float16' | 'float32';
  readonly format: 'raw';
  readonly nbytes: number;
  /** Within its shard. */
  readonly byteOffset: number;
}

/** A file of weights, as `tensor-cache.json` describes it: its tensors without gaps. */
export interface Shard {
  readonly dataPath: string;
  readonly format: 'raw-shard';
  readonly nbytes: number;
  readonly records: readonly TensorRecord[];
}

/** A shard is fetched, checked and kept in one piece; a larger tensor has a shard of its own. */
export const MAX_SHARD_BYTES = 32 * 2 ** 20;

type Unplaced = Omit<TensorRecord, 'byteOffset'>;

/** What a tensor's records depend on. */
type Sized = Omit<MatrixParameter, 'stacked'> | VectorParameter;

/** Where every tensor of a package lies. Depends only on shapes, so it is known before any weight is read. */
export function layOut(plan: readonly Sized[], format: ScaleFormat): Shard[] {
  const shards: Shard[] = [];
  let open: TensorRecord[] = [];
  let nbytes = 0;
  const close = () => {
    if (open.length === 0) return;
    const dataPath = `params_shard_${shards.length}.bin`;
    shards.push({ dataPath, format: 'raw-shard', nbytes, records: open });
    open = [];
    nbytes = 0;
  };
  for (const record of plan.flatMap((tensor) => toRecords(tensor, format))) {
    if (nbytes + record.nbytes > MAX_SHARD_BYTES) close();
    open.push({ ...record, byteOffset: nbytes });
    nbytes += record.nbytes;
  }
  close();
  return shards;
}

/** A matrix becomes `.q_weight` and, right after it, `.q_scale`. */
export function toRecords(tensor: Sized, format: ScaleFormat): Unplaced[] {
  if (tensor.kind === 'vector') {
    return [describe(tensor.name, [tensor.size], format.dtype, format.bytes)];
  }
  const { name, rows, cols } = tensor;
  return [
    describe(`${name}.q_weight`, [rows, cols / CODES_PER_WORD], 'uint32', 4),
    describe(`${name}.q_scale`, [rows, cols / GROUP], format.dtype, format.bytes),
  ];
}

function describe(
  name: string,
  shape: readonly number[],
  dtype: TensorRecord['dtype'],
  elementBytes: number,
): Unplaced {
  const nbytes = shape.reduce((product, size) => product * size, elementBytes);
  return { name, shape, dtype, format: 'raw', nbytes };
}

export const TENSOR_CACHE = 'tensor-cache.json';

/** The bytes of `tensor-cache.json`, in MLC's schema. */
export function writeTensorCache(shards: readonly Shard[]): Bytes {
  const records = shards.flatMap((shard) => shard.records);
  const bytes = shards.reduce((sum, { nbytes }) => sum + nbytes, 0);
  const metadata = { ParamSize: records.length, ParamBytes: bytes };
  return new TextEncoder().encode(`${JSON.stringify({ metadata, records: shards })}\n`);
}
