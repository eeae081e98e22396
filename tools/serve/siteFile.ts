import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { lookup } from 'mrmime';
import { openFile, type OpenFile } from './sendFile';

/** Each part of a path: no dot in front, which hides a file or leads upwards, and no separator. */
const part = /^[^./\\][^/\\]*$/;

/** The answer to what cannot be opened; other failures are the server's own. */
const statuses: Readonly<Record<string, number>> = {
  ...{ ENOENT: 404, ENOTDIR: 404, ENAMETOOLONG: 404, ELOOP: 404, ENXIO: 404 },
  ...{ EACCES: 403, EPERM: 403 },
};

/**
 * Opens a file of a folder as it is now, or says with which status to refuse.
 *
 * @param path Within the folder, without a slash in front and with nothing encoded. A link is followed as long
 *   as it stays in the folder, or leads into one of `beside`.
 * @throws Error when the system cannot open any file now.
 */
export async function openSiteFile(
  folder: string,
  path: string,
  beside: readonly string[] = [],
): Promise<OpenFile | number> {
  if (path.includes('\0') || !path.split('/').every((name) => part.test(name))) return 404;
  try {
    const place = await realpath(join(folder, path));
    const roots = await Promise.all([folder, ...beside].map((root) => realpath(root)));
    if (!roots.some((root) => place.startsWith(root + sep))) return 404;
    return (await openFile(place)) ?? 404;
  } catch (error) {
    return statusFor(error);
  }
}

/** @throws The error itself where it says nothing about the file. */
export function statusFor(error: unknown): number {
  const status = statuses[(error as NodeJS.ErrnoException).code ?? ''];
  if (status === undefined) throw error;
  return status;
}

/** Its media type, by its name. */
export function typeOf(path: string): string {
  const type = lookup(path) ?? 'application/octet-stream';
  return type === 'text/html' ? `${type};charset=utf-8` : type;
}
