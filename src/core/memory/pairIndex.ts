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
  #counts = new Uint8Array(64 * classes);
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
    count(source, this.#counts.subarray(slot * classes, (slot + 1) * classes));
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
   * Best first; of the same score, the latest first.
   *
   * @param source As `normalSource` gives it.
   */
  find(source: string, { least, limit }: Wanted): readonly Hit[] {
    if (source === '' || source.length > maxCompared) return [];
    const candidates = this.#candidates(source, least);
    const pattern = new Pattern(source);
    const best: Hit[] = [];
    let needed = least;
    for (let reachable = 100; reachable >= needed; reachable--) {
      for (const slot of candidates[reachable] ?? []) {
        const hit = this.#compare(pattern, slot, needed);
        if (hit === undefined) continue;
        insert(best, hit, limit);
        if (best.length === limit) needed = Math.max(needed, best[limit - 1]?.score ?? 0);
      }
    }
    return best;
  }

  /** Slots by the highest score that each may reach. */
  #candidates(source: string, least: number): readonly number[][] {
    const counts = new Uint8Array(classes);
    count(source, counts);
    const byReach: number[][] = Array.from({ length: 101 }, () => []);
    for (let slot = 0; slot < this.#size; slot++) {
      const length = this.#lengths[slot] ?? 0;
      if (length === 0) continue;
      const longer = Math.max(length, source.length);
      const most = mostDistance(least, longer);
      if (Math.abs(length - source.length) > most) continue;
      const distance = this.#leastDistance(counts, slot);
      if (distance <= most) byReach[scoreOf(distance, longer)]?.push(slot);
    }
    return byReach;
  }

  #leastDistance(asked: Uint8Array, slot: number): number {
    const first = slot * classes;
    let missing = 0;
    let added = 0;
    for (let at = 0; at < classes; at++) {
      const more = (asked[at] ?? 0) - (this.#counts[first + at] ?? 0);
      if (more > 0) missing += more;
      else added -= more;
    }
    return Math.max(missing, added);
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
      this.#counts = grown(this.#counts, new Uint8Array(room * classes));
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

/** A count stops at 255, which makes a difference look smaller than it is, and never larger. */
function count(source: string, counts: Uint8Array): void {
  for (let at = 0; at < source.length; at++) {
    const place = source.charCodeAt(at) % classes;
    counts[place] = Math.min(255, (counts[place] ?? 0) + 1);
  }
}

function insert(best: Hit[], hit: Hit, limit: number): void {
  const isBefore = (other: Hit) =>
    hit.score > other.score || (hit.score === other.score && hit.id > other.id);
  const at = best.findIndex(isBefore);
  if (at === -1) best.push(hit);
  else best.splice(at, 0, hit);
  if (best.length > limit) best.pop();
}
