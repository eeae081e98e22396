import { tooLarge } from '../failures';
import type { Piece } from '../inline';
import { MAX_DEPTH, MAX_UNITS } from '../limits';
import type { CellPlace } from '../types';
import { blocks, closings, islands, kept, voids } from './elements';
import type { Chunk, HtmlAttribute, HtmlToken } from './tokens';

/** The inline content of a block, or of a part of one between other blocks. */
export interface Run {
  readonly pieces: readonly Piece[];
  readonly block: HtmlToken | undefined;
  /** Whether there is nothing else in the block. */
  readonly isWhole: boolean;
  /** White space stands as it is written. */
  readonly isPre: boolean;
  readonly cell?: CellPlace;
}

export interface AttributeOf {
  readonly tag: HtmlToken;
  readonly attribute: HtmlAttribute;
}

interface Frame {
  readonly tag: HtmlToken;
  readonly isBlock: boolean;
  /** Nothing inside is translated. */
  readonly isKept: boolean;
  readonly isPre: boolean;
  /** The run that goes on behind an island. */
  readonly outer?: Draft;
  /** Where its opening tag is in the run. */
  readonly place?: { readonly draft: Draft; readonly at: number };
  /** How many runs and blocks it has had. */
  parts: number;
}

interface Draft {
  pieces: Piece[];
  isPre: boolean;
}

type Code = Extract<Piece, { kind: 'code' }>;

const codeClass =
  /(^|[\s_-])(highlight|code|sourcecode|prettyprint|language|brush|literal-block|hljs|shiki|prism|screen|programlisting)([\s_:-]|$)/i;

/**
 * Takes HTML apart into runs of inline content. Pairs of marks are nested, whatever is mis-nested or not closed.
 *
 * @throws AppError `document-too-large` for blocks nested too deep, or too many.
 */
export function readRuns(
  tokens: Iterable<HtmlToken>,
  isXml: boolean,
  isTranslatable: (tag: HtmlToken, attribute: HtmlAttribute) => boolean,
): { readonly runs: readonly Run[]; readonly attributes: readonly AttributeOf[] } {
  const walker = new Walker(isXml, isTranslatable);
  let end = 0;
  for (const token of tokens) {
    walker.read(token);
    ({ end } = token);
  }
  return walker.end(end);
}

class Walker {
  readonly #runs: Run[] = [];
  readonly #attributes: AttributeOf[] = [];
  readonly #isXml: boolean;
  readonly #isTranslatable: (tag: HtmlToken, attribute: HtmlAttribute) => boolean;
  readonly #frames: Frame[] = [];
  #draft: Draft = { pieces: [], isPre: false };

  constructor(
    isXml: boolean,
    isTranslatable: (tag: HtmlToken, attribute: HtmlAttribute) => boolean,
  ) {
    this.#isXml = isXml;
    this.#isTranslatable = isTranslatable;
  }

  read(token: HtmlToken): void {
    if (token.kind === 'open') this.#open(token);
    else if (token.kind === 'close') this.#close(token);
    else if (token.kind === 'text') this.#text(token);
    else this.#alone(token, '');
  }

  end(at: number): { readonly runs: readonly Run[]; readonly attributes: readonly AttributeOf[] } {
    this.#shut(0, at, at);
    this.#flush(true);
    return { runs: this.#runs, attributes: this.#attributes };
  }

  get #isKept(): boolean {
    return this.#frames.at(-1)?.isKept ?? false;
  }

  #open(tag: HtmlToken): void {
    if (!this.#isXml) this.#closeImplied(tag);
    const own = stateOf(tag, this.#frames.at(-1));
    if (!own.isKept || kept.has(tag.name)) {
      for (const attribute of tag.attributes) {
        const isTold = own.isAttributeKept || !this.#isTranslatable(tag, attribute);
        if (!isTold) this.#attributes.push({ tag, attribute });
      }
    }
    const isBlock = blocks.has(tag.name) && !(islands.has(tag.name) && this.#draftHasText());
    const isEmpty = tag.isSelfClosing || voids.has(tag.name);
    if (isEmpty) {
      if (isBlock || (tag.name === 'br' && this.#endsInBreak())) this.#flush(false);
      this.#alone(tag, tag.name);
      return;
    }
    const parent = this.#frames.at(-1);
    if (isBlock || (parent?.isKept === true && !own.isKept)) {
      this.#flush(false);
      if (parent !== undefined) parent.parts++;
      this.#push({ tag, isBlock: true, ...own, parts: 0 });
    } else if (islands.has(tag.name) || (own.isKept && parent?.isKept !== true)) {
      const outer = this.#draft;
      this.#draft = { pieces: [], isPre: false };
      this.#push({ tag, isBlock: false, ...own, outer, parts: 0 });
    } else {
      const place = { draft: this.#draft, at: this.#draft.pieces.length };
      this.#alone(tag, tag.name);
      // What is open in a line to no end, old pages are full of.
      if (this.#frames.length < MAX_DEPTH)
        this.#push({ tag, isBlock: false, ...own, place, parts: 0 });
    }
  }

  #push(frame: Frame): void {
    if (this.#frames.length >= 2 * MAX_DEPTH) throw tooLarge('MAX_DEPTH', MAX_DEPTH);
    this.#frames.push(frame);
  }

  #closeImplied({ name, start }: HtmlToken): void {
    for (const { ends, within } of closings(name)) {
      const at = this.#frames.findLastIndex(
        ({ tag }) => ends.has(tag.name) || within.has(tag.name),
      );
      if (at !== -1 && ends.has(this.#frames[at]?.tag.name ?? '')) this.#shut(at, start, start);
    }
  }

  #close(token: HtmlToken): void {
    const { name, start, end } = token;
    const at = this.#frames.findLastIndex(({ tag }) => tag.name === name);
    const frame = this.#frames[at];
    const isOver = blocks.has(name) || this.#frames.findLastIndex((each) => each.isBlock) < at;
    if (frame === undefined || !isOver) {
      if (blocks.has(name)) this.#flush(false);
      this.#alone(token, name);
      return;
    }
    this.#shut(at + 1, start, start);
    this.#shut(at, start, end);
    const { place } = frame;
    if (place === undefined) return;
    const code = { kind: 'code', start, end, label: name } as const;
    const opening = place.draft === this.#draft ? place.draft.pieces[place.at] : undefined;
    if (opening?.kind === 'code' && opening.start === frame.tag.start) {
      place.draft.pieces[place.at] = { ...opening, role: 'open' };
      this.#code({ ...code, role: 'close' });
    } else this.#code({ ...code, role: 'alone' });
  }

  /** Ends all frames from this one on; islands become one thing in their line. */
  #shut(from: number, start: number, end: number): void {
    while (this.#frames.length > from) {
      const frame = this.#frames.at(-1);
      if (frame?.isBlock === true || frame?.outer !== undefined) this.#flush(true);
      this.#frames.pop();
      if (frame?.outer === undefined) continue;
      this.#draft = frame.outer;
      const { tag } = frame;
      // Where no tag closes it, it ends before what is next.
      const to = this.#frames.length === from ? end : start;
      this.#code({ kind: 'code', role: 'alone', start: tag.start, end: to, label: tag.name });
    }
  }

  #text({ chunks }: HtmlToken): void {
    if (this.#isKept) return;
    const isPre = this.#frames.at(-1)?.isPre ?? false;
    for (const line of isPre ? chunks.flatMap(lines) : chunks) {
      this.#draft.isPre ||= isPre;
      if (isPre && line.text === '\n') this.#flush(false);
      else
        this.#draft.pieces.push({
          kind: 'text',
          text: line.text,
          start: line.start,
          end: line.end,
        });
    }
  }

  #alone({ start, end }: HtmlToken, label: string): void {
    this.#code({ kind: 'code', role: 'alone', start, end, label });
  }

  #code(code: Code): void {
    if (!this.#isKept) this.#draft.pieces.push(code);
  }

  #draftHasText(): boolean {
    return this.#draft.pieces.some((piece) => piece.kind === 'text' && piece.text.trim() !== '');
  }

  #endsInBreak(): boolean {
    const last = this.#draft.pieces.findLast(
      (piece) => piece.kind === 'code' || piece.text.trim() !== '',
    );
    return last?.kind === 'code' && last.label === 'br';
  }

  #flush(isLast: boolean): void {
    const { pieces, isPre } = this.#draft;
    this.#draft = { pieces: [], isPre: false };
    if (!pieces.some((piece) => piece.kind === 'text' && piece.text.trim() !== '')) return;
    const frame = this.#frames.findLast((each) => each.isBlock || each.outer !== undefined);
    const isWhole = isLast && frame?.parts === 0;
    if (frame !== undefined) frame.parts++;
    if (this.#runs.length >= MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
    const cell = this.#cell();
    this.#runs.push({ pieces, block: frame?.tag, isWhole, isPre, ...(cell && { cell }) });
  }

  #cell(): CellPlace | undefined {
    const row = this.#frames.findLast(({ tag }) => tag.name === 'tr');
    const cell = this.#frames.findLast(({ tag }) => tag.name === 'td' || tag.name === 'th');
    if (row === undefined || cell === undefined || cell.tag.start < row.tag.start) return undefined;
    return { row: row.tag.start, cell: cell.tag.start };
  }
}

const lineBreak = /\r\n?|\n/;

/** A chunk in parts, each of a line or of a break between lines. */
function lines(chunk: Chunk): readonly Chunk[] {
  if (!chunk.isLiteral || !lineBreak.test(chunk.text)) return [chunk];
  let at = chunk.start;
  return chunk.text.split(/(\r\n?|\n)/).flatMap((text) => {
    const start = at;
    at += text.length;
    if (text === '') return [];
    return [{ ...chunk, start, end: at, text: lineBreak.test(text) ? '\n' : text }];
  });
}

function stateOf(tag: HtmlToken, parent: Frame | undefined) {
  const value = (name: string) => tag.attributes.find((each) => each.name === name)?.value;
  const translate = value('translate')?.trim().toLowerCase();
  const classes = value('class') ?? '';
  const isPre = tag.name === 'pre' || tag.name === 'textarea' || (parent?.isPre ?? false);
  const isNo = translate === 'no' || /(^|\s)notranslate(\s|$)/.test(classes);
  const isCode = kept.has(tag.name) || (tag.name === 'pre' && isOfCode(classes, parent));
  const isYes = translate === 'yes' || translate === '';
  const isOutside = parent?.isKept ?? false;
  return {
    isKept: isNo || (!isYes && (isCode || isOutside)),
    isAttributeKept: isNo || (isOutside && !isYes),
    isPre,
  };
}

function isOfCode(classes: string, parent: Frame | undefined): boolean {
  const around = parent?.tag.attributes.find(({ name }) => name === 'class')?.value ?? '';
  return codeClass.test(classes) || codeClass.test(around);
}
