import type { Bytes } from '../../src/core/bytes';
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/core/errors';
import type { PackageFile } from '../../src/core/package/manifest';
import type { PackageStage, Staged, StagedPart } from '../../src/core/package/stage';
import { withFileErrors } from './failure';
import { hashFile } from './folder';
import { Journal, readJournal, replay, type Entry, type KnownPart } from './journal';

const JOURNAL = 'journal.jsonl';
/** The package is separate from its bookkeeping, so that moving it finishes it. */
const PACKAGE = 'package';
const UNFINISHED = '.part';
/** Linux takes several times as long for the same bytes in calls of many megabytes. */
const WRITE_BYTES = 2 ** 20;

/**
 * A package that grows in its own folder. Continues from what is there if it was begun under the same
 * identity; otherwise starts over.
 */
export async function openFolderStage(root: string, identity: string): Promise<FolderStage> {
  return withFileErrors('write', root, async () => {
    const path = join(root, JOURNAL);
    const entries = readJournal(path);
    const known = entries.some((entry) => 'identity' in entry && entry.identity === identity);
    if (!known) await rm(root, { recursive: true, force: true });
    const folder = join(root, PACKAGE);
    await mkdir(folder, { recursive: true });
    const staged = known ? await sound(folder, entries) : { parts: [], files: [] };
    const journal = new Journal(path);
    if (!known) journal.note({ identity });
    return new FolderStage(folder, journal, staged);
  });
}

export class FolderStage implements PackageStage {
  readonly folder: string;
  readonly #journal: Journal;
  readonly #handles = new Map<string, Promise<FileHandle>>();
  /** By file, then by offset. */
  readonly #parts = new Map<string, Map<number, StagedPart>>();
  readonly #files: Map<string, PackageFile>;

  constructor(folder: string, journal: Journal, { parts, files }: Staged) {
    this.folder = folder;
    this.#journal = journal;
    this.#files = new Map(files.map((file) => [file.path, file]));
    for (const part of parts) this.#add(part);
  }

  list(): Promise<Staged> {
    const parts = [...this.#parts.values()].flatMap((ofFile) => [...ofFile.values()]);
    return Promise.resolve({ parts, files: [...this.#files.values()] });
  }

  async write(part: StagedPart, bytes: Bytes): Promise<void> {
    await withFileErrors('write', part.path, async () => {
      const handle = await this.#open(part.path);
      for (let done = 0; done < bytes.length;) {
        const length = Math.min(WRITE_BYTES, bytes.length - done);
        const { bytesWritten } = await handle.write(bytes, done, length, part.offset + done);
        done += bytesWritten;
      }
      this.#journal.note({ part, sha256: sha256(bytes) });
    });
    this.#add(part);
  }

  async commit(path: string, bytes: number, expected?: string): Promise<PackageFile> {
    return withFileErrors('write', path, async () => {
      await this.#close(path);
      this.#parts.delete(path);
      const unfinished = join(this.folder, path + UNFINISHED);
      const { size } = await stat(unfinished);
      const actual = await hashFile(unfinished);
      if (size !== bytes || (expected ?? actual) !== actual) {
        this.#journal.note({ forgotten: path });
        await rm(unfinished);
        throw new AppError('hash-mismatch', { file: path, expected, actual });
      }
      const file = { path, bytes, sha256: actual };
      // Noted first, so that there is no moment when the parts are gone and the file is unknown.
      this.#journal.note({ file });
      await rename(unfinished, join(this.folder, path));
      this.#files.set(path, file);
      return file;
    });
  }

  async discard(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      await this.#close(path);
      this.#parts.delete(path);
      this.#files.delete(path);
      this.#journal.note({ forgotten: path });
      await rm(join(this.folder, path), { force: true });
      await rm(join(this.folder, path + UNFINISHED), { force: true });
    }
  }

  /** Closes open files, also when the stage is given up for now. */
  async close(): Promise<void> {
    await Promise.all([...this.#handles.keys()].map((path) => this.#close(path)));
    this.#journal.close();
  }

  #add(part: StagedPart): void {
    const ofFile = this.#parts.get(part.path) ?? new Map<number, StagedPart>();
    this.#parts.set(part.path, ofFile.set(part.offset, part));
  }

  #open(path: string): Promise<FileHandle> {
    let handle = this.#handles.get(path);
    if (handle === undefined) {
      // None of the usual flags creates a file without emptying an existing one.
      const flags = constants.O_RDWR | constants.O_CREAT;
      handle = open(join(this.folder, path + UNFINISHED), flags);
      this.#handles.set(path, handle);
    }
    return handle;
  }

  async #close(path: string): Promise<void> {
    const handle = this.#handles.get(path);
    this.#handles.delete(path);
    // A file that could not be opened has already failed the write.
    await (await handle?.catch(() => undefined))?.close();
  }
}

/** The entries of the journal whose content is really there, byte for byte. */
async function sound(folder: string, entries: readonly Entry[]): Promise<Staged> {
  const { parts, files } = replay(entries);
  const soundFiles = [];
  for (const file of files) if (await isFile(folder, file)) soundFiles.push(file);
  const soundParts = [];
  for (const known of parts) if (await isPart(folder, known)) soundParts.push(known.part);
  return { parts: soundParts, files: soundFiles };
}

async function isFile(folder: string, { path, sha256 }: PackageFile): Promise<boolean> {
  try {
    return (await hashFile(join(folder, path))) === sha256;
  } catch {
    return false;
  }
}

async function isPart(folder: string, { part, sha256: expected }: KnownPart): Promise<boolean> {
  const handle = await open(join(folder, part.path + UNFINISHED)).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const bytes = new Uint8Array(part.bytes);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, part.offset);
    return bytesRead === bytes.length && sha256(bytes) === expected;
  } finally {
    await handle.close();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
