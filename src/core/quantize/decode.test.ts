import { describe, expect, it } from 'vitest';
import { createNormals } from '../../../testing/random';
import { encodeFloats } from '../../../testing/tinyCheckpoint';
import { decodeFloats } from './decode';
import { fromHalf } from './half';

const words = Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits);

describe('weights of a checkpoint', () => {
  it('are exact in f16, for all bit patterns', () => {
    const values = decodeFloats('F16', new Uint8Array(words.buffer));
    expect(values).toEqual(Float32Array.from(words, fromHalf));
  });

  it('are exact in bf16, which is the upper half of f32, for all bit patterns', () => {
    const values = decodeFloats('BF16', new Uint8Array(words.buffer));
    const singles = new Float32Array(Uint32Array.from(words, (bits) => bits * 65536).buffer);
    expect(values).toEqual(singles);
    expect(decodeFloats('BF16', Uint8Array.of(0x80, 0x3f, 0x49, 0xc0))).toEqual(
      Float32Array.of(1, -3.140625),
    );
  });

  it('are exact in f32', () => {
    const values = createNormals(100, 1);
    expect(decodeFloats('F32', encodeFloats('F32', values))).toEqual(values);
  });

  it.each(['BF16', 'F16', 'F32'] as const)('may begin at any byte: %s', (dtype) => {
    const bytes = encodeFloats(dtype, createNormals(64, 2));
    const expected = decodeFloats(dtype, bytes);
    for (let shift = 0; shift < 8; shift++) {
      const shifted = new Uint8Array(bytes.length + 8);
      shifted.set(bytes, shift);
      const slice = shifted.subarray(shift, shift + bytes.length);
      expect(decodeFloats(dtype, slice)).toEqual(expected);
      expect(decodeFloats(dtype, slice.subarray(0, 0))).toHaveLength(0);
    }
  });
});
