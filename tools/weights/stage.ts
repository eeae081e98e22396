import { createHash } from 'node:crypto';
import {
  appendFile,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../src/core/errors';
import type { PackageFile } from '../../src/core/package/manifest';
import type { PackageStage, Staged, StagedPart } from '../../src/core/package/stage';
import { withFileErrors } from './failure';
import { hashFile } from './folder';

type Bytes = Uint8Array<ArrayBuffer>;

/** What has been done, a line each. Every content is named by its hash, so no line has to be trusted. */
export const JOURNAL = 'journal.jsonl';
const UNFINISHED = '.part';

type Entry =
  | { readonly identity: string }
  | { readonly part: StagedPart; readonly sha256: string }
  | { readonly file: PackageFile }
  | { readonly forgotten: string };

type KnownPart = Extract<Entry, { part: StagedPart }>;

/**
 * A package that grows in a folder of its own. Goes on from what lies there, if it was begun under the same
 * identity; otherwise begins anew.
 */
export async function openFolderStage(folder: string, identity: string): Promise<FolderStage> {
  return withFileErrors('write', folder, async () => {
    const journal = await readJournal(join(folder, JOURNAL));
    const [first] = journal;
    if (first !== undefined && 'identity' in first && first.identity === identity) {
      return new FolderStage(folder, await sound(folder, journal));
    }
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, JOURNAL), line({ identity }));
    return new FolderStage(folder, { parts: [], files: [] });
  });
}

export class FolderStage implements PackageStage {
  readonly #folder: string;
  readonly #handles = new Map<string, Promise<FileHandle>>();
  #parts: readonly StagedPart[];
  #files: readonly PackageFile[];

  constructor(folder: string, { parts, files }: Staged) {
    this.#folder = folder;
    this.#parts = parts;
    this.#files = files;
  }

  list(): Promise<Staged> {
    return Promise.resolve({ parts: this.#parts, files: this.#files });
  }

  async write(part: StagedPart, bytes: Bytes): Promise<void> {
    await withFileErrors('write', part.path, async () => {
      const handle = await this.#open(part.path);
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(bytes, done, undefined, part.offset + done);
        done += bytesWritten;
      }
      await this.#note({ part, sha256: createHash('sha256').update(bytes).digest('hex') });
    });
    this.#parts = [...this.#parts, part];
  }

  async seal(path: string, bytes: number, expected?: string): Promise<PackageFile> {
    return withFileErrors('write', path, async () => {
      await this.#close(path);
      const unfinished = join(this.#folder, path + UNFINISHED);
      const sha256 = await hashFile(unfinished);
      const { size } = await stat(unfinished);
      if (size !== bytes || (expected ?? sha256) !== sha256) {
        this.#parts = this.#parts.filter((part) => part.path !== path);
        await this.#note({ forgotten: path });
        throw new AppError('hash-mismatch', { file: path, expected, actual: sha256 });
      }
      await rename(unfinished, join(this.#folder, path));
      const file = { path, bytes, sha256 };
      await this.#note({ file });
      this.#files = [...this.#files.filter((other) => other.path !== path), file];
      return file;
    });
  }

  /** Closes what is open; for a stage that is given up for now. */
  async close(): Promise<void> {
    await Promise.all([...this.#handles.keys()].map((path) => this.#close(path)));
  }

  #open(path: string): Promise<FileHandle> {
    let handle = this.#handles.get(path);
    if (handle === undefined) {
      handle = openForPieces(join(this.#folder, path + UNFINISHED));
      this.#handles.set(path, handle);
    }
    return handle;
  }

  async #close(path: string): Promise<void> {
    const handle = this.#handles.get(path);
    this.#handles.delete(path);
    await (await handle)?.close();
  }

  #note(entry: Entry): Promise<void> {
    return appendFile(join(this.#folder, JOURNAL), line(entry));
  }
}

/** Keeps what is there; `w` would empty it, `r+` does not create. */
async function openForPieces(path: string): Promise<FileHandle> {
  await appendFile(path, '');
  return open(path, 'r+');
}

function line(entry: Entry): string {
  return `${JSON.stringify(entry)}\n`;
}

async function readJournal(path: string): Promise<readonly Entry[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((words) => {
    try {
      return [JSON.parse(words) as Entry];
    } catch {
      // The last line may have been cut off with the process.
      return [];
    }
  });
}

/** What of the journal is really there, byte for byte. */
async function sound(folder: string, journal: readonly Entry[]): Promise<Staged> {
  const parts = new Map<string, KnownPart>();
  const files = new Map<string, PackageFile>();
  for (const entry of journal) {
    if ('part' in entry) parts.set(`${entry.part.path} ${entry.part.offset}`, entry);
    if ('file' in entry) files.set(entry.file.path, entry.file);
    if ('forgotten' in entry) {
      for (const [name, { part }] of parts) if (part.path === entry.forgotten) parts.delete(name);
    }
  }
  const soundFiles = [];
  for (const file of files.values()) if (await isFile(folder, file)) soundFiles.push(file);
  const soundParts = [];
  for (const part of parts.values()) if (await isPart(folder, part)) soundParts.push(part.part);
  return { parts: soundParts, files: soundFiles };
}

async function isFile(folder: string, { path, sha256 }: PackageFile): Promise<boolean> {
  return hashFile(join(folder, path)).then(
    (actual) => actual === sha256,
    () => false,
  );
}

async function isPart(folder: string, { part, sha256 }: KnownPart): Promise<boolean> {
  const handle = await open(join(folder, part.path + UNFINISHED)).catch(() => undefined);
  if (handle === undefined) return false;
  try {
    const bytes = new Uint8Array(part.bytes);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, part.offset);
    const actual = createHash('sha256').update(bytes).digest('hex');
    return bytesRead === bytes.length && actual === sha256;
  } finally {
    await handle.close();
  }
}
