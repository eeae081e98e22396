/**
 * Places in the module's memory. It works on four groups of 32 weights at a time, a quad, because a
 * vector has four lanes.
 */

/** A quad as f32. Of every eight weights, first the four with even index, then the four with odd index. */
export const WEIGHTS: usize = 0;
/** The same, transposed: a vector has one weight of each group. */
export const LANES: usize = 512;
/** Weights as i16: each i32 lane has a pair of its group. */
export const INTEGERS: usize = 1024;
/** INTEGERS times the next candidate. */
export const PRODUCTS: usize = 1280;
/** One f32 per group. */
export const FACTORS: usize = 1536;

/** What the caller writes and reads: bytes of the checkpoint, codes and scales. */
export const SOURCE: usize = 4096;
export const SOURCE_BYTES: usize = 262144;
export const WORDS: usize = SOURCE + SOURCE_BYTES;
export const SCALES: usize = WORDS + SOURCE_BYTES / 4;
