import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { PackageFile } from '../../src/core/package/manifest';
import type { StagedPart } from '../../src/core/package/stage';

/** What has been done. Every content is named by its hash, so no entry has to be trusted. */
export type Entry =
  | { readonly identity: string }
  | KnownPart
  | { readonly file: PackageFile }
  /** A file whose parts are worth nothing. */
  | { readonly forgotten: string };

export interface KnownPart {
  readonly part: StagedPart;
  readonly sha256: string;
}

/** A file with an entry a line, which may have been cut off or damaged anywhere. */
export class Journal {
  #file: number | undefined;

  /** @throws Node's errors of the file system, as `note` does. */
  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  /** At once, so that entries come in the order of what they tell; it is one line for megabytes of parts. */
  note(entry: Entry): void {
    // In front as well: the last line may have been cut off, together with the process.
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

/** What the entries say is there: the last word on each part and each file. */
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
