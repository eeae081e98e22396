import { median } from './median';
import type { Memory } from './memory';
import type { Bandwidth } from './types';

/**
 * Browsers round timestamps to a tenth of a millisecond; a round trip to the page takes a few milliseconds.
 */
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
  // This also gives a GPU that was idle the moment it needs to reach full speed.
  while ((await read(times)) < LONG_ENOUGH_SECONDS[clock] && times < MOST_READS) times *= 2;
  const samples: number[] = [];
  while (samples.length < SAMPLES) samples.push((bytes * times) / (await read(times)));
  return { bytesPerSecond: median(samples), samples, bufferBytes: bytes, clock };
}
