import { SLICE_BYTES } from '../../src/core/package/convert';

/**
 * Memory to read slices into, used again and again: fresh memory costs as much as the reading itself, and
 * each few slices of it a garbage collection.
 */
export class Buffers {
  readonly #free: ArrayBuffer[] = [];

  take(bytes: number): Uint8Array<ArrayBuffer> {
    const small = bytes < SLICE_BYTES / 2;
    if (small || bytes > SLICE_BYTES) return new Uint8Array(bytes);
    return new Uint8Array(this.#free.pop() ?? new ArrayBuffer(SLICE_BYTES), 0, bytes);
  }

  /** Of whatever origin; nobody may use it any more. */
  give(buffer: ArrayBuffer): void {
    if (buffer.byteLength === SLICE_BYTES) this.#free.push(buffer);
  }
}
