import type { FloatDtype } from '../checkpoint/plan';
import { decodeFloats } from './decode';
import { CODES_PER_WORD, GROUP, MAX_CODE, ZERO_CODE, type ScaleFormat } from './format';
import { bestScale } from './scale';

export interface Quantized {
  /** Eight codes each; one eighth as many as values. */
  readonly words: Uint32Array<ArrayBuffer>;
  /** As stored: the bits of f16 numbers, or f32 numbers; one for 32 values. */
  readonly scales: Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
}

/**
 * Quantizes values in groups of 32. Each code is the nearest one to its value under the stored scale.
 *
 * @param values Finite, at most `format.limit` in size; a multiple of 32 of them.
 */
export function quantize(values: Float32Array, format: ScaleFormat): Quantized {
  const words = new Uint32Array(values.length / CODES_PER_WORD);
  const scales = format.allocate(values.length / GROUP);
  for (let group = 0; group < scales.length; group++) {
    const stored = format.encode(bestScale(values, group * GROUP));
    scales[group] = stored;
    encodeGroup(values, group, format.decode(stored), words);
  }
  return { words, scales };
}

function encodeGroup(
  values: Float32Array,
  group: number,
  scale: number,
  words: Uint32Array<ArrayBuffer>,
): void {
  const firstWord = group * (GROUP / CODES_PER_WORD);
  for (let word = firstWord; word < firstWord + GROUP / CODES_PER_WORD; word++) {
    let codes = 0;
    for (let i = CODES_PER_WORD - 1; i >= 0; i--) {
      codes = (codes << 4) | encode(values[word * CODES_PER_WORD + i] ?? 0, scale);
    }
    words[word] = codes;
  }
}

function encode(value: number, scale: number): number {
  // Also where the scale has become 0 because it is too small to be stored.
  if (scale === 0) return ZERO_CODE;
  const code = Math.floor(value / scale + (ZERO_CODE + 0.5));
  return code < 0 ? 0 : code > MAX_CODE ? MAX_CODE : code;
}

/** The values that a GPU kernel sees. */
export function dequantize({ words, scales }: Quantized, format: ScaleFormat): Float32Array {
  return Float32Array.from({ length: words.length * CODES_PER_WORD }, (_, i) => {
    const word = words[Math.floor(i / CODES_PER_WORD)] ?? 0;
    const code = (word >>> ((i % CODES_PER_WORD) * 4)) & MAX_CODE;
    return (code - ZERO_CODE) * format.decode(scales[Math.floor(i / GROUP)] ?? 0);
  });
}

export interface QuantizedSlice extends Quantized {
  /** Index of the first value that is not finite or too large for the format; -1 when there is none. */
  readonly wrong: number;
}

/** Quantizes the bytes of a checkpoint: little-endian, at any alignment. */
export function quantizeSlice(
  dtype: FloatDtype,
  bytes: Uint8Array<ArrayBuffer>,
  format: ScaleFormat,
): QuantizedSlice {
  const values = decodeFloats(dtype, bytes);
  // NaN compares false, so it is caught as well.
  const wrong = values.findIndex((value) => !(Math.abs(value) <= format.limit));
  return { ...quantize(values, format), wrong };
}
