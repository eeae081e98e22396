/*
 * A package comes from strangers, as a checkpoint does. Each limit is far above what the largest of our
 * models needs, and keeps a crafted one from exhausting memory, time or room (CWE-400, CWE-770, CWE-789).
 */

/** A shard has at most 32 MiB: room for 30 GB. */
export const MAX_FILES = 1_000;

/** manifest.json: room for that many files with the longest names. */
export const MAX_MANIFEST_BYTES = 300_000;

/**
 * A file is sealed in one piece, in memory. The largest, an embedding of Llama 3 in a shard of its own, has
 * 263 MB.
 */
export const MAX_FILE_BYTES = 2 ** 29;

/** All files together; the largest of our packages has 8 GB. */
export const MAX_PACKAGE_BYTES = 32e9;

/** tensor-cache.json: that of Llama-3-70B would have 150 kB. */
export const MAX_TENSOR_CACHE_BYTES = 300_000;

/** mlc-chat-config.json: ours have 1 kB. */
export const MAX_CHAT_CONFIG_BYTES = 100_000;
