import { AppError } from '../../core/errors';
import type { SourceFiles } from '../../core/files';

/** A pointer has 130 bytes. */
const MAX_POINTER_BYTES = 1_000;
const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([\da-f]{64})\n/;

/**
 * The SHA-256 that a hub lists for a large file: it keeps such files elsewhere, and a pointer in their place
 * (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). Undefined where there is none, or none to be had:
 * not every host has pointers.
 *
 * @param raw The files as the repository itself has them: `…/raw/<revision>/`.
 */
export async function listedHash(raw: SourceFiles, file: string): Promise<string | undefined> {
  try {
    const bytes = (await raw.stat(file))?.bytes;
    if (bytes === undefined || bytes > MAX_POINTER_BYTES) return undefined;
    return POINTER.exec(new TextDecoder().decode(await raw.read(file, 0, bytes)))?.[1];
  } catch (error) {
    if (error instanceof AppError && error.code === 'aborted') throw error;
    return undefined;
  }
}
