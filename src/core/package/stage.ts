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
  /** What it was made of; a part with another tag is of no use. */
  readonly tag: string;
}

/** Where a package grows: parts first, in any order, then whole files. Outlives the process. */
export interface PackageStage {
  /** What earlier runs left, and is sound. */
  list(): Promise<Staged>;
  /**
   * Keeps a part. Once the promise is fulfilled it survives a crash; before, it counts as absent.
   *
   * @throws AppError `storage-full`, `disk-full`, `file-unwritable`.
   */
  write(part: StagedPart, bytes: Bytes): Promise<void>;
  /**
   * Joins the parts of a file, which cover it, and keeps it whole. Parts that do not fit `expected`, or
   * that were damaged meanwhile, are forgotten.
   *
   * @param expected SHA-256, where it is known beforehand.
   * @throws AppError `hash-mismatch`: the parts that {@link list} does not give any more have to be made
   *   again.
   */
  commit(path: string, bytes: number, expected?: string): Promise<PackageFile>;
}

/** What a stage has: parts of files, and whole files that were checked. */
export interface Staged {
  readonly parts: readonly StagedPart[];
  readonly files: readonly PackageFile[];
}
