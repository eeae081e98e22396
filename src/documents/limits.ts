/* What a document may have, so that nothing hangs and no tab runs out of memory. */

/** Bytes of one file. */
export const MAX_FILE = 256 * 2 ** 20;
/** UTF-16 code units of one text: a text file, or a part of an archive. */
export const MAX_TEXT = 64 * 2 ** 20;
/** Entries of an archive. */
export const MAX_ENTRIES = 10_000;
/** Bytes of one entry, unpacked. */
export const MAX_ENTRY = 64 * 2 ** 20;
/** Bytes of all entries together, unpacked. */
export const MAX_UNPACKED = 1024 * 2 ** 20;
/**
 * Unpacked bytes to one packed: over it, and over a megabyte, an entry is a bomb. DEFLATE's own limit is 1,032; what real
 * files have of styles and sheets stays under 50, and rows of nothing but equal cells under 245.
 */
export const MAX_RATIO = 250;
/** Elements within each other. */
export const MAX_DEPTH = 512;
/** Quotes and lists of Markdown within each other that begin in one line. */
export const MAX_CONTAINERS = 100;
/** Code units of one tag with its attributes. */
export const MAX_TAG = 2 ** 20;
/** Units of one document. */
export const MAX_UNITS = 500_000;
