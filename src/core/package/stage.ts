import type { Bytes } from '../bytes';
import type { PackageFile } from './manifest';

/** A range of a file of the package. */
export interface PartPlace {
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
}

/** A part of a file that is kept. */
export interface StagedPart extends PartPlace {
  /** Identifies what it was made of; a part with another tag is useless. */
  readonly tag: string;
}

/** Where a package grows: parts first, in any order, then whole files. Outlives the process. */
export interface PackageStage {
  /** The sound files and parts that earlier runs left. @throws AppError `aborted`. */
  list(signal?: AbortSignal): Promise<Staged>;
  /**
   * Keeps a part. Once the promise resolves, the part survives a crash; until then it counts as absent.
   *
   * @throws AppError `storage-full`, `disk-full`, `file-unwritable`.
   */
  write(part: StagedPart, bytes: Bytes): Promise<void>;
  /**
   * Joins the parts that cover a file into the whole file. Parts that do not match `expected`, or that were
   * damaged meanwhile, are dropped.
   *
   * @param expected SHA-256, if it is known beforehand.
   * @throws AppError `hash-mismatch`: the parts that {@link list} no longer gives must be made again.
   */
  commit(path: string, bytes: number, expected?: string): Promise<PackageFile>;
  /** Forgets files and their parts, finished or not. */
  discard(paths: readonly string[]): Promise<void>;
}

/** A stage whose whole files can be read again. */
export interface ReadableStage extends PackageStage {
  /** @throws AppError `hash-mismatch` when it is no longer what was committed. */
  read(file: PackageFile): Promise<Bytes>;
}

/** What a stage has: parts of files, and whole files that were checked. */
export interface Staged {
  readonly parts: readonly StagedPart[];
  readonly files: readonly PackageFile[];
}
