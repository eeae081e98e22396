import { escapeXml, type XmlToken } from '../xml';
import { renderInline, textPieces, toInline, type Inline, type Piece } from '../inline';

/** A stretch of the file between an element's tags, as tokens. */
export interface Content {
  readonly tokens: readonly XmlToken[];
  readonly start: number;
  readonly end: number;
}

/** Elements with text around which a mark goes; all others are marks as a whole. */
const pairs = new Set(['g', 'mrk', 'pc']);
/** Placeholders, mostly. */
const words = new Set(['x', 'ph', 'cp']);
/** Elements without content that open and close a pair apart from each other, by the attribute that joins them. */
const opening = new Set(['bx', 'bpt', 'sc', 'sm']);
const closing = new Set(['ex', 'ept', 'ec', 'em']);

/** Inline content of XLIFF and TMX. Undefined where there is no text. */
export function readContent(source: string, { tokens }: Content): Inline | undefined {
  const pieces: Piece[] = [];
  const open: { readonly key: string | undefined; readonly at: number }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    const { kind, start, end, name, attributes } = token;
    if (kind === 'text') pieces.push(...textPieces(source, start, end, decodeText));
    else if (kind === 'cdata') pieces.push({ kind: 'text', text: token.text, start, end });
    else if (kind === 'open' && pairs.has(name) && !token.isSelfClosing) {
      open.push({ key: undefined, at: pieces.length });
      pieces.push({ kind: 'code', role: 'open', start, end, label: labelOf(token) });
    } else if (kind === 'open') {
      const last = closeOf(tokens, at);
      const code = {
        kind: 'code',
        start,
        end: tokens[last]?.end ?? end,
        label: labelOf(token),
      } as const;
      at = last;
      const key =
        attributes['rid'] ?? attributes['startRef'] ?? attributes['i'] ?? attributes['id'];
      const partner = open.at(-1);
      const first = partner && pieces[partner.at];
      if (opening.has(name)) {
        open.push({ key: `${key}`, at: pieces.length });
        pieces.push({ ...code, role: 'alone' });
      } else if (closing.has(name) && first?.kind === 'code' && partner?.key === `${key}`) {
        open.pop();
        pieces[partner.at] = { ...first, role: 'open' };
        pieces.push({ ...code, role: 'close' });
      } else pieces.push({ ...code, role: 'alone', isWord: words.has(name) });
    } else if (kind === 'close') {
      while (open.at(-1)?.key !== undefined) open.pop();
      open.pop();
      pieces.push({ kind: 'code', role: 'close', start, end, label: '' });
    } else if (kind === 'comment')
      pieces.push({ kind: 'code', role: 'alone', start, end, label: '' });
  }
  return toInline(source, pieces);
}

/** A translation as content, with what stands around the text in its source. */
export function writeContent(
  source: string,
  { start, end }: Content,
  inline: Inline,
  translation: string,
  id: string,
): string {
  const own = renderInline(translation, inline, id, escapeXml);
  return source.slice(start, inline.start) + own + source.slice(inline.end, end);
}

function labelOf({ name, attributes }: XmlToken): string {
  return (
    attributes['equiv-text'] ??
    attributes['equiv'] ??
    attributes['disp'] ??
    attributes['ctype'] ??
    name
  );
}

/** The token that closes the element that opens at a place. */
export function closeOf(tokens: readonly XmlToken[], at: number): number {
  let depth = 0;
  for (let place = at; place < tokens.length; place++) {
    const kind = tokens[place]?.kind;
    if (kind === 'open') depth++;
    if (kind === 'close' && --depth === 0) return place;
  }
  return tokens.length - 1;
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
};

export function decodeText(raw: string): string {
  return raw.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name = '') => {
      if (name !== '') return entities[String(name)] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16));
    },
  );
}
