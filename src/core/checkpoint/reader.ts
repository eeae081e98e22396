import type { Bytes } from '../bytes';
import { AppError } from '../errors';
import { OPENING_BYTES, refuseOther } from './content';
import type { ReadOptions, SourceFiles } from '../files';
import { checkpointError } from './problems';

/**
 * Exactly the bytes asked for.
 *
 * @throws AppError `file-unreadable` when the file has become shorter since its size was read.
 */
export async function readExactly(
  files: SourceFiles,
  file: string,
  start: number,
  end: number,
  options?: ReadOptions,
): Promise<Bytes> {
  const bytes = await files.read(file, start, end, options);
  if (bytes.length !== end - start) {
    throw new AppError('file-unreadable', { file, byte: start + bytes.length });
  }
  return bytes;
}

/**
 * A whole file of text, or undefined when there is none.
 *
 * @throws AppError `checkpoint-invalid`: file-too-large, or what it is instead.
 */
export async function readText(
  files: SourceFiles,
  file: string,
  limit: number,
): Promise<Bytes | undefined> {
  const size = (await files.stat(file))?.bytes;
  if (size === undefined) return undefined;
  if (size > limit) {
    throw checkpointError('file-too-large', { file, expected: limit, actual: size });
  }
  const bytes = await readExactly(files, file, 0, size);
  refuseOther(bytes.subarray(0, OPENING_BYTES), file);
  return bytes;
}
