import { median } from './median';
import type { Memory } from './memory';
import type { Bandwidth } from './types';

/** Browsers round time stamps to a tenth of a millisecond; the way to the page and back takes a few. */
const LONG_ENOUGH_SECONDS = { gpu: 0.05, wall: 0.2 } as const;
const MOST_READS = 4096;
const SAMPLES = 5;

/** How fast the GPU reads its memory. */
export async function measureBandwidth(memory: Memory, signal: AbortSignal): Promise<Bandwidth> {
  const { bytes, clock } = memory;
  const read = async (times: number) => {
    signal.throwIfAborted();
    return memory.read(times);
  };
  let times = 1;
  // A GPU that rested needs a moment to be as fast as it can: this is its time for that, too.
  while ((await read(times)) < LONG_ENOUGH_SECONDS[clock] && times < MOST_READS) times *= 2;
  const samples: number[] = [];
  while (samples.length < SAMPLES) samples.push((bytes * times) / (await read(times)));
  return { bytesPerSecond: median(samples), samples, bufferBytes: bytes, clock };
}
