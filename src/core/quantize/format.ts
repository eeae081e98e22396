import type { Quantization } from '../catalog';
import { fromHalf, MAX_HALF, toHalf } from './half';

/** Weights along a row that share one scale. */
export const GROUP = 32;
/** 4-bit codes in a uint32, lowest bits first. */
export const CODES_PER_WORD = 8;

/** How scales, and vectors that are not quantized, are stored. */
export interface ScaleFormat {
  readonly dtype: 'float16' | 'float32';
  readonly bytes: 2 | 4;
  /** Largest size of a weight that can be represented. */
  readonly limit: number;
  /** Room for `length` numbers. */
  readonly allocate: (length: number) => Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  /** The nearest number that can be stored, as the array holds it. */
  readonly encode: (value: number) => number;
  readonly decode: (stored: number) => number;
}

const half: ScaleFormat = {
  dtype: 'float16',
  bytes: 2,
  limit: MAX_HALF,
  allocate: (length) => new Uint16Array(length),
  encode: toHalf,
  decode: fromHalf,
};

const single: ScaleFormat = {
  dtype: 'float32',
  bytes: 4,
  // Far from what f32 has room for, so that sums over the weights of a group are finite.
  limit: 2 ** 119,
  allocate: (length) => new Float32Array(length),
  encode: Math.fround,
  decode: (stored) => stored,
};

/** How a quantization stores its scales: f16 for `q4f16_1`, f32 for `q4f32_1`. */
export function scaleFormat(quantization: Quantization): ScaleFormat {
  return quantization === 'q4f16_1' ? half : single;
}
