import { SpeedMeter } from '../transfer/speed';
import type { TransferProgress } from './packages';
import type { Job } from './convert/job';

/** Puts a speed and the time left to numbers that only grow. */
export class ProgressMeter {
  readonly #now: () => number;
  readonly #speed = new SpeedMeter();
  #seen: number | undefined;

  /** @param now Milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  measure(doneBytes: number, totalBytes: number): TransferProgress {
    const nowMs = this.#now();
    // The first number is what earlier runs did, which says nothing about the speed.
    this.#speed.add(doneBytes - (this.#seen ?? doneBytes), nowMs);
    this.#seen = doneBytes;
    return {
      doneBytes,
      totalBytes,
      bytesPerSecond: this.#speed.bytesPerSecond(nowMs),
      secondsLeft: this.#speed.secondsLeft(totalBytes - doneBytes, nowMs),
    };
  }
}

/** Reading and quantizing go on side by side, so the slower of the two tells. */
export function estimateSeconds(
  { sourceBytes, weights }: Pick<Job, 'sourceBytes' | 'weights'>,
  bytesPerSecond: number | undefined,
  weightsPerSecond: number | undefined,
): number | undefined {
  const reading = bytesPerSecond === undefined ? undefined : sourceBytes / bytesPerSecond;
  const quantizing = weightsPerSecond === undefined ? undefined : weights / weightsPerSecond;
  if (reading === undefined && quantizing === undefined) return undefined;
  return Math.max(reading ?? 0, quantizing ?? 0);
}
