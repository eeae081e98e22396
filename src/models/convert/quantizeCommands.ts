import type { Quantization } from '../../core/catalog';
import type { FloatDtype } from '../../core/checkpoint/plan';
import { scaleFormat } from '../../core/quantize/format';
import { quantizeSlice, type QuantizedSlice } from '../../core/quantize/quantize';
import type { Command } from '../../rpc/protocol';
import { transferred, type Handlers } from '../../rpc/serve';

/** A slice of weights to quantize. */
export interface QuantizeTask {
  readonly dtype: FloatDtype;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly quantization: Quantization;
}

/** What a quantizing thread is asked. */
export interface QuantizeCommands {
  readonly quantize: Command<QuantizeTask, Quantized>;
}

interface Quantized {
  readonly slice: QuantizedSlice;
  /** The memory of the task's bytes, for others to come. */
  readonly spent: ArrayBuffer;
}

/** What a thread that quantizes does, in the browser and in Node. */
export const quantizeHandlers: Handlers<QuantizeCommands> = {
  quantize: ({ dtype, bytes, quantization }) => {
    const slice = quantizeSlice(dtype, bytes, scaleFormat(quantization));
    const spent = bytes.buffer;
    return transferred({ slice, spent }, [slice.words.buffer, slice.scales.buffer, spent]);
  },
};
