import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Quantization } from '../../src/core/catalog';
import { openCheckpoint } from '../../src/core/checkpoint/checkpoint';
import { convert } from '../../src/core/package/convert';
import type { PackageFile } from '../../src/core/package/manifest';
import { withFileErrors } from './failure';
import { createSha256, folderFiles, folderSink, hashFile, replaceFolder } from './folder';

export interface FolderConversion {
  readonly checkpoint: string;
  readonly quantization: Quantization;
  readonly out: string;
  /** How the manifest names the checkpoint; the name of its folder, where absent. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Converts a checkpoint of this machine into a package.
 *
 * @returns All files of the package but the manifest.
 * @throws AppError: see `openCheckpoint`, `convert` and `replaceFolder`.
 */
export async function convertFolder(request: FolderConversion): Promise<readonly PackageFile[]> {
  const { checkpoint: folder, quantization, out, name, ...options } = request;
  const files = folderFiles(folder);
  const checkpoint = await openCheckpoint(files);
  return replaceFolder(out, async (fresh) => {
    const revision = await hashCheckpoint(folder, options.signal);
    return convert(
      checkpoint,
      { files, sink: folderSink(fresh), createHash: createSha256 },
      { ...options, quantization, source: { name: name ?? basename(resolve(folder)), revision } },
    );
  });
}

/** One SHA-256 over the names and contents of the files that a package depends on. */
export async function hashCheckpoint(folder: string, signal?: AbortSignal): Promise<string> {
  const names = await withFileErrors('read', folder, () => readdir(folder));
  const used = names.filter((name) =>
    /\.safetensors(\.index\.json)?$|^(config|generation_config|tokenizer)\.json$/.test(name),
  );
  const hash = createHash('sha256');
  for (const name of used.sort()) {
    hash.update(`${await hashFile(join(folder, name), signal)}  ${name}\n`);
  }
  return hash.digest('hex');
}
