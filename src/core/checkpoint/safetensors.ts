import type { Bytes } from '../bytes';
import { isCount, isObject, parseJson } from './json';
import { MAX_HEADER_BYTES } from './limits';
import { checkpointError } from './problems';

/** Bytes per element of each dtype of the format. */
const dtypeBytes = {
  ...{ BOOL: 1, U8: 1, I8: 1, F8_E4M3: 1, F8_E5M2: 1, F8_E8M0: 1 },
  ...{ I16: 2, U16: 2, F16: 2, BF16: 2 },
  ...{ I32: 4, U32: 4, F32: 4 },
  ...{ I64: 8, U64: 8, F64: 8, C64: 8 },
} as const;

/** A dtype of the format, as its header writes it. */
export type Dtype = keyof typeof dtypeBytes;

/** A tensor as it lies in a file: row-major, little-endian, without padding. */
export interface StoredTensor {
  readonly name: string;
  readonly file: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  /** Bytes from the beginning of the file; `end` is the first one after the tensor. */
  readonly start: number;
  readonly end: number;
}

/** The header is preceded by its length, a little-endian u64. */
export const PREFIX_BYTES = 8;

/** The one key that names no tensor. */
const METADATA = '__metadata__';

/**
 * Length of the header, from the first 8 bytes of a file of `fileBytes` bytes.
 *
 * @throws AppError `checkpoint-invalid`: header-cut-off, -length-zero, -too-long, -beyond-file.
 */
export function readHeaderLength(prefix: Bytes, file: string, fileBytes: number): number {
  if (prefix.length < PREFIX_BYTES) {
    throw checkpointError('header-cut-off', { file, byte: prefix.length });
  }
  const view = new DataView(prefix.buffer, prefix.byteOffset);
  // Above 2⁵³ this is not exact, but still far above the limit.
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  const place = { file, byte: 0, actual: length };
  if (length === 0) throw checkpointError('header-length-zero', place);
  if (length > MAX_HEADER_BYTES) throw checkpointError('header-too-long', place);
  if (length > fileBytes - PREFIX_BYTES) throw checkpointError('header-beyond-file', place);
  return length;
}

/**
 * All tensors of a file, in the order of their bytes. Every byte after the header belongs to exactly one
 * tensor (safetensors demands this, so that no file can be read in two ways).
 *
 * Format: https://github.com/huggingface/safetensors#format
 *
 * @param header The JSON, without the 8 bytes of its length.
 * @throws AppError `checkpoint-invalid`
 */
export function parseHeader(header: Bytes, file: string, fileBytes: number): StoredTensor[] {
  const parsed = parseJson(header, file);
  if (!isObject(parsed)) throw checkpointError('header-not-object', { file, byte: PREFIX_BYTES });
  const metadata = parsed[METADATA];
  if (metadata !== undefined && !isTextMap(metadata)) {
    throw checkpointError('metadata-not-strings', { file, field: METADATA });
  }
  const names = Object.keys(parsed).filter((name) => name !== METADATA);
  if (names.length === 0) throw checkpointError('header-empty', { file });
  const dataStart = PREFIX_BYTES + header.length;
  const tensors = names
    .map((name) => parseEntry(name, parsed[name], file, dataStart))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  checkCoverage(tensors, file, dataStart, fileBytes);
  return tensors;
}

function isTextMap(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}

function parseEntry(tensor: string, entry: unknown, file: string, dataStart: number): StoredTensor {
  const place = { file, tensor };
  if (!isObject(entry) || Object.keys(entry).sort().join() !== 'data_offsets,dtype,shape') {
    throw checkpointError('tensor-entry', place);
  }
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(dtypeBytes, dtype)) {
    throw checkpointError('dtype-unknown', { ...place, actual: dtype });
  }
  if (!Array.isArray(shape) || !shape.every(isCount)) {
    throw checkpointError('shape-malformed', { ...place, actual: shape });
  }
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount)) {
    throw checkpointError('offsets-malformed', { ...place, actual: offsets });
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end) throw checkpointError('offsets-malformed', { ...place, actual: offsets });
  const expected = shape.reduce((product, size) => product * size, dtypeBytes[dtype as Dtype]);
  if (!Number.isSafeInteger(expected)) {
    throw checkpointError('shape-too-large', { ...place, actual: shape });
  }
  if (expected !== end - begin) {
    throw checkpointError('size-mismatch', {
      ...place,
      byte: dataStart + begin,
      expected,
      actual: end - begin,
    });
  }
  return {
    name: tensor,
    file,
    dtype: dtype as Dtype,
    shape,
    start: dataStart + begin,
    end: dataStart + end,
  };
}

function checkCoverage(
  tensors: readonly StoredTensor[],
  file: string,
  dataStart: number,
  fileBytes: number,
): void {
  let covered = dataStart;
  for (const { name: tensor, start, end } of tensors) {
    if (end > fileBytes) {
      throw checkpointError('offsets-beyond-file', { file, tensor, byte: end, actual: fileBytes });
    }
    if (start < covered) throw checkpointError('tensors-overlap', { file, tensor, byte: start });
    if (start > covered) throw checkpointError('bytes-unclaimed', { file, tensor, byte: covered });
    covered = end;
  }
  if (covered < fileBytes) throw checkpointError('bytes-trailing', { file, byte: covered });
}
