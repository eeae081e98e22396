import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../src/core/errors';
import type { FileStat, SourceFiles } from '../../src/core/files';
import { MANIFEST, parseManifest } from '../../src/core/package/manifest';
import type { Buffers } from './buffers';
import { withFileErrors } from './failure';

const CHUNK_BYTES = 2 ** 20;

/** The files of a folder on this machine. */
export function folderFiles(folder: string, buffers: Buffers): SourceFiles {
  return {
    stat: (file) => withFileErrors('read', file, () => statOf(join(folder, file))),
    read: (file, start, end) =>
      withFileErrors('read', file, async () => {
        const handle = await open(join(folder, file));
        try {
          const bytes = buffers.take(end - start);
          let filled = 0;
          while (filled < bytes.length) {
            const { bytesRead } = await handle.read(bytes, filled, undefined, start + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
          return bytes.subarray(0, filled);
        } finally {
          await handle.close();
        }
      }),
  };
}

async function statOf(path: string): Promise<FileStat | undefined> {
  try {
    const found = await stat(path);
    return found.isFile()
      ? { bytes: found.size, tag: `${found.size}-${found.mtimeMs}` }
      : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Where a package for `target` grows: next to it, so that it can take its place in one step. */
export function stagingFolder(target: string): string {
  const path = resolve(target);
  return join(dirname(path), `.${basename(path)}.unfinished`);
}

/** @throws AppError `folder-in-use` if something other than a package is at `target`. */
export async function requireReplaceable(target: string): Promise<void> {
  await withFileErrors('write', target, async () => {
    const path = resolve(target);
    const names = await readdir(path).catch(ignoreMissing);
    if (names === undefined || names.length === 0) return;
    const ours = await listPackage(path);
    const stranger = names.find((name) => !ours.includes(name));
    if (stranger !== undefined)
      throw new AppError('folder-in-use', { folder: target, file: stranger });
  });
}

/**
 * Moves a finished folder to `target` in two steps: a process that ends in between leaves both folders whole.
 *
 * @param old Where the previous content of `target` goes.
 */
export async function replaceFolder(target: string, fresh: string, old: string): Promise<void> {
  await withFileErrors('write', target, async () => {
    const path = resolve(target);
    await rm(old, { recursive: true, force: true });
    await rename(path, old).catch(ignoreMissing);
    await rename(fresh, path);
  });
}

/** Names of the files in a package; none if it is not one, since many things have a manifest.json. */
async function listPackage(folder: string): Promise<readonly string[]> {
  try {
    const { files } = parseManifest(await readFile(join(folder, MANIFEST)));
    return [MANIFEST, ...files.map((file) => file.path)];
  } catch {
    return [];
  }
}

function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}

/** Lower-case hexadecimal. @throws AppError `aborted`, `file-unreadable`. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<string> {
  return withFileErrors('read', path, async () => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      if (signal?.aborted === true) throw new AppError('aborted');
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  });
}
