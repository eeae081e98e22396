import { readText } from '../encoding';
import { unsupported } from '../failures';
import type { SourceFile } from '../types';
import { declaredEncoding, readXml, type XmlToken } from '../xml';
import { closeOf } from '../xliff/content';
import type { ExchangeEntry } from './types';

/**
 * Sentences of an XLIFF 1.2 file that was written here, whatever another tool made of it since.
 *
 * @throws AppError `document-unsupported` for another file, `document-damaged`, `document-too-large`
 */
export function readXliff(file: SourceFile): readonly ExchangeEntry[] {
  const tokens = readXml(readText(file, declaredEncoding(file.bytes)).text);
  const root = tokens.find(({ kind }) => kind === 'open');
  if (bare(root?.name) !== 'xliff') throw unsupported('content', file.name);
  const entries: ExchangeEntry[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'open' || bare(token.name) !== 'trans-unit') continue;
    const end = closeOf(tokens, at);
    const inner = tokens.slice(at + 1, end);
    const source = childText(inner, 'source');
    const target = childText(inner, 'target');
    at = end;
    if (source === undefined) continue;
    const isEmpty = target === undefined || target.trim() === '';
    entries.push({
      id: token.attributes['id'] ?? '',
      source,
      target: isEmpty ? undefined : target,
    });
  }
  return entries;
}

const bare = (name: string | undefined) => name?.replace(/^.*:/, '');

/** Of the unit's own child: there are sources and targets in other proposals, too. */
function childText(tokens: readonly XmlToken[], name: string): string | undefined {
  for (let at = 0; at < tokens.length; at++) {
    if (tokens[at]?.kind !== 'open') continue;
    const end = closeOf(tokens, at);
    if (bare(tokens[at]?.name) === name) return markedText(tokens.slice(at + 1, end));
    at = end;
  }
  return undefined;
}

/** Elements with native code inside, which is no text. */
const codes = new Set(['ph', 'bpt', 'ept', 'it']);
const opening = new Set(['bx', 'bpt']);
const closing = new Set(['ex', 'ept']);

/** Text with marks, by the numbers that they were written with. */
function markedText(tokens: readonly XmlToken[]): string {
  let text = '';
  const open: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    const name = bare(token.name) ?? '';
    const { id = '', rid = id, pos } = token.attributes;
    if (token.kind === 'text' || token.kind === 'cdata') text += token.text;
    else if (token.kind === 'close') text += open.pop() ?? '';
    else if (token.kind !== 'open') continue;
    else if (name === 'g') {
      text += `<${id}>`;
      open.push(`</${id}>`);
    } else {
      if (opening.has(name) || pos === 'open') text += `<${rid}>`;
      else if (closing.has(name) || pos === 'close') text += `</${rid}>`;
      else if (name === 'x' || name === 'ph') text += `<${id}/>`;
      if (codes.has(name)) at = closeOf(tokens, at);
      else open.push('');
    }
  }
  return text;
}
