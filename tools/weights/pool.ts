import { Worker } from 'node:worker_threads';
import { AppError } from '../../src/core/errors';
import type { ConversionPorts } from '../../src/core/package/convert';
import { scaleFormat } from '../../src/core/quantize/format';
import { quantizeSlice, type QuantizedSlice } from '../../src/core/quantize/quantize';
import type { Answer, Job } from './worker';

export interface Pool {
  /** Takes over the buffer of the bytes. @throws AppError `internal` if the thread ends. */
  readonly quantize: ConversionPorts['quantize'];
  /** Ends the threads; jobs in progress reject with `aborted`. */
  close(): Promise<void>;
}

/**
 * Threads that quantize, each started when there is work for it.
 *
 * @param onSpent Gets back the memory of each job's bytes.
 * @param program The script that the threads run.
 */
export function openPool(
  threads: number,
  onSpent: (buffer: ArrayBuffer) => void,
  program = new URL('./boot.mjs', import.meta.url),
): Pool {
  if (threads > 1) return new ThreadPool(threads, onSpent, program);
  return {
    // This thread has hardly anything else to do: files are read and written in other threads anyway.
    quantize: (dtype, bytes, quantization) => {
      const slice = quantizeSlice(dtype, bytes, scaleFormat(quantization));
      onSpent(bytes.buffer);
      return Promise.resolve(slice);
    },
    close: () => Promise.resolve(),
  };
}

interface Task {
  readonly job: Job;
  readonly resolve: (slice: QuantizedSlice) => void;
  readonly reject: (error: AppError) => void;
}

class ThreadPool implements Pool {
  readonly #size: number;
  readonly #onSpent: (buffer: ArrayBuffer) => void;
  readonly #program: URL;
  readonly #waiting: Task[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Task>();

  constructor(size: number, onSpent: (buffer: ArrayBuffer) => void, program: URL) {
    this.#size = size;
    this.#onSpent = onSpent;
    this.#program = program;
  }

  readonly quantize: Pool['quantize'] = (dtype, bytes, quantization) =>
    new Promise((resolve, reject) => {
      this.#waiting.push({ job: { dtype, bytes, quantization }, resolve, reject });
      this.#next();
    });

  async close(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    for (const { reject } of [...waiting, ...this.#busy.values()]) reject(new AppError('aborted'));
    const workers = [...this.#idle.splice(0), ...this.#busy.keys()];
    this.#busy.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    const worker = this.#idle.pop() ?? (this.#busy.size < this.#size ? this.#start() : undefined);
    if (worker === undefined) return;
    const task = this.#waiting.shift();
    if (task === undefined) return;
    this.#busy.set(worker, task);
    worker.postMessage(task.job, [task.job.bytes.buffer]);
  }

  #start(): Worker {
    const worker = new Worker(this.#program);
    let cause: unknown;
    worker.on('message', ({ slice, spent }: Answer) => {
      this.#onSpent(spent);
      this.#busy.get(worker)?.resolve(slice);
      this.#busy.delete(worker);
      this.#idle.push(worker);
      this.#next();
    });
    worker.on('error', (error) => (cause = error));
    worker.on('exit', (code) => {
      const detail = `a thread ended: ${cause instanceof Error ? cause.message : `exit ${code}`}`;
      this.#busy.get(worker)?.reject(new AppError('internal', { detail }, { cause }));
      this.#forget(worker);
      // Jobs that still wait get a new thread.
      this.#next();
    });
    return worker;
  }

  #forget(worker: Worker): void {
    this.#busy.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
  }
}
