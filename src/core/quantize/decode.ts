import type { Bytes } from '../bytes';
import type { FloatDtype } from '../checkpoint/plan';
import { fromHalf } from './half';

/** Weights from the bytes of a checkpoint: little-endian, at any alignment. Exact for all dtypes. */
export function decodeFloats(dtype: FloatDtype, bytes: Bytes): Float32Array<ArrayBuffer> {
  // A typed array must begin at a multiple of its element's size, a slice of a file need not.
  const { buffer, byteOffset, byteLength } = byteOffsetFits(bytes) ? bytes : bytes.slice();
  if (dtype === 'F32') return new Float32Array(buffer, byteOffset, byteLength / 4);
  const words = new Uint16Array(buffer, byteOffset, byteLength / 2);
  return dtype === 'BF16' ? decodeBfloats(words) : decodeHalves(words);
}

function byteOffsetFits(bytes: Uint8Array): boolean {
  return bytes.byteOffset % 4 === 0;
}

/** bf16 is the upper half of an f32. */
function decodeBfloats(words: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) bits[i] = (words[i] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

let halves: Float32Array | undefined;

function decodeHalves(words: Uint16Array): Float32Array<ArrayBuffer> {
  halves ??= Float32Array.from({ length: 1 << 16 }, (_, bits) => fromHalf(bits));
  const values = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) values[i] = halves[words[i] ?? 0] ?? 0;
  return values;
}
