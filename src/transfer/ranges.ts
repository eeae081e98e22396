/** Bytes of a file, from `start` up to `end`. */
export interface Range {
  readonly start: number;
  /** The first byte after it. */
  readonly end: number;
}

/** Large enough that round trips cost little, small enough that four fit into memory. */
export const RANGE_BYTES = 16 * 2 ** 20;

/** Cuts a file into ranges that cover it, in order. */
export function ranges(bytes: number, size: number = RANGE_BYTES): Range[] {
  return Array.from({ length: Math.ceil(bytes / size) }, (_, index) => ({
    start: index * size,
    end: Math.min(bytes, (index + 1) * size),
  }));
}
