import type { Bytes } from '../../src/core/bytes';
import { parentPort } from 'node:worker_threads';
import type { Quantization } from '../../src/core/catalog';
import type { FloatDtype } from '../../src/core/checkpoint/plan';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice, type QuantizedSlice } from '../../src/core/quantize/quantize';

export interface Job {
  readonly dtype: FloatDtype;
  readonly bytes: Bytes;
  readonly quantization: Quantization;
}

export interface Answer {
  readonly slice: QuantizedSlice;
  /** The memory of the job's bytes, for others to come. */
  readonly spent: ArrayBuffer;
}

// What fails here ends the thread; the pool tells whoever gave it the job.
parentPort?.on('message', ({ dtype, bytes, quantization }: Job) => {
  const slice = quantizeSlice(dtype, bytes, scaleFormat(quantization));
  const answer: Answer = { slice, spent: bytes.buffer };
  // A set, as two may lie in one buffer, which can be handed over once.
  const buffers = new Set([slice.words.buffer, slice.scales.buffer, bytes.buffer]);
  parentPort?.postMessage(answer, [...buffers]);
});
