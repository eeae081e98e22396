import type { Bytes } from './bytes';

/** Files that something is made of: a folder, a hub, a host of packages, or files the user chose. */
export interface SourceFiles {
  /** Undefined when there is no such file. */
  stat(file: string): Promise<FileStat | undefined>;
  /**
   * The bytes from `start` up to, not including, `end`. Gives fewer if the file is shorter. The array is the
   * caller's own: it may be changed, or handed to another thread.
   *
   * @throws AppError `source-changed` when the file is no longer the one that {@link stat} described.
   */
  read(file: string, start: number, end: number, options?: ReadOptions): Promise<Bytes>;
}

/** Size and version of a file. */
export interface FileStat {
  readonly bytes: number;
  /** Changes when the content does, like an ETag; empty if the source has none. */
  readonly tag: string;
}

/** What a read may be given besides its range. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes of this read so far; starts again from 0 when the source tries again. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}
