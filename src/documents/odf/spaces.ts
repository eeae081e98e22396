import { escapeXml } from '../xml';

/*
 * White space of OpenDocument (1.3, part 3, 6.1.2): a row of it is one space, and none at the start of a paragraph;
 * more is written as elements.
 */

/** Of `text:s`: as many are taken for text, as between two sentences; more are for layout, and a mark. */
export const SPACES_OF_TEXT = 2;

/** Reads a paragraph's text, from its start. */
export class SpaceReader {
  #isAfterSpace = true;

  text(raw: string): string {
    let read = '';
    for (const [part, space] of raw.matchAll(/([ \t\r\n]+)|[^ \t\r\n]+/g)) {
      if (space === undefined) read += part;
      else if (!this.#isAfterSpace) read += ' ';
      this.#isAfterSpace = space !== undefined;
    }
    return read;
  }

  /** An element that is seen as a sign among others. */
  sign(): void {
    this.#isAfterSpace = false;
  }
}

/** Writes a paragraph's text, from its start. */
export class SpaceWriter {
  #isAfterSpace = true;
  readonly #prefix: string;

  /** @param prefix That the file has for elements of text, with its colon. */
  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  text(plain: string): string {
    // Line ends and tabs of a translation are spaces: as elements they would be marks that its unit does not have.
    return plain.replace(/[\r\n\t]+/g, ' ').replace(/( +)|[^ ]+/g, (part, spaces?: string) => {
      if (spaces === undefined) {
        this.#isAfterSpace = false;
        return escapeXml(part);
      }
      const literal = this.#isAfterSpace ? '' : ' ';
      const left = spaces.length - literal.length;
      this.#isAfterSpace = left === 0;
      return literal + spaceElements(left, this.#prefix);
    });
  }

  sign(): void {
    this.#isAfterSpace = false;
  }
}

function spaceElements(count: number, prefix: string): string {
  const pairs = Math.floor(count / SPACES_OF_TEXT);
  const rest = count % SPACES_OF_TEXT;
  const pair = `<${prefix}s ${prefix}c="${SPACES_OF_TEXT}"/>`;
  return pair.repeat(pairs) + `<${prefix}s/>`.repeat(rest);
}
