import { setTimer } from '../../src/core/timer';
import { Worker } from 'node:worker_threads';
import type { ConversionPorts } from '../../src/core/package/convert';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice } from '../../src/core/quantize/quantize';
import type { QuantizeTask } from '../../src/models/convert/quantizeCommands';
import { QuantizeThreads } from '../../src/models/convert/quantizeThreads';
import { threadPort } from './threadPort';

export interface Pool {
  /** Takes the buffer of the bytes away. @throws AppError `internal` when the thread that does it ends. */
  readonly quantize: ConversionPorts['quantize'];
  /** Ends the threads, and with `aborted` whatever they are at. */
  close(): Promise<void>;
}

/**
 * Threads that quantize, each started when there is work for it.
 *
 * @param onSpent Gets the memory of each job's bytes back.
 * @param program What they run.
 */
export function openPool(
  threads: number,
  onSpent: (buffer: ArrayBuffer) => void,
  program = new URL('./boot.mjs', import.meta.url),
): Pool {
  if (threads <= 1) {
    return {
      // This thread has next to nothing else to do: files are read and written beside it anyway.
      quantize: (dtype, bytes, quantization) => {
        const slice = quantizeSlice(dtype, bytes, scaleFormat(quantization));
        onSpent(bytes.buffer);
        return Promise.resolve(slice);
      },
      close: () => Promise.resolve(),
    };
  }
  const workers: Worker[] = [];
  const startWorker = () => {
    const worker = new Worker(program);
    workers.push(worker);
    return threadPort(worker);
  };
  const transfer = ({ bytes }: QuantizeTask) => [bytes.buffer];
  const pool = new QuantizeThreads(threads, { startWorker, transfer, onSpent, setTimer });
  return {
    quantize: pool.quantize,
    close: async () => {
      pool.close();
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
