import { readText } from '../encoding';
import { unsupported } from '../failures';
import { renderInline, toInline, type Inline, type Piece } from '../inline';
import { pluralCategories } from '../plurals';
import { textDocument, type Edit, type Group } from '../textDocument';
import type { Open, Unit, WriteOptions } from '../types';
import { uniqueIds } from '../uniqueIds';
import { declaredEncoding, escapeXml, readXml, type XmlToken } from '../xml';
import { closeOf, decodeText } from '../xliff/content';
import { decodeAndroid, encodeAndroid, signOf } from './text';

/** A string, or an item of a list or of plural forms. */
interface Item {
  readonly open: XmlToken;
  readonly close: XmlToken;
  readonly inner: readonly XmlToken[];
}

interface Value {
  readonly unit: Unit;
  readonly inline: Inline;
  readonly isData: boolean;
}

/** Android's resources: strings, lists of them, and plural forms in the quantities that the target has. */
export const open: Open = (file) => {
  const source = readText(file, declaredEncoding(file.bytes));
  const { text } = source;
  const tokens = readXml(text);
  if (tokens.find(({ kind }) => kind === 'open')?.name !== 'resources')
    throw unsupported('content', file.name);
  const groups: Group[] = [];
  const idOf = uniqueIds();
  let notes: string[] = [];
  tokens.forEach((token, at) => {
    if (token.kind === 'comment') notes.push(text.slice(token.start + 4, token.end - 3).trim());
    if (token.kind !== 'open' || !/^(string|string-array|plurals)$/.test(token.name)) {
      if (token.kind === 'open') notes = [];
      return;
    }
    const end = closeOf(tokens, at);
    const name = token.attributes['name'] ?? '';
    const unit: Unit = {
      ...{ id: idOf(name), text: '', marks: [], context: name },
      ...(notes.length > 0 && { notes }),
    };
    notes = [];
    if (token.attributes['translatable'] === 'false' || token.isSelfClosing) return;
    const inner = tokens.slice(at + 1, end);
    if (token.name === 'string') {
      const close = tokens[end];
      if (close !== undefined) groups.push(...single(text, { open: token, close, inner }, unit));
    } else if (token.name === 'string-array') {
      itemsOf(inner).forEach((item, place) =>
        groups.push(...single(text, item, { ...unit, id: idOf(`${unit.id}/${place}`) })),
      );
    } else groups.push(...plurals(text, itemsOf(inner), unit, idOf));
  });
  return textDocument({ format: 'android', source, groups });
};

function itemsOf(tokens: readonly XmlToken[]): readonly Item[] {
  return tokens.flatMap((open, at): Item[] => {
    if (open.kind !== 'open' || open.name !== 'item' || open.isSelfClosing) return [];
    const end = closeOf(tokens, at);
    const close = tokens[end];
    return close === undefined ? [] : [{ open, close, inner: tokens.slice(at + 1, end) }];
  });
}

function single(source: string, item: Item, unit: Unit): readonly Group[] {
  const value = valueOf(source, item, unit);
  if (value === undefined) return [];
  const { start, end } = value.inline;
  return [
    {
      units: [value.unit],
      edits: (textOf) => [{ start, end, text: written(value, textOf, item.open.end) }],
    },
  ];
}

function plurals(
  source: string,
  items: readonly Item[],
  unit: Unit,
  idOf: (name: string) => string,
): readonly Group[] {
  const values = items.flatMap((item) => {
    const quantity = item.open.attributes['quantity'] ?? 'other';
    const own = {
      ...unit,
      id: idOf(`${unit.id}|${quantity}`),
      context: `${unit.context ?? ''} · ${quantity}`,
    };
    const value = valueOf(source, item, own);
    return value === undefined ? [] : [{ quantity, item, value }];
  });
  const other = values.find(({ quantity }) => quantity === 'other');
  const last = items.at(-1);
  if (values.length === 0) return [];
  const edits = (
    textOf: (unit: Unit) => string,
    { language, rewriteAll }: WriteOptions,
  ): readonly Edit[] => {
    const own = values.map(({ value, item }): Edit => {
      const { start, end } = value.inline;
      return { start, end, text: written(value, textOf, item.open.end) };
    });
    if (other === undefined || last === undefined || rewriteAll === true) return own;
    const { value, item } = other;
    const missing = pluralCategories(language).filter(
      (each) => !values.some(({ quantity }) => quantity === each),
    );
    const indent =
      /\s*$/.exec(source.slice(Math.max(0, item.open.start - 200), item.open.start))?.[0] ?? '';
    const tag = source.slice(item.open.start, item.open.end);
    const content =
      source.slice(item.open.end, value.inline.start) +
      written(value, textOf, item.open.end) +
      source.slice(value.inline.end, item.close.end);
    const text = missing
      .map(
        (category) => indent + tag.replace(/(quantity\s*=\s*["'])other/, `$1${category}`) + content,
      )
      .join('');
    return text === '' ? own : [...own, { start: last.close.end, end: last.close.end, text }];
  };
  return [{ units: values.map(({ value }) => value.unit), edits }];
}

function valueOf(source: string, { inner }: Item, unit: Unit): Value | undefined {
  const pieces: Piece[] = [];
  // Beside other text it is written as text.
  const isData =
    inner.every(({ kind, text }) => kind === 'cdata' || text.trim() === '') &&
    inner.filter(({ kind }) => kind === 'cdata').length === 1;
  for (let at = 0; at < inner.length; at++) {
    const token = inner[at];
    if (token === undefined) continue;
    const { kind, start, end, name } = token;
    const label = source.slice(start, end);
    if (kind === 'text')
      pieces.push(...textPieces(source, start, end, (raw) => decodeAndroid(decodeText(raw))));
    else if (kind === 'cdata' && isData) pieces.push(...dataPieces(source, start + 9, end - 3));
    else if (kind === 'cdata')
      pieces.push({ kind: 'text', text: decodeAndroid(token.text), start, end });
    else if (kind === 'open' && /^(?:xliff:)?g$/.test(name)) {
      at = closeOf(inner, at);
      pieces.push({
        kind: 'code',
        role: 'alone',
        isWord: true,
        start,
        end: inner[at]?.end ?? end,
        label,
      });
    } else if (kind === 'open') pieces.push({ kind: 'code', role: 'open', start, end, label });
    else if (kind === 'close') pieces.push({ kind: 'code', role: 'close', start, end, label });
    else pieces.push({ kind: 'code', role: 'alone', start, end, label: '' });
  }
  // A string that refers to another, or to a theme.
  if (/^\s*[@?][\w+]*[:/]?\S*\s*$/.test(inner.map(({ text }) => text).join(''))) return undefined;
  const inline = toInline(source, pieces);
  if (inline === undefined || !/\p{L}/u.test(inline.text)) return undefined;
  return { unit: { ...unit, text: inline.text.trim(), marks: inline.marks }, inline, isData };
}

/** Markup within CDATA. */
function dataPieces(source: string, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  for (const { 0: tag, index } of source.slice(from, to).matchAll(/<\/?[a-z][^<>]*>/gi)) {
    pieces.push(...textPieces(source, at, from + index, decodeAndroid));
    at = from + index + tag.length;
    pieces.push({ kind: 'code', role: 'alone', start: from + index, end: at, label: tag });
  }
  return [...pieces, ...textPieces(source, at, to, decodeAndroid)];
}

const wrapped = /^\s*"[^"\\]*(?:\\[^][^"\\]*)*"\s*$/;
/** After an even number of backslashes. */
const unescaped = String.raw`(?<!(?<!\\)\\(?:\\\\)*)`;
const space = String.raw`(?:\s|\\u0020|\\[nt])*`;

/** Spaces at the edges stay with the skeleton, also those that are written with signs, and quotes around all. */
function textPieces(
  source: string,
  start: number,
  end: number,
  decode: (raw: string) => string,
): readonly Piece[] {
  const raw = source.slice(start, end);
  const quote = wrapped.test(raw) ? String.raw`\s*"` : '';
  const lead = new RegExp(`^${quote}${space}`, 'i').exec(raw)?.[0].length ?? 0;
  const rest = raw.slice(lead);
  const tail =
    new RegExp(`${unescaped}${space}${quote === '' ? '' : String.raw`"\s*`}$`, 'i').exec(rest)?.[0]
      .length ?? 0;
  const [from, to] = [start + lead, end - tail];
  const shown = (part: string, isFirst: boolean) =>
    quote === '' || isFirst ? decode(part) : decode(`"${part}`);
  return [
    [start, from],
    [from, to],
    [to, end],
  ].flatMap(([first = 0, last = 0]): readonly Piece[] => {
    if (last <= first) return [];
    const text = shown(source.slice(first, last), first === start);
    return [{ kind: 'text', text, start: first, end: last }];
  });
}

function written(
  { unit, inline, isData }: Value,
  textOf: (unit: Unit) => string,
  begin: number,
): string {
  let isFirst = inline.start === begin;
  return renderInline(textOf(unit), inline, unit.id, (text) => {
    const own = encodeAndroid(text, isFirst);
    isFirst = false;
    // No tag, and no end of the data.
    return isData ? own.replace(/<(?=\/?[a-z])|(?<=]])>/gi, signOf) : escapeXml(own);
  });
}
