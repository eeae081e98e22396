import { SaxesParser } from 'saxes';
import { damaged, tooLarge, unsupported } from './failures';
import { MAX_DEPTH, MAX_TAG } from './limits';

/** A part of an XML text. All of them strung together are the text. */
export interface XmlToken {
  readonly kind: 'open' | 'close' | 'text' | 'cdata' | 'comment' | 'other';
  readonly start: number;
  readonly end: number;
  /** With its prefix; of tags. */
  readonly name: string;
  /** Decoded; of opening tags. */
  readonly attributes: Readonly<Record<string, string>>;
  /** `<a/>` opens, and its closing token is empty. */
  readonly isSelfClosing: boolean;
  /** Decoded; of text and CDATA. */
  readonly text: string;
}

const nothing = { name: '', attributes: {}, isSelfClosing: false, text: '' };

/** By a namespace's URI: the prefix that names of it get, whatever the file calls it; "" for none. */
export type Namespaces = Readonly<Record<string, string>>;

interface XmlOptions {
  /** For errors: which part of an archive it is. */
  readonly entry?: string | undefined;
  readonly namespaces?: Namespaces;
}

/**
 * Reads a well-formed XML text. No entity but XML's own five is known, and nothing outside of the text is ever read.
 *
 * @throws AppError `document-damaged` with a line, `document-unsupported` for definitions of entities,
 *   `document-too-large` for elements nested too deep and tags without end.
 */
export function readXml(
  source: string,
  { entry, namespaces = {} }: XmlOptions = {},
): readonly XmlToken[] {
  const names = new Names(namespaces);
  const tokens: XmlToken[] = [];
  const parser = new SaxesParser();
  let at = 0;
  let depth = 0;
  const push = (token: Partial<XmlToken> & Pick<XmlToken, 'kind'>, end: number) => {
    if (end > at || token.kind === 'close') tokens.push({ ...nothing, ...token, start: at, end });
    at = Math.max(at, end);
  };
  /** The text before a tag, a comment and the like is known only when that has begun. */
  let text: string | undefined;
  const flush = (next: number) => {
    if (next > at) push({ kind: text === undefined ? 'other' : 'text', text: text ?? '' }, next);
    text = undefined;
  };
  const beginning = (end: number, sign: string) => source.lastIndexOf(sign, end - 1);

  parser.on('error', (cause) => {
    const line = source.slice(0, parser.position).split('\n').length;
    throw damaged(cause.message, entry === undefined ? line : `${entry}, ${line}`, cause);
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) throw unsupported('entities', entry);
    flush(source.indexOf('<!DOCTYPE', at));
    push({ kind: 'other' }, parser.position);
  });
  parser.on('text', (found) => {
    text = (text ?? '') + found;
  });
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    if (++depth > MAX_DEPTH) throw tooLarge('MAX_DEPTH', MAX_DEPTH, entry);
    const end = parser.position;
    // In the values of attributes, "<" is not allowed.
    flush(beginning(end, '<'));
    names.enter(attributes);
    const renamed = names.renameAll(attributes);
    push({ kind: 'open', name: names.rename(name), attributes: renamed, isSelfClosing }, end);
  });
  parser.on('closetag', ({ name, isSelfClosing }) => {
    depth--;
    if (!isSelfClosing) flush(beginning(parser.position, '<'));
    push({ kind: 'close', name: names.rename(name) }, parser.position);
    names.leave();
  });
  parser.on('cdata', (found) => {
    flush(source.indexOf('<![CDATA[', at));
    push({ kind: 'cdata', text: found }, parser.position);
  });
  parser.on('comment', () => {
    flush(source.indexOf('<!--', at));
    // The parser tells it before it has seen the last sign.
    push({ kind: 'comment' }, parser.position + 1);
  });
  parser.on('processinginstruction', () => {
    flush(source.indexOf('<?', at));
    push({ kind: 'other' }, parser.position);
  });
  parser.on('xmldecl', () => push({ kind: 'other' }, source.indexOf('?>') + 2));
  let tag = -1;
  for (let from = 0, to = 0; from < source.length; from = to) {
    to = stepFrom(source, from);
    const part = source.slice(from, to);
    parser.write(part);
    tag = part.includes('<') ? from + part.lastIndexOf('<') : tag;
    const isTag = tag >= at && !/[!?]/.test(source.charAt(tag + 1));
    if (isTag && to - tag > MAX_TAG) throw tooLarge('MAX_TAG', MAX_TAG, entry);
  }
  parser.close();
  flush(source.length);
  return tokens;
}

/** Code units that are read at a time. */
const STEP = 2 ** 16;

/** Where the next part of a text ends: not within a line end or a character. */
function stepFrom(source: string, from: number): number {
  let end = from + STEP;
  while (/[\r\ud800-\udbff]/.test(source.charAt(end - 1))) end++;
  return end;
}

/** By an opening token's index: the index of the token that closes it. */
export function closings(tokens: readonly XmlToken[]): Int32Array {
  const found = new Int32Array(tokens.length);
  const open: number[] = [];
  tokens.forEach(({ kind }, at) => {
    if (kind === 'open') open.push(at);
    else if (kind === 'close') found[open.pop() ?? at] = at;
  });
  return found;
}

/** Gives names the prefixes that a format is known by. */
class Names {
  readonly #known: Namespaces;
  /** By prefix; one for each element that is open. */
  readonly #scopes: ReadonlyMap<string, string>[] = [new Map()];

  constructor(known: Namespaces) {
    this.#known = known;
  }

  enter(attributes: Readonly<Record<string, string>>): void {
    const outer = this.#scopes.at(-1) ?? new Map<string, string>();
    const own = Object.entries(attributes).flatMap(([name, uri]): [string, string][] => {
      const prefix = this.#known[uri];
      if (prefix === undefined) return [];
      if (name === 'xmlns') return [['', prefix]];
      return name.startsWith('xmlns:') ? [[name.slice(6), prefix]] : [];
    });
    this.#scopes.push(own.length === 0 ? outer : new Map([...outer, ...own]));
  }

  leave(): void {
    this.#scopes.pop();
  }

  rename(name: string): string {
    const colon = name.indexOf(':');
    const prefix = this.#scopes.at(-1)?.get(colon === -1 ? '' : name.slice(0, colon));
    if (prefix === undefined) return name;
    const local = name.slice(colon + 1);
    return prefix === '' ? local : `${prefix}:${local}`;
  }

  /** An attribute without a prefix is in no namespace. */
  renameAll(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    if (this.#scopes.at(-1)?.size === 0) return attributes;
    return Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [
        name.includes(':') ? this.rename(name) : name,
        value,
      ]),
    );
  }
}

/** Text as it stands between tags. */
export function escapeXml(text: string): string {
  return withoutControls(text).replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
}

/** Text as it stands between quotes of an attribute. */
export function escapeAttribute(text: string): string {
  return withoutControls(text).replace(/[&<>"'\n\t\r]/g, (sign) => entities[sign] ?? sign);
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
  ...{ '\n': '&#10;', '\t': '&#9;', '\r': '&#13;' },
};

// XML 1.0 has no way of writing these.
export function withoutControls(text: string): string {
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '');
}

const attribute = /([^\s=/<>"']+)\s*=\s*("[^"]*"|'[^']*')/g;

/** Where in the source an opening tag's attributes have their values, without the quotes. */
export function attributeRanges(
  source: string,
  { start, end }: Pick<XmlToken, 'start' | 'end'>,
): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const found = new Map<string, { start: number; end: number }>();
  for (const { 0: whole, 1: name = '', 2: value = '', index } of source
    .slice(start, end)
    .matchAll(attribute)) {
    const to = start + index + whole.length - 1;
    found.set(name, { start: to - value.length + 2, end: to });
  }
  return found;
}

/** Where an attribute has its value, by its name as the format knows it. */
export function attributeRange(
  source: string,
  token: XmlToken,
  name: string,
): { readonly start: number; readonly end: number } | undefined {
  // Names may have been given other prefixes; their order stays.
  const at = Object.keys(token.attributes).indexOf(name);
  return at === -1 ? undefined : [...attributeRanges(source, token).values()][at];
}

/** The encoding that an XML declaration names, in a file whose first bytes are like ASCII. */
export function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, 256));
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)/.exec(head)?.[1];
}
