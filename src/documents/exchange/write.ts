import { escapeAttribute, escapeXml } from '../xml';
import { pairsOf, splitMarks } from './marks';
import type { ExchangeDocument, ExchangeSentence } from './types';

/**
 * A document as XLIFF 1.2, which every CAT tool reads: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
 * A sentence is a `trans-unit`, a mark an inline element with the mark's number as its id.
 */
export function writeXliff({ name, from, to, sentences }: ExchangeDocument): string {
  const file = attributes({
    ...{ original: name, datatype: 'plaintext', 'source-language': from, 'target-language': to },
    'tool-id': 'bayling',
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">',
    `<file${file}>`,
    '<header><tool tool-id="bayling" tool-name="BayLing"/></header>',
    '<body>',
    ...sentences.map(unitOf),
    '</body>',
    '</file>',
    '</xliff>',
    '',
  ].join('\n');
}

const states = {
  machine: ' state="needs-review-translation" state-qualifier="mt-suggestion"',
  done: ' state="translated"',
  none: ' state="new"',
} as const;

function unitOf(sentence: ExchangeSentence): string {
  const {
    id,
    source,
    target,
    state,
    isKept,
    marks,
    context,
    limit,
    notes = [],
    remarks,
  } = sentence;
  const own = attributes({
    id,
    ...(context !== undefined && { resname: context }),
    ...(limit !== undefined && { maxwidth: String(limit), 'size-unit': 'char' }),
    ...(isKept && { translate: 'no' }),
    'xml:space': 'preserve',
  });
  const text = (of: string) => contentOf(of, marks);
  return [
    `<trans-unit${own}>`,
    `<source>${text(source)}</source>`,
    ...(target === undefined ? [] : [`<target${states[state]}>${text(target)}</target>`]),
    ...notes.map((note) => `<note from="developer">${escapeXml(note)}</note>`),
    ...remarks.map((note) => `<note from="BayLing" annotates="target">${escapeXml(note)}</note>`),
    '</trans-unit>',
  ].join('\n');
}

/** A pair whose other half stands in another sentence is two elements of their own. */
function contentOf(text: string, marks: ExchangeSentence['marks']): string {
  const pieces = splitMarks(text, marks);
  const pairs = pairsOf(pieces);
  return pieces
    .map((piece, at) => {
      if (typeof piece === 'string') return escapeXml(piece);
      const { kind, number } = piece;
      const label = marks.find((mark) => mark.number === number)?.label ?? '';
      const type = label.replace(/[^\w.-]+/g, '-');
      const own = `id="${number}"${type === '' ? '' : ` ctype="x-${type}"`}`;
      if (kind === 'alone') return `<x ${own}/>`;
      if (pairs.has(at)) return kind === 'open' ? `<g ${own}>` : '</g>';
      return kind === 'open'
        ? `<bx ${own} rid="${number}"/>`
        : `<ex id="${number}-end" rid="${number}"/>`;
    })
    .join('');
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
}
