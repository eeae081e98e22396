import { fromHalf } from './half';
import { WEIGHTS } from './layout';

const UPPER: i32 = 0xffff0000;

/** bf16 is the upper half of an f32. */
export function decodeBf16(at: usize): void {
  for (let i: usize = 0; i < 512; i += 32) {
    const pairs = v128.load(at + i / 2);
    v128.store(i, i32x4.shl(pairs, 16), WEIGHTS);
    v128.store(i, v128.and(pairs, i32x4.splat(UPPER)), WEIGHTS + 16);
  }
}

export function decodeF16(at: usize): void {
  for (let i: usize = 0; i < 512; i += 32) {
    const pairs = v128.load(at + i / 2);
    v128.store(i, fromHalf(i32x4.shl(pairs, 16)), WEIGHTS);
    v128.store(i, fromHalf(v128.and(pairs, i32x4.splat(UPPER))), WEIGHTS + 16);
  }
}

export function decodeF32(at: usize): void {
  for (let i: usize = 0; i < 512; i += 32) {
    const low = v128.load(at + i);
    const high = v128.load(at + i, 16);
    v128.store(i, v128.shuffle<i32>(low, high, 0, 2, 4, 6), WEIGHTS);
    v128.store(i, v128.shuffle<i32>(low, high, 1, 3, 5, 7), WEIGHTS + 16);
  }
}
