import { pairsOf, splitMarks } from '../exchange/marks';
import type { Mark } from '../types';
import { escapeAttribute, escapeXml } from '../xml';

/** By a word of a mark's label: the element that looks like it. */
const elements: Readonly<Record<string, string>> = {
  ...{ bold: 'b', strong: 'b', b: 'b', italic: 'i', emphasis: 'i', em: 'i', i: 'i' },
  ...{ underline: 'u', underlined: 'u', u: 'u', a: 'u', link: 'u', strike: 's', delete: 's' },
  ...{ superscript: 'sup', sup: 'sup', subscript: 'sub', sub: 'sub' },
};
const breaks = new Set(['br', 'line break', 'break']);

/** A unit's text as markup of ours alone: whatever a document says in it is text, or the name of a mark. */
export function markupOf(text: string, marks: readonly Mark[]): string {
  const pieces = splitMarks(text, marks);
  const pairs = pairsOf(pieces);
  return pieces
    .map((piece, at) => {
      if (typeof piece === 'string') return escapeXml(piece);
      const label = marks.find(({ number }) => number === piece.number)?.label ?? '';
      if (piece.kind === 'alone') return breaks.has(label) ? '<br>' : chip(label);
      if (!pairs.has(at)) return '';
      const names = label.split(/[\s,]+/).flatMap((word) => elements[word.toLowerCase()] ?? []);
      if (piece.kind === 'open') return names.map((name) => `<${name}>`).join('');
      return names
        .reverse()
        .map((name) => `</${name}>`)
        .join('');
    })
    .join('');
}

/** In place of what is not shown: a picture, a field. */
function chip(label: string): string {
  return label === '' ? '' : `<span class="chip">${escapeXml(label)}</span>`;
}

/** Attributes of an element in a language. */
export function languageOf(tag: string | undefined): string {
  return tag === undefined ? ' dir="auto"' : ` lang="${escapeAttribute(tag)}" dir="auto"`;
}
