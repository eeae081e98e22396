/** How far back it looks: shorter jumps about, longer tells of a network that is gone. */
const WINDOW_MS = 5_000;
/** Before, the first bytes of a connection would promise too little or too much. */
const KNOWN_AFTER_MS = 1_000;
/** Bytes come in many small pieces; they are summed up to this grain. */
const GRAIN_MS = 250;

interface Sum {
  readonly atMs: number;
  bytes: number;
}

/** How fast bytes have come over the last seconds. */
export class SpeedMeter {
  #sums: Sum[] = [];
  #startMs: number | undefined;

  /** Bytes that came since the last call. */
  add(bytes: number, nowMs: number): void {
    this.#startMs ??= nowMs;
    const last = this.#sums.at(-1);
    if (last !== undefined && nowMs - last.atMs < GRAIN_MS) last.bytes += bytes;
    else this.#sums.push({ atMs: nowMs, bytes });
    this.#forget(nowMs);
  }

  /** 0 until it is known. */
  bytesPerSecond(nowMs: number): number {
    const ms = Math.min(WINDOW_MS, nowMs - (this.#startMs ?? nowMs));
    if (ms < KNOWN_AFTER_MS) return 0;
    this.#forget(nowMs);
    return this.#sums.reduce((sum, { bytes }) => sum + bytes, 0) / (ms / 1_000);
  }

  /** Undefined while nothing comes. */
  secondsLeft(bytesLeft: number, nowMs: number): number | undefined {
    const speed = this.bytesPerSecond(nowMs);
    return speed > 0 ? bytesLeft / speed : undefined;
  }

  #forget(nowMs: number): void {
    this.#sums = this.#sums.filter(({ atMs }) => nowMs - atMs < WINDOW_MS);
  }
}
