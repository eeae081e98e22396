import { createHash } from 'node:crypto';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Quantization } from '../../src/core/catalog';
import { AppError } from '../../src/core/errors';
import { openCheckpoint } from '../../src/core/checkpoint/checkpoint';
import { convert, describeConversion, weightTags } from '../../src/core/package/convert';
import { MANIFEST, type PackageFile } from '../../src/core/package/manifest';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice } from '../../src/core/quantize/quantize';
import { withFileErrors } from './failure';
import { folderFiles, hashFile, replaceFolder, requireReplaceable, stagingFolder } from './folder';
import { JOURNAL, openFolderStage } from './stage';

export interface FolderConversion {
  readonly checkpoint: string;
  readonly quantization: Quantization;
  readonly out: string;
  /** How the manifest names the checkpoint; the name of its folder, where absent. */
  readonly name?: string;
  /** Likewise its version; a hash over its structure, where absent. */
  readonly revision?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Converts a checkpoint of this machine into a package. One that was ended before, whenever and however,
 * goes on from there.
 *
 * @returns All files of the package but the manifest.
 * @throws AppError: see `openCheckpoint`, `convert` and `requireReplaceable`.
 */
export async function convertFolder(request: FolderConversion): Promise<readonly PackageFile[]> {
  const { checkpoint: folder, quantization, out, ...options } = request;
  const files = folderFiles(folder);
  const checkpoint = await openCheckpoint(files);
  await requireReplaceable(out);
  const structure = sha256(describeConversion(checkpoint, quantization));
  const tags = await weightTags(checkpoint, files);
  const source = {
    name: request.name ?? basename(resolve(folder)),
    revision: request.revision ?? structure,
  };
  const staging = stagingFolder(out);
  const stage = await openFolderStage(staging, `${structure} ${[...tags.values()].join(' ')}`);
  try {
    const made = await convert(
      checkpoint,
      {
        files,
        stage,
        concurrency: () => 2,
        quantize: (dtype, bytes, to) =>
          Promise.resolve(quantizeSlice(dtype, bytes, scaleFormat(to))),
      },
      { ...options, quantization, source },
    );
    await withFileErrors('write', MANIFEST, async () => {
      await writeFile(join(staging, MANIFEST), made.manifest);
      await rm(join(staging, JOURNAL));
    });
    await replaceFolder(out, staging);
    return made.files;
  } catch (error) {
    // What is wrong with the checkpoint stays wrong: nothing of it is worth keeping.
    if (isHopeless(error)) await rm(staging, { recursive: true, force: true });
    throw error;
  } finally {
    await stage.close();
  }
}

function isHopeless(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('checkpoint-');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
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
