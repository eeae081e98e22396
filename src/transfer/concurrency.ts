const FIRST = 2;
/** A browser opens six connections to a host at most, and the page may need one. */
const MOST = 4;
/** A connection more has to bring this, or it only takes memory. */
const GAIN = 1.05;
const MEASURE_MS = 1_000;
/** What a new connection needs to get up to speed; not measured. */
const SETTLE_MS = 500;
/** After an attempt in vain, or a failure, the number stays for so long. */
const HOLD_MS = 5_000;
/** Longer without a sign means a pause or a sleeping computer, which says nothing about the network. */
const GAP_MS = 3_000;

/** How many connections are worth having: one more as long as it makes the whole faster. */
export class Concurrency {
  #limit = FIRST;
  /** Speed with one connection less, while one more is on trial. */
  #before: number | undefined;
  #measure: { sinceMs: number; lastMs: number; bytes: number } | undefined;
  #quietUntilMs = -Infinity;
  #failedMs = -Infinity;

  /** How many requests may be under way at once. */
  limit(): number {
    return this.#limit;
  }

  /** Bytes that came, over all connections, since the last call. */
  observe(bytes: number, nowMs: number): void {
    if (nowMs < this.#quietUntilMs) return;
    const measure = this.#measure;
    if (measure === undefined || nowMs - measure.lastMs > GAP_MS) {
      // These bytes came before the time that is measured.
      this.#measure = { sinceMs: nowMs, lastMs: nowMs, bytes: 0 };
      return;
    }
    measure.bytes += bytes;
    measure.lastMs = nowMs;
    const ms = nowMs - measure.sinceMs;
    if (ms < MEASURE_MS) return;
    this.#measure = undefined;
    this.#decide(measure.bytes / ms, nowMs);
  }

  /** A request broke, or the server asked for patience. Failures at the same time count as one. */
  failed(nowMs: number): void {
    if (nowMs - this.#failedMs < MEASURE_MS) return;
    this.#failedMs = nowMs;
    this.#fewer(nowMs);
  }

  #decide(speed: number, nowMs: number): void {
    if (this.#before !== undefined && speed < this.#before * GAIN) return this.#fewer(nowMs);
    this.#before = undefined;
    if (this.#limit === MOST) return;
    this.#before = speed;
    this.#limit++;
    this.#quietUntilMs = nowMs + SETTLE_MS;
  }

  #fewer(nowMs: number): void {
    this.#limit = Math.max(1, this.#limit - 1);
    this.#before = undefined;
    this.#measure = undefined;
    this.#quietUntilMs = nowMs + HOLD_MS;
  }
}
