import { expect, it } from 'vitest';
import type { FromWorker, ToWorker } from '../../rpc/protocol';
import { serve } from '../../rpc/serve';
import { scaleFormat } from '../../core/quantize/format';
import { quantizeSlice } from '../../core/quantize/quantize';
import { quantizeHandlers, type QuantizeCommands } from './quantizeCommands';
import { measureQuantizing } from './quantizeThreads';

it('a thread quantizes a slice, and hands over all memory that is done with', async () => {
  const posted: { message: FromWorker; transfer: readonly Transferable[] | undefined }[] = [];
  let ask!: (message: ToWorker) => void;
  serve<QuantizeCommands>(quantizeHandlers, {
    post: (message, transfer) => posted.push({ message, transfer }),
    listen: (onMessage) => (ask = onMessage),
  });
  const bytes = Uint8Array.from({ length: 128 }, (_, i) => i);
  const params = { dtype: 'BF16', bytes, quantization: 'q4f16_1' } as const;
  ask({ type: 'call', id: 1, name: 'quantize', params });
  await expect.poll(() => posted.length).toBe(1);
  const [{ message, transfer }] = posted as [(typeof posted)[0]];
  const slice = quantizeSlice('BF16', bytes, scaleFormat('q4f16_1'));
  expect(message).toEqual({ type: 'result', id: 1, result: { slice, spent: bytes.buffer } });
  expect(transfer).toHaveLength(3);
  expect(transfer).toContain(bytes.buffer);
});

it('the speed is that of a second slice, as the first starts the thread', async () => {
  let time = 0;
  const slices: number[] = [];
  const speed = await measureQuantizing(
    (dtype, bytes, quantization) => {
      time += slices.length === 0 ? 9000 : 500;
      slices.push(bytes.length);
      return Promise.resolve(quantizeSlice(dtype, bytes.slice(0, 64), scaleFormat(quantization)));
    },
    () => time,
  );
  // Two million weights of two bytes, in half a second.
  expect(slices).toEqual([2 ** 22, 2 ** 22]);
  expect(speed).toBe(2 ** 21 / 0.5);
});
