/**
 * One text that is compared with many: Levenshtein distance in UTF-16 code units, 32 rows of the table at a time
 * (Myers 1999, in blocks as Hyyrö 2003).
 */
export class Pattern {
  readonly length: number;
  readonly #blocks: number;
  /** Which row of `places` a code unit has; 0 for none of the text's. */
  readonly #rows = new Uint16Array(2 ** 16);
  /** Per row and block, a bit for each place where the unit stands. */
  readonly #places: Int32Array;
  readonly #plus: Int32Array;
  readonly #minus: Int32Array;
  /** The value of each block's last row. */
  readonly #ends: Int32Array;

  /** @param text Of at most 65,535 units. */
  constructor(text: string) {
    this.length = text.length;
    this.#blocks = Math.ceil(text.length / 32);
    let last = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (this.#rows[unit] === 0) this.#rows[unit] = ++last;
    }
    this.#places = new Int32Array((last + 1) * this.#blocks);
    for (let at = 0; at < text.length; at++) {
      const place = (this.#rows[text.charCodeAt(at)] ?? 0) * this.#blocks + (at >>> 5);
      this.#places[place] = (this.#places[place] ?? 0) | (1 << (at & 31));
    }
    this.#plus = new Int32Array(this.#blocks);
    this.#minus = new Int32Array(this.#blocks);
    this.#ends = new Int32Array(this.#blocks);
  }

  /**
   * The distance to `units[start, end)`; `most` + 1 where it is larger than `most`.
   *
   * @param units Code units of any number of texts.
   */
  distance(units: Uint16Array, start: number, end: number, most: number): number {
    const length = end - start;
    const longer = this.length - length;
    if (Math.abs(longer) > most) return most + 1;
    if (this.length === 0 || length === 0) return Math.max(this.length, length);
    // Only blocks through which a way of at most `most` may lead are computed (Ukkonen 1985). What is left out counts
    // as too large, which changes nothing on such a way.
    let first = 0;
    let last = -1;
    const [rows, bits, ends] = [this.#rows, this.#places, this.#ends];
    const [allPlus, allMinus] = [this.#plus, this.#minus];
    const lastHigh = (this.length - 1) & 31;
    /** Further down, too many units would have to be left out and others be put in. */
    const below = Math.floor((most + longer) / 2);
    for (let at = 1; at <= length; at++) {
      while (last + 1 < this.#blocks && 32 * (last + 1) < Math.max(at + below, 1)) {
        this.#begin(++last);
      }
      const places = (rows[units[start + at - 1] ?? 0] ?? 0) * this.#blocks;
      // The first row counts the units: it grows by one.
      let grown = 1;
      for (let block = first; block <= last; block++) {
        const plus = allPlus[block] ?? 0;
        const minus = allMinus[block] ?? 0;
        const found = bits[places + block] ?? 0;
        const vertical = found | minus;
        const equal = found | (grown >>> 31);
        const across = (((equal & plus) + plus) ^ plus) | equal;
        const up = minus | ~(across | plus);
        const down = plus & across;
        const nextUp = (up << 1) | ((grown + 1) >>> 1);
        const nextDown = (down << 1) | (grown >>> 31);
        const high = block + 1 < this.#blocks ? 31 : lastHigh;
        grown = ((up >>> high) & 1) - ((down >>> high) & 1);
        allPlus[block] = nextDown | ~(vertical | nextUp);
        allMinus[block] = nextUp & vertical;
        ends[block] = (ends[block] ?? 0) + grown;
      }
      if (at % 8 !== 0 || at < most) continue;
      while (first <= last && this.#isTooFar(first, at + longer, most)) first++;
      if (first > last) return most + 1;
    }
    return Math.min(this.#ends[this.#blocks - 1] ?? 0, most + 1);
  }

  /** As if nothing of the block's rows matched so far. */
  #begin(block: number): void {
    this.#plus[block] = -1;
    this.#minus[block] = 0;
    this.#ends[block] = (this.#ends[block - 1] ?? 0) + this.#endOf(block) - 32 * block;
  }

  /** The last row of a block, counted from one. */
  #endOf(block: number): number {
    return Math.min(32 * (block + 1), this.length);
  }

  /**
   * Whether no way of at most `most` leads through the block or the row above it. Values of two rows differ by at
   * most one, and each row off the diagonal costs one more; so it is enough to look at every eighth row.
   */
  #isTooFar(block: number, diagonal: number, most: number): boolean {
    let value = this.#ends[block] ?? 0;
    let row = this.#endOf(block);
    while (row > 32 * block) {
      const above = (row - 1) & ~7;
      if (value - row + Math.max(diagonal, 2 * above - diagonal) <= most) return false;
      const bits = ((1 << (row - above)) - 1) << (above & 31);
      value -= ones((this.#plus[block] ?? 0) & bits) - ones((this.#minus[block] ?? 0) & bits);
      row = above;
    }
    return true;
  }
}

/** How many bits are set. */
function ones(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
