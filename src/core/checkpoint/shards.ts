import type { Bytes } from '../bytes';
import { isObject, parseJson } from './json';
import { MAX_FILES, MAX_INDEX_BYTES, MAX_TENSORS } from './limits';
import { isBuffer } from './buffers';
import { missingError, OPENING_BYTES, refuseOther } from './content';
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
 * @throws AppError `checkpoint-invalid`, `checkpoint-unsupported` for weights in another format, or what
 *   reading throws.
 */
export async function readTensors(files: SourceFiles): Promise<Tensors> {
  const tensors = new Map<string, StoredTensor>();
  if ((await files.stat(SINGLE_FILE)) !== undefined) {
    addTensors(tensors, await readFileHeader(files, SINGLE_FILE));
    return tensors;
  }
  const index = await readText(files, INDEX_FILE, MAX_INDEX_BYTES);
  if (index === undefined) throw await missingError(files, SINGLE_FILE);
  for (const file of listFiles(index)) addTensors(tensors, await readFileHeader(files, file));
  return tensors;
}

async function readFileHeader(files: SourceFiles, file: string): Promise<StoredTensor[]> {
  const size = (await files.stat(file))?.bytes;
  if (size === undefined) throw await missingError(files, file);
  const prefix = await readExactly(files, file, 0, Math.min(size, PREFIX_BYTES));
  try {
    const length = readHeaderLength(prefix, file, size);
    const header = await readExactly(files, file, PREFIX_BYTES, PREFIX_BYTES + length);
    return parseHeader(header, file, size);
  } catch (error) {
    refuseOther(await readExactly(files, file, 0, Math.min(size, OPENING_BYTES)), file);
    throw error;
  }
}

/** Counted after every file, since each may have as many tensors as a whole checkpoint. */
function addTensors(tensors: Map<string, StoredTensor>, more: readonly StoredTensor[]): void {
  for (const tensor of more) {
    const { name, file } = tensor;
    if (tensors.has(name) && !isBuffer(name))
      throw checkpointError('tensor-in-two-files', { file, tensor: name });
    tensors.set(name, tensor);
    if (tensors.size > MAX_TENSORS) {
      throw checkpointError('too-many-tensors', { file, expected: MAX_TENSORS });
    }
  }
}

/**
 * The files that an index lists, in order of name. Which tensors are in them they say themselves: like
 * transformers, this does not mind an index that lists more, such as buffers or a tied head, or less.
 */
function listFiles(bytes: Bytes): readonly string[] {
  const index = parseJson(bytes, INDEX_FILE);
  const weightMap = isObject(index) ? index['weight_map'] : undefined;
  if (!isObject(weightMap) || Object.keys(weightMap).length === 0) {
    throw checkpointError('index-malformed', { file: INDEX_FILE, field: 'weight_map' });
  }
  const names = new Set<string>();
  for (const [tensor, file] of Object.entries(weightMap)) {
    if (typeof file !== 'string' || !SHARD_NAME.test(file)) {
      throw checkpointError('index-file-name', { file: INDEX_FILE, tensor, actual: file });
    }
    names.add(file);
  }
  if (names.size > MAX_FILES) {
    throw checkpointError('too-many-files', { file: INDEX_FILE, actual: names.size });
  }
  return [...names].sort();
}
