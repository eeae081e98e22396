import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/core/errors';
import { TENSOR_CACHE } from '../../src/core/package/layout';
import { MANIFEST, parseManifest, type PackageFile } from '../../src/core/package/manifest';
import { checkTensorCache } from '../../src/core/package/verify';
import { withFileErrors } from './failure';
import { hashFile } from './folder';

/** How much to check: sizes take no time, hashes read everything. */
export type Depth = 'sizes' | 'hashes';

/**
 * Checks a package: all files that its manifest lists, their sizes and hashes, and that the
 * tensors fill the shards.
 *
 * @returns The files that were checked.
 * @throws AppError `file-unreadable`, `manifest-invalid` or `package-invalid`.
 */
export async function verifyFolder(
  folder: string,
  depth: Depth = 'hashes',
): Promise<readonly PackageFile[]> {
  const read = (file: string) =>
    withFileErrors('read', file, async () => new Uint8Array(await readFile(join(folder, file))));
  const { files } = parseManifest(await read(MANIFEST));
  for (const file of files) {
    await checkSize(folder, file);
    if (depth === 'hashes') await checkHash(folder, file);
  }
  checkTensorCache(await read(TENSOR_CACHE), files);
  return files;
}

async function checkSize(folder: string, { path, bytes }: PackageFile): Promise<void> {
  const { size } = await withFileErrors('read', path, () => stat(join(folder, path)));
  if (size !== bytes) {
    throw new AppError('package-invalid', {
      reason: 'a file does not have the size in the manifest',
      file: path,
      expected: bytes,
      actual: size,
    });
  }
}

async function checkHash(folder: string, { path, sha256 }: PackageFile): Promise<void> {
  const actual = await hashFile(join(folder, path));
  if (actual !== sha256) {
    throw new AppError('package-invalid', {
      reason: 'a file does not have the hash in the manifest',
      file: path,
      expected: sha256,
      actual,
    });
  }
}
