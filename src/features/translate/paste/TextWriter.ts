/** As much as one blank line: what is between paragraphs. */
const MOST_BREAKS = 2;

/** Writes the text of a page line by line: spaces run together, and no more breaks follow than were asked for. */
export class TextWriter {
  #text = '';
  #breaks = 0;
  #tabs = 0;
  #space = false;
  #begin = '';

  /** A text in which any white space is one space. */
  write(text: string): void {
    const [first = '', ...words] = text.replace(/[ \t\n\r\f\u00a0]+/g, ' ').split(' ');
    this.#put(first);
    for (const word of words) {
      this.#space = true;
      this.#put(word);
    }
  }

  /** A text that stays as it is, lines included. */
  writeAsIs(text: string): void {
    const [first = '', ...lines] = text.split(/\r\n?|\n/);
    this.#put(first.replaceAll('\u00a0', ' '));
    for (const line of lines) {
      this.endLine();
      this.#put(line.replaceAll('\u00a0', ' '));
    }
  }

  /** At least so many line breaks before what comes next: one ends a line, two a paragraph. */
  break(count: 1 | 2): void {
    this.#breaks = Math.max(this.#breaks, count);
    this.#tabs = 0;
  }

  /** Ends the line, also an empty one. */
  endLine(): void {
    this.#breaks = Math.min(MOST_BREAKS, this.#breaks + 1);
    this.#tabs = 0;
  }

  space(): void {
    this.#space = true;
  }

  /** Goes on in the next cell, or in one after it. */
  tab(count = 1): void {
    this.#tabs += count;
  }

  /** What the next line begins with, if it gets any text. */
  beginLine(begin: string): void {
    this.#begin = begin;
  }

  toString(): string {
    return this.#text.replace(/[^\S\n]+$/gm, '').trimEnd();
  }

  #put(word: string): void {
    if (word === '') return;
    if (this.#text !== '' && this.#breaks > 0) this.#text += '\n'.repeat(this.#breaks);
    const begins = this.#text === '' || this.#breaks > 0;
    if (this.#tabs > 0) this.#text += '\t'.repeat(this.#tabs);
    else if (this.#space && !begins) this.#text += ' ';
    this.#text += this.#begin + word;
    this.#breaks = this.#tabs = 0;
    this.#space = false;
    this.#begin = '';
  }
}
