import { QuoteType, Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import { tooLarge } from '../failures';
import { MAX_TAG } from '../limits';

export interface HtmlAttribute {
  /** In small letters. */
  readonly name: string;
  /** Decoded. */
  readonly value: string;
  /** Where the value stands, without its quotes. */
  readonly start: number;
  readonly end: number;
  /** Where the attribute itself begins. */
  readonly nameStart: number;
  readonly quote: '"' | "'" | '';
}

/** A part of a text that stands as it is, or that an escape or a CDATA section stands for. */
export interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly isLiteral: boolean;
}

/** A part of an HTML text. */
export interface HtmlToken {
  readonly kind: 'open' | 'close' | 'text' | 'comment';
  readonly start: number;
  readonly end: number;
  /** In small letters; of tags. */
  readonly name: string;
  readonly attributes: readonly HtmlAttribute[];
  readonly isSelfClosing: boolean;
  readonly chunks: readonly Chunk[];
}

/**
 * Reads HTML as browsers take it apart, whatever it is. The tokenizer alone, for its parser closes elements that
 * are not closed and tells no place for it; see `elements.ts` for those.
 *
 * @param isXml `<a/>` closes what it opens, and CDATA is text.
 * @throws AppError `document-too-large` for a tag without end.
 */
export function* readHtml(source: string, isXml: boolean): Generator<HtmlToken, void> {
  const reader = new TokenReader(source, isXml);
  const tokenizer = new Tokenizer({ recognizeSelfClosing: isXml }, reader);
  // Whoever finds too much in it can stop.
  for (let at = 0; at < source.length; at += STEP) {
    tokenizer.write(source.slice(at, at + STEP));
    yield* reader.take();
  }
  tokenizer.end();
  yield* reader.take();
}

/** Code units that are read at a time. */
const STEP = 2 ** 16;

const valueStart = /\s*=\s*["']?/y;
const quotes: Partial<Record<QuoteType, HtmlAttribute['quote']>> = {
  [QuoteType.Double]: '"',
  [QuoteType.Single]: "'",
  [QuoteType.Unquoted]: '',
};

class TokenReader implements TokenizerCallbacks {
  #tokens: HtmlToken[] = [];
  readonly #source: string;
  readonly #isXml: boolean;
  #chunks: Chunk[] = [];
  #at = 0;
  #foreign = 0;
  #tag = { start: 0, name: '' };
  #attributes: HtmlAttribute[] = [];
  #attribute = { name: '', nameStart: 0, start: 0, value: '' };

  constructor(source: string, isXml: boolean) {
    this.#source = source;
    this.#isXml = isXml;
  }

  /** What was read since the last time. */
  take(): readonly HtmlToken[] {
    const tokens = this.#tokens;
    this.#tokens = [];
    return tokens;
  }

  isInForeignContext(): boolean {
    return this.#foreign > 0;
  }

  ontext(start: number, end: number): void {
    // Of a tag that the end of the file cuts off, the tokenizer tells a last "/" without a place.
    if (start < this.#at) return;
    this.#addChunk(start, end, this.#source.slice(start, end), true);
  }

  ontextentity(code: number, end: number): void {
    const text = String.fromCodePoint(code);
    const last = this.#chunks.at(-1);
    // One escape may stand for two characters.
    if (last !== undefined && end <= this.#at) {
      this.#chunks[this.#chunks.length - 1] = { ...last, text: last.text + text };
    } else this.#addChunk(this.#at, end, text, false);
  }

  oncdata(start: number, end: number, behind: number): void {
    const isText = this.#isXml || this.#foreign > 0;
    if (!isText) return this.#push({ kind: 'comment' }, end + 1);
    this.#addChunk(this.#at, end + 1, this.#source.slice(start, end - behind), false);
  }

  onopentagname(start: number, end: number): void {
    this.#tag = { start: start - 1, name: this.#source.slice(start, end).toLowerCase() };
    this.#attributes = [];
  }

  onattribname(start: number, end: number): void {
    valueStart.lastIndex = end;
    valueStart.test(this.#source);
    const name = this.#source.slice(start, end).toLowerCase();
    this.#attribute = { name, nameStart: start, start: valueStart.lastIndex, value: '' };
  }

  onattribdata(start: number, end: number): void {
    this.#attribute.value += this.#source.slice(start, end);
  }

  onattribentity(code: number): void {
    this.#attribute.value += String.fromCodePoint(code);
  }

  onattribend(type: QuoteType, end: number): void {
    const quote = quotes[type];
    if (quote === undefined) return;
    this.#attributes.push({ ...this.#attribute, quote, end: end - quote.length });
  }

  onopentagend(end: number): void {
    this.#open(end, false);
  }

  onselfclosingtag(end: number): void {
    this.#open(end, this.#isXml || this.#foreign > 0);
  }

  onclosetag(start: number, nameEnd: number): void {
    const name = this.#source.slice(start, nameEnd).toLowerCase();
    const end = this.#source.indexOf('>', nameEnd);
    if (isForeign(name)) this.#foreign = Math.max(0, this.#foreign - 1);
    this.#flush(start - 2);
    this.#push({ kind: 'close', name }, end === -1 ? this.#source.length : end + 1);
  }

  oncomment(_start: number, end: number): void {
    this.#push({ kind: 'comment' }, end + 1);
  }

  ondeclaration(_start: number, end: number): void {
    this.#push({ kind: 'comment' }, end + 1);
  }

  onprocessinginstruction(_start: number, end: number): void {
    this.#push({ kind: 'comment' }, end + 1);
  }

  onend(): void {
    this.#flush(this.#source.length);
  }

  #open(end: number, isSelfClosing: boolean): void {
    const { name, start } = this.#tag;
    if (end - start > MAX_TAG) throw tooLarge('MAX_TAG', MAX_TAG);
    if (isForeign(name) && !isSelfClosing) this.#foreign++;
    this.#flush(start);
    this.#push({ kind: 'open', name, attributes: this.#attributes, isSelfClosing }, end + 1);
  }

  #addChunk(start: number, end: number, text: string, isLiteral: boolean): void {
    this.#chunks.push({ start, end, text, isLiteral });
    this.#at = end;
  }

  /** The text before a tag. */
  #flush(next: number): void {
    const first = this.#chunks[0];
    if (first !== undefined) {
      this.#tokens.push({
        ...nothing,
        kind: 'text',
        start: first.start,
        end: this.#at,
        chunks: this.#chunks,
      });
      this.#chunks = [];
    }
    this.#at = Math.max(this.#at, next);
  }

  #push(token: Partial<HtmlToken> & Pick<HtmlToken, 'kind'>, end: number): void {
    this.#flush(this.#at);
    const to = Math.min(end, this.#source.length);
    this.#tokens.push({ ...nothing, ...token, start: this.#at, end: to });
    this.#at = to;
  }
}

const nothing = { name: '', attributes: [], isSelfClosing: false, chunks: [] };

function isForeign(name: string): boolean {
  return name === 'svg' || name === 'math';
}
