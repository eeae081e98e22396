import type { Bytes } from '../bytes';
import type { FloatDtype } from '../checkpoint/plan';
import { decodeFloats } from './decode';
import { CODES_PER_WORD, GROUP, type ScaleFormat } from './format';
import { loadKernel } from './kernel';

/** Groups that the kernel does at a time. */
const GROUPS_PER_QUAD = 4;

/** A slice of a matrix in groups of 4-bit codes. */
export interface QuantizedSlice {
  /** Eight codes each, the first in the lowest bits: value ≈ (code − 7) · scale. */
  readonly words: Uint32Array<ArrayBuffer>;
  /** One for each group, as stored: the bits of f16 numbers, or f32 numbers. */
  readonly scales: Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  /** Index of the first value that is not finite or too large for the format; -1 when there is none. */
  readonly wrong: number;
}

/**
 * Quantizes the bytes of a checkpoint in groups of 32 values. Each code is the nearest one to its value
 * under the stored scale. The same bytes come out on every machine.
 *
 * @param bytes Little-endian, at any alignment; a multiple of 32 values.
 * @returns New arrays. With a wrong value they are not filled beyond it.
 */
export function quantizeSlice(
  dtype: FloatDtype,
  bytes: Bytes,
  format: ScaleFormat,
): QuantizedSlice {
  const kernel = loadKernel();
  const size = dtype === 'F32' ? 4 : 2;
  const quadBytes = GROUPS_PER_QUAD * GROUP * size;
  const values = bytes.length / size;
  const words = new Uint32Array(values / CODES_PER_WORD);
  const scales = format.allocate(values / GROUP);
  const halves = scales instanceof Uint16Array;
  const blockScales = halves ? kernel.halfScales : kernel.singleScales;

  for (let start = 0; start < bytes.length; start += kernel.source.length) {
    const block = bytes.subarray(start, start + kernel.source.length);
    const quads = Math.ceil(block.length / quadBytes);
    kernel.source.set(block);
    // The rest of the last quad is not used, but must hold valid numbers.
    kernel.source.fill(0, block.length, quads * quadBytes);
    const wrongQuad = kernel.quantize(dtype, quads, halves, format.limit);
    if (wrongQuad >= 0) {
      const at = start + wrongQuad * quadBytes;
      const quad = decodeFloats(dtype, bytes.subarray(at, at + quadBytes));
      // NaN compares false, so it is caught as well.
      const wrong = quad.findIndex((value) => !(Math.abs(value) <= format.limit));
      return { words, scales, wrong: at / size + wrong };
    }
    const first = start / size;
    const count = block.length / size;
    words.set(kernel.words.subarray(0, count / CODES_PER_WORD), first / CODES_PER_WORD);
    scales.set(blockScales.subarray(0, count / GROUP), first / GROUP);
  }
  return { words, scales, wrong: -1 };
}
