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
  }

  /**
   * The distance to `units[start, end)`; `most` + 1 where it is larger than `most`.
   *
   * @param units Code units of any number of texts.
   */
  distance(units: Uint16Array, start: number, end: number, most: number): number {
    if (this.length === 0) return Math.min(end - start, most + 1);
    this.#plus.fill(-1);
    this.#minus.fill(0);
    let distance = this.length;
    for (let at = start; at < end; at++) {
      distance += this.#column((this.#rows[units[at] ?? 0] ?? 0) * this.#blocks);
      // Each unit that is left can bring it down by one.
      if (distance - (end - at - 1) > most) return most + 1;
    }
    return Math.min(distance, most + 1);
  }

  /** By how much the last row of the table grows with one more unit, whose bits begin at `places`. */
  #column(places: number): number {
    // The first row counts the units: it grows by one.
    let grown = 1;
    for (let block = 0; block < this.#blocks; block++) {
      const high = block + 1 < this.#blocks ? 31 : (this.length - 1) & 31;
      const plus = this.#plus[block] ?? 0;
      const minus = this.#minus[block] ?? 0;
      const shrinks = grown < 0 ? 1 : 0;
      const found = this.#places[places + block] ?? 0;
      const vertical = found | minus;
      const equal = found | shrinks;
      const across = (((equal & plus) + plus) ^ plus) | equal;
      let up = minus | ~(across | plus);
      let down = plus & across;
      const next = ((up >>> high) & 1) - ((down >>> high) & 1);
      up = (up << 1) | (grown > 0 ? 1 : 0);
      down = (down << 1) | shrinks;
      this.#plus[block] = down | ~(vertical | up);
      this.#minus[block] = up & vertical;
      grown = next;
    }
    return grown;
  }
}
