import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../src/core/errors';
import type { FileStat, SourceFiles } from '../../src/core/files';
import { MANIFEST, parseManifest } from '../../src/core/package/manifest';
import { withFileErrors } from './failure';

/** The files of a folder of this machine. */
export function folderFiles(folder: string): SourceFiles {
  return {
    stat: (file) => withFileErrors('read', file, () => statOf(join(folder, file))),
    read: (file, start, end) =>
      withFileErrors('read', file, async () => {
        const handle = await open(join(folder, file));
        try {
          const bytes = new Uint8Array(end - start);
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

/** Where a package for `target` grows: beside it, so that it can take its place in one step. */
export function stagingFolder(target: string): string {
  const path = resolve(target);
  return join(dirname(path), `.${basename(path)}.unfinished`);
}

/** @throws AppError `folder-in-use` when something else than a package is at `target`. */
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

/** Puts a finished folder where `target` says; what was there goes away once the new one is in place. */
export async function replaceFolder(target: string, fresh: string): Promise<void> {
  await withFileErrors('write', target, async () => {
    const path = resolve(target);
    const old = `${fresh}.old`;
    await rm(old, { recursive: true, force: true });
    await rename(path, old).catch(ignoreMissing);
    await rename(fresh, path);
    await rm(old, { recursive: true, force: true });
  });
}

/**
 * Fills a new folder and puts it where `target` says, in one step; after a failure nothing is left.
 *
 * @throws AppError `folder-in-use` when something else than a package is there.
 */
export async function fillFolder<T>(
  target: string,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  await requireReplaceable(target);
  const path = resolve(target);
  const parent = dirname(path);
  const staging = await withFileErrors('write', target, async () => {
    await mkdir(parent, { recursive: true });
    return mkdtemp(join(parent, `.${basename(path)}-`));
  });
  try {
    const fresh = join(staging, 'new');
    return await withFileErrors('write', target, async () => {
      await mkdir(fresh);
      const result = await fill(fresh);
      await rename(path, join(staging, 'old')).catch(ignoreMissing);
      await rename(fresh, path);
      return result;
    });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Names in a package; none where it is no package, as many things have a manifest.json. */
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
    for await (const chunk of createReadStream(path)) {
      if (signal?.aborted === true) throw new AppError('aborted');
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  });
}
