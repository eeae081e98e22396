import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bytes } from '../../src/core/bytes';
import { isCount } from '../../src/core/checkpoint/json';
import { MAX_CONFIG_SIZE, MAX_LAYERS } from '../../src/core/checkpoint/limits';
import type { ParameterShape } from '../../src/core/checkpoint/parameters';
import { AppError } from '../../src/core/errors';
import { checkPackage } from '../../src/core/package/check';
import { TENSOR_CACHE } from '../../src/core/package/layout';
import { MAX_MANIFEST_BYTES } from '../../src/core/package/limits';
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
  const { files, architecture, quantization } = parseManifest(await readManifest(folder, read));
  for (const file of files) {
    await checkSize(folder, file);
    if (depth === 'hashes') await checkHash(folder, file);
  }
  checkTensorCache(await read(TENSOR_CACHE), files);
  const shape = readShape(architecture);
  if (shape !== undefined && quantization !== undefined) {
    await checkPackage({ shape, quantization }, files, read);
  }
  return files;
}

/** Not read at all when it is longer than any. */
async function readManifest(
  folder: string,
  read: (file: string) => Promise<Bytes>,
): Promise<Bytes> {
  const { size } = await withFileErrors('read', MANIFEST, () => stat(join(folder, MANIFEST)));
  if (size > MAX_MANIFEST_BYTES) throw new AppError('manifest-invalid', { reason: 'too large' });
  return read(MANIFEST);
}

/** Undefined where the manifest does not give all of it. */
function readShape(
  architecture: Readonly<Record<string, unknown>> = {},
): ParameterShape | undefined {
  const { layers, hidden, heads, kvHeads, headDim, ffn, vocabulary } = architecture;
  const sizes = { layers, hidden, heads, kvHeads, headDim, ffn, vocabulary };
  const isKnown = Object.values(sizes).every((size) => isCount(size) && size <= MAX_CONFIG_SIZE);
  return isKnown && Number(layers) <= MAX_LAYERS ? (sizes as ParameterShape) : undefined;
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
