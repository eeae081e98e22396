import { parentPort } from 'node:worker_threads';
import type { Quantization } from '../../src/core/catalog';
import type { FloatDtype } from '../../src/core/checkpoint/plan';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice, type QuantizedSlice } from '../../src/core/quantize/quantize';

export interface Job {
  readonly dtype: FloatDtype;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly quantization: Quantization;
}

export interface Answer {
  readonly slice: QuantizedSlice;
  /** The memory of the job's bytes, to be used again. */
  readonly spent: ArrayBuffer;
}

// A failure here ends the thread; the pool rejects the job.
parentPort?.on('message', ({ dtype, bytes, quantization }: Job) => {
  const slice = quantizeSlice(dtype, bytes, scaleFormat(quantization));
  const answer: Answer = { slice, spent: bytes.buffer };
  // A set, because two may share one buffer, which can be transferred only once.
  const buffers = new Set([slice.words.buffer, slice.scales.buffer, bytes.buffer]);
  parentPort?.postMessage(answer, [...buffers]);
});
