import { AppError } from '../errors';
import { checkpointError } from './problems';

/** The files of a checkpoint: a folder, a hub, or files that the user chose. */
export interface CheckpointFiles {
  /** Size in bytes; undefined when there is no such file. */
  size(file: string): Promise<number | undefined>;
  /** The bytes from `start` up to, not including, `end`. May give fewer where the file is shorter. */
  read(file: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Exactly the bytes asked for.
 *
 * @throws AppError `file-unreadable` when the file has become shorter since its size was asked.
 */
export async function readExactly(
  files: CheckpointFiles,
  file: string,
  start: number,
  end: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await files.read(file, start, end);
  if (bytes.length !== end - start) {
    throw new AppError('file-unreadable', { file, byte: start + bytes.length });
  }
  return bytes;
}

/**
 * A whole file of text, or undefined when there is none.
 *
 * @throws AppError `checkpoint-invalid`: file-too-large.
 */
export async function readText(
  files: CheckpointFiles,
  file: string,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const size = await files.size(file);
  if (size === undefined) return undefined;
  if (size > limit) {
    throw checkpointError('file-too-large', { file, expected: limit, actual: size });
  }
  return readExactly(files, file, 0, size);
}
