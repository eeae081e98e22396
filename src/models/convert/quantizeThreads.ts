import type { FloatDtype } from '../../core/checkpoint/plan';
import type { Quantization } from '../../core/catalog';
import { AppError } from '../../core/errors';
import type { ConversionPorts } from '../../core/package/convert';
import type { QuantizedSlice } from '../../core/quantize/quantize';
import type { SetTimer } from '../../core/timer';

export interface QuantizeTask {
  readonly dtype: FloatDtype;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly quantization: Quantization;
}

/** What a thread answers; the words of what went wrong otherwise. */
export type QuantizeAnswer = QuantizedSlice | string;

/** A thread that quantizes one slice at a time. */
export interface QuantizeThread {
  run(job: QuantizeTask): Promise<QuantizeAnswer>;
  end(): void;
}

/** Threads are kept this long after their last slice. */
const IDLE_MS = 10_000;

/** Shares slices out among threads, which it starts when there is work and ends when there is none. */
export class QuantizeThreads {
  readonly #create: () => QuantizeThread;
  readonly #threads: number;
  readonly #setTimer: SetTimer;
  readonly #idle: QuantizeThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #started = 0;
  #stopRest: () => void = () => undefined;

  constructor(threads: number, create: () => QuantizeThread, setTimer: SetTimer) {
    this.#threads = threads;
    this.#create = create;
    this.#setTimer = setTimer;
  }

  readonly quantize: ConversionPorts['quantize'] = async (dtype, bytes, quantization) => {
    const thread = await this.#take();
    try {
      const answer = await thread.run({ dtype, bytes, quantization });
      if (typeof answer === 'string') throw new AppError('internal', { detail: answer });
      this.#give(thread);
      return answer;
    } catch (error) {
      thread.end();
      this.#started--;
      this.#waiting.shift()?.();
      throw error;
    }
  };

  async #take(): Promise<QuantizeThread> {
    this.#stopRest();
    for (;;) {
      const idle = this.#idle.pop();
      if (idle !== undefined) return idle;
      if (this.#started < this.#threads) {
        this.#started++;
        return this.#create();
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #give(thread: QuantizeThread): void {
    this.#idle.push(thread);
    this.#waiting.shift()?.();
    this.#stopRest();
    this.#stopRest = this.#setTimer(() => this.#endIdle(), IDLE_MS);
  }

  #endIdle(): void {
    for (const thread of this.#idle.splice(0)) {
      thread.end();
      this.#started--;
    }
  }
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
