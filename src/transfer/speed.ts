/** How far back it looks: shorter jumps about, longer tells of a network that is gone. */
const WINDOW_MS = 5_000;
/** Before, the first bytes of a connection would promise too little or too much. */
const KNOWN_AFTER_MS = 1_000;
/** Bytes come in many small pieces; they are summed up to this grain. */
const GRAIN_MS = 250;

interface Sum {
  readonly fromMs: number;
  untilMs: number;
  bytes: number;
}

/** How fast bytes have come over the last seconds. */
export class SpeedMeter {
  readonly #sums: Sum[] = [];
  /** The bytes that are summed up came after. */
  #sinceMs: number | undefined;

  /** Bytes that came since the last call; the first one starts the clock, and its bytes do not count. */
  add(bytes: number, nowMs: number): void {
    if (this.#sinceMs === undefined) {
      this.#sinceMs = nowMs;
      return;
    }
    const last = this.#sums.at(-1);
    if (last !== undefined && nowMs - last.fromMs < GRAIN_MS) {
      last.bytes += bytes;
      last.untilMs = nowMs;
    } else {
      this.#sums.push({ fromMs: nowMs, untilMs: nowMs, bytes });
    }
  }

  /** 0 until it is known. */
  bytesPerSecond(nowMs: number): number {
    for (let oldest = this.#sums[0]; oldest !== undefined; oldest = this.#sums[0]) {
      if (nowMs - oldest.fromMs <= WINDOW_MS) break;
      this.#sinceMs = oldest.untilMs;
      this.#sums.shift();
    }
    const ms = Math.min(WINDOW_MS + GRAIN_MS, nowMs - (this.#sinceMs ?? nowMs));
    if (ms < KNOWN_AFTER_MS) return 0;
    return this.#sums.reduce((sum, { bytes }) => sum + bytes, 0) / (ms / 1_000);
  }

  /** Undefined while nothing comes. */
  secondsLeft(bytesLeft: number, nowMs: number): number | undefined {
    const speed = this.bytesPerSecond(nowMs);
    return speed > 0 ? bytesLeft / speed : undefined;
  }
}
