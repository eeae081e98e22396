import { scaleFormat } from '../../core/quantize/format';
import { quantizeSlice } from '../../core/quantize/quantize';
import type { QuantizeAnswer, QuantizeTask } from './quantizeThreads';

declare const self: DedicatedWorkerGlobalScope;

self.onmessage = ({ data }: MessageEvent<QuantizeTask>) => {
  const answer = (value: QuantizeAnswer, transfer: ArrayBuffer[] = []) =>
    self.postMessage(value, transfer);
  try {
    const made = quantizeSlice(data.dtype, data.bytes, scaleFormat(data.quantization));
    answer(made, [made.words.buffer, made.scales.buffer]);
  } catch (error) {
    answer(String(error));
  }
};
