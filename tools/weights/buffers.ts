import type { Bytes } from '../../src/core/bytes';
import { SLICE_BYTES } from '../../src/core/package/convert';

/**
 * Memory to read slices into, used again and again: fresh memory costs as much as the reading itself, and
 * each few slices of it a garbage collection.
 */
export class Buffers {
  readonly #free: ArrayBuffer[] = [];
  #taken = 0;

  take(bytes: number): Bytes {
    const small = bytes < SLICE_BYTES / 2;
    if (small || bytes > SLICE_BYTES) return new Uint8Array(bytes);
    this.#taken++;
    return new Uint8Array(this.#free.pop() ?? new ArrayBuffer(SLICE_BYTES), 0, bytes);
  }

  /** Nobody may use it any more. Those that are not from here, as of a download, are let go. */
  give(buffer: ArrayBuffer): void {
    // One that was in another thread is another object now, so it cannot be known again.
    if (buffer.byteLength !== SLICE_BYTES || this.#taken === 0) return;
    this.#taken--;
    this.#free.push(buffer);
  }
}
