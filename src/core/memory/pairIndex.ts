import { Pattern } from './distance';
import { mostDistance, scoreOf } from './score';

/** An entry that an index found. */
export interface Hit {
  readonly id: number;
  readonly score: number;
}

/** Which entries to look for. */
export interface Wanted {
  /** The least score. */
  readonly least: number;
  /** At most so many, the best. */
  readonly limit: number;
}

/** The code units of a source are counted by their low six bits, which keep letters, digits and marks apart. */
const classes = 64;
/** Four counts are compared at once. */
const words = classes / 4;
/** Counts stop here, which makes a difference look smaller than it is, and never larger. */
const mostCounted = 127;

/** Sources that are looked at between two pauses, and those that are compared whole. */
const piece = { counted: 4_096, compared: 128 };

/** Longer sources are no sentences: they are found as they are, but not compared. */
export const maxCompared = 2_000;

/**
 * The sources of one pair of languages: 80 bytes and two per code unit for each. An edit changes the count of two
 * classes by one, so counts tell what cannot match; nothing that matches is left out.
 */
export class PairIndex {
  #size = 0;
  #ids = new Float64Array(64);
  /** Where each source begins in `units`; its length is 0 once it is removed. */
  #starts = new Uint32Array(64);
  #lengths = new Uint32Array(64);
  #counts = new Int32Array(64 * words);
  #units = new Uint16Array(4_096);
  #used = 0;

  /** Bytes that its tables take. */
  get bytes(): number {
    const tables = [this.#ids, this.#starts, this.#lengths, this.#counts, this.#units];
    return tables.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** @param id Larger than all before it. @param source As `normalSource` gives it. */
  add(id: number, source: string): void {
    if (source.length > maxCompared) return;
    this.#reserve(source.length);
    const slot = this.#size++;
    this.#ids[slot] = id;
    this.#starts[slot] = this.#used;
    this.#lengths[slot] = source.length;
    for (let at = 0; at < source.length; at++) this.#units[this.#used++] = source.charCodeAt(at);
    this.#counts.set(countsOf(source), slot * words);
  }

  /** Does nothing if it is not there. */
  remove(id: number): void {
    let low = 0;
    let high = this.#size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    if (this.#ids[low] === id) this.#lengths[low] = 0;
  }

  /**
   * Best first; of the same score, the latest first. It can be paused wherever it yields.
   *
   * @param source As `normalSource` gives it.
   */
  *search(source: string, { least, limit }: Wanted): Generator<undefined, readonly Hit[]> {
    if (source === '' || source.length > maxCompared) return [];
    const candidates = yield* this.#candidates(source, least);
    const pattern = new Pattern(source);
    const best: Hit[] = [];
    let needed = least;
    let compared = 0;
    for (let reachable = 100; reachable >= needed; reachable--) {
      for (const slot of candidates[reachable] ?? []) {
        const hit = this.#compare(pattern, slot, needed);
        if (++compared % piece.compared === 0) yield;
        if (hit === undefined) continue;
        insert(best, hit, limit);
        if (best.length === limit) needed = Math.max(needed, best[limit - 1]?.score ?? 0);
      }
    }
    return best;
  }

  /** Slots by the highest score that each may reach. */
  *#candidates(source: string, least: number): Generator<undefined, readonly number[][]> {
    const asked = {
      length: source.length,
      counts: countsOf(source),
      most: mostByLength(source.length, least),
    };
    const byReach: number[][] = Array.from({ length: 101 }, () => []);
    for (let from = 0; from < this.#size; from += piece.counted) {
      if (from > 0) yield;
      this.#count(asked, from, Math.min(from + piece.counted, this.#size), byReach);
    }
    return byReach;
  }

  #count({ length, counts, most }: Asked, from: number, to: number, byReach: number[][]): void {
    for (let slot = from; slot < to; slot++) {
      const other = this.#lengths[slot] ?? 0;
      // More units of the other's that are not asked for than the other way round: by what both lengths differ.
      const more = Math.max(0, other - length);
      const bound = (most[other] ?? 0) - more;
      if (bound < 0) continue;
      const missing = missingOf(counts, this.#counts, slot * words);
      if (missing <= bound) byReach[scoreOf(missing + more, Math.max(length, other))]?.push(slot);
    }
  }

  #compare(pattern: Pattern, slot: number, least: number): Hit | undefined {
    const start = this.#starts[slot] ?? 0;
    const length = this.#lengths[slot] ?? 0;
    const longer = Math.max(length, pattern.length);
    const most = mostDistance(least, longer);
    const distance = pattern.distance(this.#units, start, start + length, most);
    if (distance > most) return undefined;
    return { id: this.#ids[slot] ?? 0, score: scoreOf(distance, longer) };
  }

  /** Makes room for one more source. */
  #reserve(length: number): void {
    if (this.#size === this.#ids.length) {
      const room = this.#size * 2;
      this.#ids = grown(this.#ids, new Float64Array(room));
      this.#starts = grown(this.#starts, new Uint32Array(room));
      this.#lengths = grown(this.#lengths, new Uint32Array(room));
      this.#counts = grown(this.#counts, new Int32Array(room * words));
    }
    const needed = this.#used + length;
    if (needed <= this.#units.length) return;
    this.#units = grown(this.#units, new Uint16Array(Math.ceil(needed * 1.5)));
  }
}

function grown<T extends { set(from: T): void }>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** What is asked for, as it is compared with each slot. */
interface Asked {
  readonly length: number;
  readonly counts: Int32Array;
  readonly most: Int16Array;
}

function countsOf(source: string): Int32Array {
  const counts = new Uint8Array(classes);
  for (let at = 0; at < source.length; at++) {
    const place = source.charCodeAt(at) % classes;
    counts[place] = Math.min(mostCounted, (counts[place] ?? 0) + 1);
  }
  return new Int32Array(counts.buffer);
}

/** How many units of what is asked for a source lacks, at least. */
function missingOf(asked: Int32Array, counts: Int32Array, first: number): number {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < words; at++) {
    // A count has a byte. With 128 more, none borrows from the next; what then has less is not missing.
    const less = (((asked[at] ?? 0) | 0x80808080) - (counts[first + at] ?? 0)) | 0;
    const kept = less & 0x80808080;
    const missing = less & Math.imul(kept >>> 7, 127);
    even += missing & 0x00ff00ff;
    odd += (missing >>> 8) & 0x00ff00ff;
  }
  const sum = even + odd;
  return (sum & 0xffff) + (sum >>> 16);
}

/** By the length of a source, the largest distance to one of `length` at which the score is reached; else -1. */
function mostByLength(length: number, least: number): Int16Array {
  return Int16Array.from({ length: maxCompared + 1 }, (_, other) => {
    const most = mostDistance(least, Math.max(length, other));
    return other === 0 || Math.abs(other - length) > most ? -1 : most;
  });
}

function insert(best: Hit[], hit: Hit, limit: number): void {
  const isBefore = (other: Hit) =>
    hit.score > other.score || (hit.score === other.score && hit.id > other.id);
  const at = best.findIndex(isBefore);
  if (at === -1) best.push(hit);
  else best.splice(at, 0, hit);
  if (best.length > limit) best.pop();
}
