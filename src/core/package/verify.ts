import type { Bytes } from '../bytes';
import { isCount, isObject, parseJson, type JsonObject } from '../checkpoint/json';
import { shorten } from '../checkpoint/problems';
import { AppError } from '../errors';
import { CODES_PER_WORD, GROUP } from '../quantize/format';
import { MAX_SHARD_BYTES, TENSOR_CACHE, type TensorRecord } from './layout';
import { MAX_TENSOR_CACHE_BYTES } from './limits';
import type { PackageFile } from './manifest';

/** A tensor as the list describes it. */
export type FoundTensor = Pick<TensorRecord, 'shape' | 'dtype'>;

const elementBytes = { uint32: 4, float16: 2, float32: 4 } as const;

/**
 * Checks that `tensor-cache.json` describes the shards that the manifest lists: every byte of
 * every shard belongs to one tensor, every tensor is there once, and every `.q_weight` has its
 * `.q_scale`.
 *
 * @returns The tensors by name.
 * @throws AppError `package-invalid`, with the reason and the tensor or file.
 */
export function checkTensorCache(
  bytes: Bytes,
  files: readonly PackageFile[],
): Map<string, FoundTensor> {
  const sizes = new Map(files.map((file) => [file.path, file.bytes]));
  const shards = list(read(bytes), 'records', TENSOR_CACHE);
  const found = new Map<string, FoundTensor>();
  for (const shard of shards) {
    const { dataPath, nbytes } = shard;
    const size = typeof dataPath === 'string' ? sizes.get(dataPath) : undefined;
    if (typeof dataPath !== 'string' || size === undefined || size !== nbytes) {
      throw invalid('the shard is not in the manifest, or has another size', { file: dataPath });
    }
    sizes.delete(dataPath);
    checkShard(shard, dataPath, size, found);
  }
  const unused = [...sizes.keys()].find((path) => path.endsWith('.bin'));
  if (unused !== undefined) throw invalid('no tensor is in the file', { file: unused });
  checkPairs(found);
  return found;
}

function read(bytes: Bytes): JsonObject {
  if (bytes.length > MAX_TENSOR_CACHE_BYTES) {
    throw invalid('too large', { file: TENSOR_CACHE });
  }
  try {
    const value = parseJson(bytes, TENSOR_CACHE);
    if (isObject(value)) return value;
  } catch {
    // the same answer as for any other content that is not a list of tensors
  }
  throw invalid('not a JSON object', { file: TENSOR_CACHE });
}

function checkShard(
  shard: JsonObject,
  file: string,
  nbytes: number,
  found: Map<string, FoundTensor>,
): void {
  const records = list(shard, 'records', file);
  let covered = 0;
  for (const record of records) {
    const { name, shape, dtype } = record;
    if (typeof name !== 'string' || found.has(name)) {
      throw invalid('a tensor has no name, or the name of another', { file, tensor: name });
    }
    if (record['byteOffset'] !== covered || record['nbytes'] !== expectedBytes(record)) {
      throw invalid('the tensor has a wrong offset or size', { file, tensor: name });
    }
    found.set(name, { shape, dtype } as FoundTensor);
    covered += record['nbytes'];
  }
  if (covered !== nbytes) throw invalid('the tensors do not fill the shard', { file });
  if (nbytes > MAX_SHARD_BYTES && records.length > 1)
    throw invalid('the shard is too large', { file });
}

/** NaN, which equals nothing, if the record is invalid. */
function expectedBytes({ format, dtype, shape }: JsonObject): number {
  const known = typeof dtype === 'string' && Object.hasOwn(elementBytes, dtype);
  if (format !== 'raw' || !known || !Array.isArray(shape) || !shape.every(isLength)) return NaN;
  const size = elementBytes[dtype as keyof typeof elementBytes];
  return shape.reduce((product, length) => product * length, size);
}

/** A tensor without elements would have no bytes, and so any number of them would fit. */
function isLength(value: unknown): value is number {
  return isCount(value) && value > 0;
}

/** A group of codes has one scale. */
function checkPairs(found: ReadonlyMap<string, FoundTensor>): void {
  for (const [tensor, { shape }] of found) {
    if (!tensor.endsWith('.q_weight')) continue;
    const [rows, cols] = shape;
    const scales = found.get(tensor.replace(/weight$/, 'scale'))?.shape;
    if (scales?.[0] !== rows || (scales?.[1] ?? 0) * (GROUP / CODES_PER_WORD) !== cols) {
      throw invalid('the tensor has no matching scales', { tensor });
    }
  }
}

function list(object: JsonObject, field: string, file: string): JsonObject[] {
  const value = object[field];
  if (!Array.isArray(value) || value.length === 0 || !value.every(isObject)) {
    throw invalid(`${field} is not a list of objects`, { file });
  }
  return value;
}

/** An error `package-invalid` with the reason and the place. */
export function invalid(reason: string, place: Readonly<Record<string, unknown>>): AppError {
  const facts = Object.entries(place).map(([name, value]) => [name, shorten(value)] as const);
  return new AppError('package-invalid', { reason, ...Object.fromEntries(facts) });
}
