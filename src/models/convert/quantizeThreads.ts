import type { SetTimer } from '../../core/timer';
import { AppError } from '../../core/errors';
import type { ConversionPorts } from '../../core/package/convert';
import { connectOnDemand } from '../../rpc/connect';
import type { WorkerPort } from '../../rpc/protocol';
import type { QuantizeCommands, QuantizeTask } from './quantizeCommands';

/** What the threads need from outside. */
export interface QuantizePorts {
  /** A thread that serves `quantizeHandlers`. */
  readonly startWorker: () => WorkerPort;
  /** Which buffers of a task go to its thread for good instead of being copied. */
  readonly transfer: (task: QuantizeTask) => readonly ArrayBuffer[];
  /** Gets the memory of each task's bytes back. */
  readonly onSpent?: (buffer: ArrayBuffer) => void;
  readonly setTimer: SetTimer;
}

type Thread = ReturnType<typeof connectOnDemand<QuantizeCommands>>;

/** Threads are kept this long after their last slice. */
const IDLE_MS = 10_000;

/** Shares slices out among threads, which it starts when there is work and ends when there is none. */
export class QuantizeThreads {
  readonly #ports: QuantizePorts;
  readonly #threads: readonly Thread[];
  /** The last of them was the last to work. */
  readonly #idle: Thread[];
  readonly #waiting: ((thread: Thread) => void)[] = [];
  #closed = false;
  #stopRest: () => void = () => undefined;

  constructor(threads: number, ports: QuantizePorts) {
    const crash = (detail: string) =>
      new AppError('internal', { detail: `a thread ended: ${detail}` });
    this.#ports = ports;
    this.#threads = Array.from({ length: threads }, () =>
      connectOnDemand<QuantizeCommands>(ports.startWorker, crash),
    );
    this.#idle = [...this.#threads];
  }

  /** Rejects with `internal` when the thread that does it ends. */
  readonly quantize: ConversionPorts['quantize'] = async (dtype, bytes, quantization) => {
    const { transfer, onSpent } = this.#ports;
    const task = { dtype, bytes, quantization };
    this.#stopRest();
    const thread =
      this.#idle.pop() ?? (await new Promise<Thread>((resolve) => this.#waiting.push(resolve)));
    try {
      if (this.#closed) throw new AppError('aborted');
      const { slice, spent } = await thread.call('quantize', task, { transfer: transfer(task) });
      onSpent?.(spent);
      return slice;
    } finally {
      this.#give(thread);
    }
  };

  /** Ends all threads for good, and with `aborted` what they are at and what waits for them. */
  close(): void {
    this.#closed = true;
    this.#stopRest();
    end(this.#threads);
  }

  #give(thread: Thread): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(thread);
    else next(thread);
    this.#stopRest();
    if (!this.#closed) this.#stopRest = this.#ports.setTimer(() => end(this.#idle), IDLE_MS);
  }
}

function end(threads: readonly Thread[]): void {
  for (const thread of threads) thread.close(new AppError('aborted'));
}

const MEASURE_WEIGHTS = 2 ** 21;

/** Weights per second that one thread does, measured on made-up ones. */
export async function measureQuantizing(
  quantize: ConversionPorts['quantize'],
  now: () => number,
): Promise<number> {
  const run = async () => {
    const bits = Uint16Array.from(
      { length: MEASURE_WEIGHTS },
      (_, i) => 0x3c00 | ((i * 31) & 0x83ff),
    );
    const start = now();
    await quantize('BF16', new Uint8Array(bits.buffer), 'q4f32_1');
    return now() - start;
  };
  // The first starts the thread.
  await run();
  return (MEASURE_WEIGHTS / Math.max(1, await run())) * 1000;
}
