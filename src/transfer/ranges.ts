/** Bytes of a file, from `start` up to `end`. */
export interface Range {
  readonly start: number;
  /** Not part of it. */
  readonly end: number;
}

/** Large enough that the way to the server costs little, small enough that four fit into memory. */
export const RANGE_BYTES = 16 * 2 ** 20;

/** Cuts a file into ranges that cover it, in order. */
export function ranges(bytes: number, size: number = RANGE_BYTES): Range[] {
  return Array.from({ length: Math.ceil(bytes / size) }, (_, index) => ({
    start: index * size,
    end: Math.min(bytes, (index + 1) * size),
  }));
}
