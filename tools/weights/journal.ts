import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { PackageFile } from '../../src/core/package/manifest';
import type { StagedPart } from '../../src/core/package/stage';

/** What has been done. Every entry has the hash of its content, so no entry needs to be trusted. */
export type Entry =
  | { readonly identity: string }
  | KnownPart
  | { readonly file: PackageFile }
  /** A file whose parts are worthless. */
  | { readonly forgotten: string };

export interface KnownPart {
  readonly part: StagedPart;
  readonly sha256: string;
}

/** A file with one entry per line, which may have been cut off or damaged anywhere. */
export class Journal {
  #file: number | undefined;

  /** @throws Node's file system errors, as `note` does. */
  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** Synchronous, so that entries are in the order of events; it is one line for megabytes of parts. */
  note(entry: Entry): void {
    // A line break in front as well: the last line may have been cut off when the process ended.
    if (this.#file === undefined) throw new RangeError('the journal is closed');
    writeSync(this.#file, `\n${JSON.stringify(entry)}\n`);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}

/** The entries that can be read. */
export function readJournal(path: string): readonly Entry[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line);
      return typeof entry === 'object' && entry !== null ? [entry as Entry] : [];
    } catch {
      return [];
    }
  });
}

/** What the entries say exists: the latest entry of each part and file. */
export function replay(entries: readonly Entry[]): {
  readonly parts: readonly KnownPart[];
  readonly files: readonly PackageFile[];
} {
  const parts = new Map<string, KnownPart>();
  const files = new Map<string, PackageFile>();
  for (const entry of entries) {
    if ('part' in entry) parts.set(`${entry.part.path} ${entry.part.offset}`, entry);
    if ('file' in entry) files.set(entry.file.path, entry.file);
    if ('forgotten' in entry) {
      for (const [name, { part }] of parts) if (part.path === entry.forgotten) parts.delete(name);
    }
  }
  return { parts: [...parts.values()], files: [...files.values()] };
}
