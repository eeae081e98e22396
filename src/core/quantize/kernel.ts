import type { Bytes } from '../bytes';
import type { FloatDtype } from '../checkpoint/plan';
import { CODES_PER_WORD, GROUP } from './format';
import { kernelModule } from './kernelModule';

/** An instance of `tools/kernel/assembly/kernel.ts` with its memory, which never grows: 384 KiB. */
export interface Kernel {
  /** Where the caller puts a block of the checkpoint's bytes. */
  readonly source: Bytes;
  /** Codes and scales of the block, as many as there are. */
  readonly words: Uint32Array<ArrayBuffer>;
  readonly halfScales: Uint16Array<ArrayBuffer>;
  readonly singleScales: Float32Array<ArrayBuffer>;
  /** @returns The first quad with a weight that cannot be stored, or −1. */
  quantize(dtype: FloatDtype, quads: number, halves: boolean, limit: number): number;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly SOURCE: { readonly value: number };
  readonly SOURCE_BYTES: { readonly value: number };
  readonly WORDS: { readonly value: number };
  readonly SCALES: { readonly value: number };
  readonly quantize: (dtype: number, quads: number, halves: number, limit: number) => number;
}

const dtypes = { BF16: 0, F16: 1, F32: 2 } as const satisfies Record<FloatDtype, number>;

let kernel: Kernel | undefined;

/** The kernel of this thread. */
export function loadKernel(): Kernel {
  return (kernel ??= instantiate());
}

function instantiate(): Kernel {
  const module = Uint8Array.from(atob(kernelModule), (char) => char.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module));
  const { memory, SOURCE, SOURCE_BYTES, WORDS, SCALES, quantize } = exports as unknown as Exports;
  // Of the smallest dtype, which has the most weights.
  const weights = SOURCE_BYTES.value / 2;
  return {
    source: new Uint8Array(memory.buffer, SOURCE.value, SOURCE_BYTES.value),
    words: new Uint32Array(memory.buffer, WORDS.value, weights / CODES_PER_WORD),
    halfScales: new Uint16Array(memory.buffer, SCALES.value, weights / GROUP),
    singleScales: new Float32Array(memory.buffer, SCALES.value, weights / GROUP),
    quantize: (dtype, quads, halves, limit) =>
      quantize(dtypes[dtype], quads, halves ? 1 : 0, limit),
  };
}
