/*
 * A checkpoint comes from strangers. Each limit is far above what real ones need and keeps a
 * crafted one from exhausting memory or time (CWE-400, CWE-770, CWE-789).
 */

/**
 * In one file, Llama-3-405B would have a header of 150 kB. One as long as this takes 50 ms, whatever it
 * contains.
 */
export const MAX_HEADER_BYTES = 200_000;

/** Llama-2-13B has 363 tensors, Llama-3-405B has 1,138. */
export const MAX_TENSORS = 3_000;

/** The largest public checkpoints come in some 200 files. */
export const MAX_FILES = 1_000;

/** config.json and generation_config.json: real ones have about 1 kB. */
export const MAX_CONFIG_BYTES = 100_000;

/** model.safetensors.index.json: Llama-3-405B has 100 kB. */
export const MAX_INDEX_BYTES = 200_000;

/** Llama 3's tokenizer.json has 9 MB, in the newest format 17 MB. */
export const MAX_TOKENIZER_BYTES = 30_000_000;

/** Real files nest some six levels deep; millions would exhaust memory, or a stack. */
export const MAX_JSON_DEPTH = 64;

/** Keys, lists and objects. Llama 3's tokenizer has 410,000 of them in its newest format. */
export const MAX_JSON_PARTS = 1_000_000;

/** Sizes in a configuration, so that no product of two or three leaves the exact integers. */
export const MAX_CONFIG_SIZE = 2 ** 24;

/** Llama-3-405B has 126 layers; each makes a dozen tensor names before any is looked up. */
export const MAX_LAYERS = 1_000;

/** tokenizer.model: Llama 2's has 500 kB, one with 256,000 pieces has 4 MB. */
export const MAX_TOKENIZER_MODEL_BYTES = 8_000_000;

/** Pieces of a tokenizer.model; the largest vocabularies have 256,000. */
export const MAX_PIECES = 400_000;

/** Bytes of one piece, each of which is looked up in all its halves; SentencePiece itself makes 16 characters. */
export const MAX_PIECE_LENGTH = 256;
