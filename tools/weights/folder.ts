import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../src/core/errors';
import type { FileStat, SourceFiles } from '../../src/core/files';
import type { Hasher, PackageSink } from '../../src/core/package/convert';
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

/** A package on its way into a folder. */
export function folderSink(folder: string): PackageSink {
  return {
    open: (path) =>
      withFileErrors('write', path, async () => {
        const handle = await open(join(folder, path), 'w');
        return {
          write: (bytes) =>
            withFileErrors('write', path, async () => {
              await handle.writeFile(bytes);
            }),
          close: () => withFileErrors('write', path, () => handle.close()),
        };
      }),
  };
}

/**
 * Fills a new folder and puts it where `target` says, in one step: whoever looks there finds the
 * old package or the new one, never half of one.
 *
 * @throws AppError `folder-in-use` when something else than a package is there.
 */
export async function replaceFolder<T>(
  target: string,
  fill: (folder: string) => Promise<T>,
): Promise<T> {
  const path = resolve(target);
  await withFileErrors('write', target, () => requireReplaceable(path, target));
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

async function requireReplaceable(path: string, target: string): Promise<void> {
  const names = await readdir(path).catch(ignoreMissing);
  if (names === undefined || names.length === 0) return;
  const ours = await listPackage(path);
  const stranger = names.find((name) => !ours.includes(name));
  if (stranger !== undefined)
    throw new AppError('folder-in-use', { folder: target, file: stranger });
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

export function createSha256(): Hasher {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
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
