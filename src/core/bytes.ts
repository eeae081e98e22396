/** Bytes in memory of their own, which can be posted to a thread, kept in Cache storage, or given to a GPU. */
export type Bytes = Uint8Array<ArrayBuffer>;
