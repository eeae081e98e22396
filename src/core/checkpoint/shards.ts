import type { Bytes } from '../bytes';
import { isObject, parseJson } from './json';
import { MAX_FILES, MAX_INDEX_BYTES, MAX_TENSORS } from './limits';
import { checkpointError } from './problems';
import type { SourceFiles } from '../files';
import { readExactly, readText } from './reader';
import { parseHeader, PREFIX_BYTES, readHeaderLength, type StoredTensor } from './safetensors';

export const SINGLE_FILE = 'model.safetensors';
export const INDEX_FILE = 'model.safetensors.index.json';

/** Names only, never paths (CWE-22). */
const SHARD_NAME = /^[\w-][\w.-]*\.safetensors$/;

/** The tensors of a checkpoint by name, over all its files. */
export type Tensors = ReadonlyMap<string, StoredTensor>;

/**
 * All tensors of a checkpoint, of one file or of several with an index, by name. As in
 * transformers, a single file wins over an index.
 *
 * @throws AppError `checkpoint-invalid`, or what reading throws.
 */
export async function readTensors(files: SourceFiles): Promise<Tensors> {
  const tensors = new Map<string, StoredTensor>();
  if ((await files.stat(SINGLE_FILE)) !== undefined) {
    addTensors(tensors, await readFileHeader(files, SINGLE_FILE));
    return tensors;
  }
  const index = await readText(files, INDEX_FILE, MAX_INDEX_BYTES);
  if (index === undefined) throw checkpointError('file-missing', { file: SINGLE_FILE });
  const fileOf = parseIndex(index);
  for (const file of [...new Set(fileOf.values())].sort()) {
    addTensors(tensors, await readFileHeader(files, file));
  }
  for (const [tensor, file] of fileOf) {
    if (tensors.get(tensor)?.file !== file) {
      throw checkpointError('tensor-not-in-file', { file, tensor });
    }
  }
  for (const { name, file } of tensors.values()) {
    if (!fileOf.has(name)) throw checkpointError('tensor-not-in-index', { file, tensor: name });
  }
  return tensors;
}

async function readFileHeader(files: SourceFiles, file: string): Promise<StoredTensor[]> {
  const size = (await files.stat(file))?.bytes;
  if (size === undefined) throw checkpointError('file-missing', { file });
  const prefix = await readExactly(files, file, 0, Math.min(size, PREFIX_BYTES));
  const length = readHeaderLength(prefix, file, size);
  const header = await readExactly(files, file, PREFIX_BYTES, PREFIX_BYTES + length);
  return parseHeader(header, file, size);
}

/** Counted after every file, since each may have as many tensors as a whole checkpoint. */
function addTensors(tensors: Map<string, StoredTensor>, more: readonly StoredTensor[]): void {
  for (const tensor of more) {
    const { name, file } = tensor;
    if (tensors.has(name)) throw checkpointError('tensor-in-two-files', { file, tensor: name });
    tensors.set(name, tensor);
    if (tensors.size > MAX_TENSORS) {
      throw checkpointError('too-many-tensors', { file, expected: MAX_TENSORS });
    }
  }
}

/** From tensor name to file name. */
function parseIndex(bytes: Bytes): ReadonlyMap<string, string> {
  const index = parseJson(bytes, INDEX_FILE);
  const weightMap = isObject(index) ? index['weight_map'] : undefined;
  if (!isObject(weightMap) || Object.keys(weightMap).length === 0) {
    throw checkpointError('index-malformed', { file: INDEX_FILE, field: 'weight_map' });
  }
  const fileOf = new Map<string, string>();
  for (const [tensor, file] of Object.entries(weightMap)) {
    if (typeof file !== 'string' || !SHARD_NAME.test(file)) {
      throw checkpointError('index-file-name', { file: INDEX_FILE, tensor, actual: file });
    }
    fileOf.set(tensor, file);
  }
  const count = new Set(fileOf.values()).size;
  if (count > MAX_FILES) {
    throw checkpointError('too-many-files', { file: INDEX_FILE, actual: count });
  }
  return fileOf;
}
