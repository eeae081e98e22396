/** How far back it looks: with less, the speed jumps about; with more, it is that of an earlier network. */
const WINDOW_MS = 5_000;
/** Before that, the first bytes of a connection would promise too little or too much. */
const KNOWN_AFTER_MS = 1_000;
/** Bytes arrive in many small pieces; they are summed over intervals of this length. */
const GRAIN_MS = 250;

interface Sum {
  readonly fromMs: number;
  untilMs: number;
  bytes: number;
}

/** How fast bytes have arrived over the last seconds. */
export class SpeedMeter {
  readonly #sums: Sum[] = [];
  /** The summed bytes arrived after this time. */
  #sinceMs: number | undefined;

  /** Bytes that arrived since the last call; the first call starts the clock, and its bytes do not count. */
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

  /** Undefined while nothing arrives. */
  secondsLeft(bytesLeft: number, nowMs: number): number | undefined {
    const speed = this.bytesPerSecond(nowMs);
    return speed > 0 ? bytesLeft / speed : undefined;
  }
}
