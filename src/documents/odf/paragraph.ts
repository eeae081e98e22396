import { toInline, takeApart, type Inline, type Piece, type Range } from '../inline';
import type { Slice } from '../nested';
import type { XmlToken } from '../xml';
import { SPACES_OF_TEXT, SpaceReader, SpaceWriter } from './spaces';
import type { TextStyles } from './styles';

/** A part of the document as it is read. */
export interface Part {
  readonly source: string;
  readonly tokens: readonly XmlToken[];
  readonly closings: Int32Array;
  readonly styles: TextStyles;
}

/** A paragraph's content, which is written as a whole. */
export interface Paragraph {
  readonly inline: Inline;
  readonly pieces: readonly Piece[];
  /** Where elements begin that are seen as a sign among others. */
  readonly signs: readonly number[];
  /** That the file has for elements of text, with its colon. */
  readonly prefix: string;
}

/** Elements whose content is the paragraph's text. */
const pairs = new Set([
  ...['text:span', 'text:a', 'text:meta', 'text:meta-field', 'text:text-input'],
  ...['text:ruby', 'text:ruby-base', 'loext:content-control'],
]);
/** Elements that take no place in a line. */
const placeless =
  /^(text:(bookmark|change|reference-mark|toc-mark|user-index-mark|alphabetical-index-mark)|text:soft-page-break|office:annotation)/;

/** @returns Undefined where there is no text. */
export function readParagraph(part: Part, opening: number): Paragraph | undefined {
  const reader = new Reader(part);
  reader.read(opening + 1, part.closings[opening] ?? opening);
  const inline = toInline(part.source, reader.pieces);
  const { start = 0, end = 0 } = part.tokens[opening] ?? {};
  const prefix = /^<([^\s/>:]+:)/.exec(part.source.slice(start, end))?.[1] ?? '';
  return inline && { inline, pieces: reader.pieces, signs: reader.signs, prefix };
}

class Reader {
  readonly pieces: Piece[] = [];
  readonly signs: number[] = [];
  readonly #part: Part;
  readonly #spaces = new SpaceReader();
  /** By the index of a closing token: whether its element is left out, as its formatting is not seen. */
  readonly #dropped = new Set<number>();
  /** What is open and not left out. */
  readonly #open: XmlToken[] = [];

  constructor(part: Part) {
    this.#part = part;
  }

  read(from: number, to: number): void {
    const { tokens, closings } = this.#part;
    for (let at = from; at < to; at++) {
      const token = tokens[at];
      if (token?.kind === 'text' || token?.kind === 'cdata') this.#text(token.text, token);
      else if (token?.kind === 'open') {
        const close = closings[at] ?? at;
        const length = spaceCount(token);
        if (length <= SPACES_OF_TEXT) this.#space(length, token);
        else if (!this.#isPair(token)) this.#alone(token, tokens[close] ?? token);
        else {
          this.#enter(token, close);
          continue;
        }
        at = close;
      } else if (token?.kind === 'close' && !this.#dropped.has(at)) {
        if (this.#goesOn(at, to)) at++;
        else {
          this.#open.pop();
          this.#code('close', token, '');
        }
      }
    }
  }

  #enter(token: XmlToken, close: number): void {
    if (this.#isUnseen(token)) {
      this.#dropped.add(close);
      return;
    }
    this.#open.push(token);
    this.#code('open', token, this.#label(token));
  }

  /** Spaces at the edges are pieces of their own, so that they can be left out. */
  #text(raw: string, { start, end }: Range): void {
    const text = this.#spaces.text(raw);
    const inner = text.trim();
    const before = text.length - text.trimStart().length;
    const edges: readonly (Range & { readonly text: string })[] = [
      { text: text.slice(0, before), start, end: start },
      { text: inner, start, end },
      { text: text.slice(before + inner.length), start: end, end },
    ];
    for (const edge of edges) if (edge.text !== '') this.pieces.push({ kind: 'text', ...edge });
  }

  #space(count: number, token: XmlToken): void {
    this.#spaces.sign();
    const { start, end } = token;
    this.pieces.push({ kind: 'text', text: ' '.repeat(count), start, end });
  }

  #alone(open: XmlToken, close: XmlToken): void {
    if (!placeless.test(open.name)) {
      this.#spaces.sign();
      this.signs.push(open.start);
    }
    this.#code('alone', { start: open.start, end: close.end }, this.#label(open));
  }

  #code(role: 'open' | 'close' | 'alone', { start, end }: Range, label: string): void {
    this.pieces.push({ kind: 'code', role, start, end, label });
  }

  #isPair({ name, attributes, isSelfClosing }: XmlToken): boolean {
    if (isSelfClosing || !pairs.has(name)) return false;
    return name !== 'text:span' || !this.#part.styles.isHidden(styleOf(attributes));
  }

  #isUnseen({ name, attributes }: XmlToken): boolean {
    if (name !== 'text:span') return false;
    if (Object.keys(attributes).some((each) => each !== 'text:style-name')) return false;
    return this.#part.styles.formatting(styleOf(attributes)) === '';
  }

  /** Whether the element that closes here is opened again at once, with all that it says. */
  #goesOn(closing: number, to: number): boolean {
    const { tokens, source } = this.#part;
    const [opening, next] = [this.#open.at(-1), tokens[closing + 1]];
    if (closing + 1 >= to || next?.kind !== 'open' || opening?.name !== next.name) return false;
    if (!this.#isPair(next) || this.#isUnseen(next)) return false;
    if (next.name === 'text:span') return this.#look(opening) === this.#look(next);
    const tag = ({ start, end }: XmlToken) => source.slice(start, end);
    return next.name === 'text:a' && tag(opening) === tag(next);
  }

  #look({ attributes }: XmlToken): string {
    const { 'text:style-name': style = '', ...others } = attributes;
    return JSON.stringify([this.#part.styles.formatting(style), others]);
  }

  #label({ name, attributes }: XmlToken): string {
    if (name === 'text:span') return this.#part.styles.label(styleOf(attributes));
    if (name === 'text:a') return attributes['xlink:href'] ?? 'link';
    if (name === 'text:note') return attributes['text:note-class'] ?? 'note';
    return name.slice(name.indexOf(':') + 1).replaceAll('-', ' ');
  }
}

function styleOf(attributes: XmlToken['attributes']): string {
  return attributes['text:style-name'] ?? '';
}

/** Spaces that an element stands for; of others, more than any. */
function spaceCount({ name, attributes }: XmlToken): number {
  if (name !== 'text:s') return Infinity;
  const count = Number(attributes['text:c'] ?? 1);
  return Number.isInteger(count) && count > 0 ? count : Infinity;
}

/** The whole content with another text. @throws AppError `document-marks` */
export function renderParagraph(
  { inline, pieces, signs, prefix }: Paragraph,
  translation: string,
  unitId: string,
  slice: Slice,
): string {
  const spaces = new SpaceWriter(prefix);
  const code = ({ start, end }: Range) => {
    if ((signs[firstFrom(signs, start)] ?? end) < end) spaces.sign();
    return slice(start, end);
  };
  const kept = (each: readonly Piece[]) =>
    each.map((piece) => (piece.kind === 'text' ? spaces.text(piece.text) : code(piece)));
  return [
    ...kept(pieces.filter(({ end }) => end <= inline.start)),
    ...takeApart(translation, inline.codes, unitId).map((piece) => {
      if (piece.kind === 'text') return spaces.text(piece.text);
      return code(inline.ranges.get(piece.mark) ?? inline);
    }),
    ...kept(pieces.filter(({ start }) => start >= inline.end)),
  ].join('');
}

/** The index of the first of ascending numbers that is not below a value. */
function firstFrom(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A translation as a cell's value has it: without formatting, with its lines and tabs. */
export function plainText({ inline }: Paragraph, translation: string, unitId: string): string {
  return takeApart(translation, inline.codes, unitId)
    .map((piece) => {
      if (piece.kind === 'text') return piece.text;
      const spaces = /^<[^\s:>]+:s [^>]*c="(\d{1,4})"/.exec(piece.code)?.[1];
      if (spaces !== undefined) return ' '.repeat(Number(spaces));
      if (/^<[^\s:>]+:tab\b/.test(piece.code)) return '\t';
      return /^<[^\s:>]+:line-break\b/.test(piece.code) ? '\n' : '';
    })
    .join('');
}
