import type { FloatDtype } from '../src/core/checkpoint/plan';
import { GROUP, type ScaleFormat } from '../src/core/quantize/format';
import { quantizeSlice, type QuantizedSlice } from '../src/core/quantize/quantize';
import { encodeFloats } from './tinyCheckpoint';

export function quantizeValues(
  values: Float32Array,
  format: ScaleFormat,
  dtype: FloatDtype = 'F32',
): QuantizedSlice {
  return quantizeSlice(dtype, encodeFloats(dtype, values), format);
}

/** Makes one group. */
export function makeGroup(value: (i: number) => number): Float32Array {
  return Float32Array.from({ length: GROUP }, (_, i) => value(i));
}

/** −7 … +8. */
export function codesOf({ words }: QuantizedSlice): Int8Array {
  const bytes = new Uint8Array(words.buffer);
  return Int8Array.from({ length: 2 * bytes.length }, (_, i) => {
    const byte = bytes[i >> 1] ?? NaN;
    return (i % 2 === 0 ? byte & 15 : byte >> 4) - 7;
  });
}

export function scalesOf({ scales }: QuantizedSlice, format: ScaleFormat): number[] {
  return Array.from(scales, format.decode);
}

/** The values that a GPU kernel computes with. */
export function dequantize(quantized: QuantizedSlice, format: ScaleFormat): Float32Array {
  const scales = scalesOf(quantized, format);
  return Float32Array.from(codesOf(quantized), (code, i) => code * (scales[i >> 5] ?? NaN));
}

/** The usual recipe: the largest value gets the code ±7, and the sixteenth code is not used. */
export function roundByAbsmax(values: Float32Array, format: ScaleFormat): Float32Array {
  const rounded = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += GROUP) {
    const group = values.subarray(start, start + GROUP);
    const largest = group.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = format.decode(format.encode(largest / 7));
    group.forEach((value, i) => {
      const code = scale === 0 ? 0 : Math.min(7, Math.max(-7, Math.round(value / scale)));
      rounded[start + i] = code * scale;
    });
  }
  return rounded;
}

export function squaredError(values: Float32Array, others: Float32Array): number {
  return values.reduce((sum, value, i) => sum + (value - (others[i] ?? NaN)) ** 2, 0);
}
