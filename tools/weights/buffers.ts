import type { Bytes } from '../../src/core/bytes';
import { SLICE_BYTES } from '../../src/core/package/convert';

/**
 * Memory to read slices into, used again and again: fresh memory costs as much as reading, and a garbage
 * collection every few slices.
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

  /**
   * Gives a buffer back; it must not be used afterwards. Buffers from elsewhere, such as a download, are
   * dropped.
   */
  give(buffer: ArrayBuffer): void {
    // A buffer that was in another thread is now another object, so it cannot be recognised.
    if (buffer.byteLength !== SLICE_BYTES || this.#taken === 0) return;
    this.#taken--;
    this.#free.push(buffer);
  }
}
