import type { Draft } from '../textDocument';
import { escapeMarkdown } from './escape';
import { rangeOf } from './inline';
import type { Nodes } from './nodes';

const titleAtEnd =
  /[ \t\r\n]("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))[ \t\r\n]*\)?$/;

/** Texts of pictures, and titles of pictures, links and definitions. */
export function attributesOf(node: Nodes, source: string): readonly Draft[] {
  const { start, end } = rangeOf(node);
  const raw = source.slice(start, end);
  if (node.type === 'image' && node.alt) {
    const close = bracketEnd(raw);
    const alt =
      close === undefined ? [] : [altDraft(node.alt, start + 2, start + close, (text) => text)];
    return [...alt, ...titleDrafts(node.title, raw, start)];
  }
  if (node.type === 'imageReference' && node.alt) {
    const close = bracketEnd(raw);
    if (close === undefined) return [];
    const label = node.label ?? node.identifier;
    return [altDraft(node.alt, start, end, (text) => `![${text}][${label}]`)];
  }
  if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
    return titleDrafts(node.title, raw, start);
  }
  return [];
}

/** Where the bracket of `![…]` closes. */
function bracketEnd(raw: string): number | undefined {
  let depth = 0;
  for (let at = 1; at < raw.length; at++) {
    if (raw[at] === '\\') at++;
    else if (raw[at] === '[') depth++;
    else if (raw[at] === ']' && --depth === 0) return at;
  }
  return undefined;
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

function altDraft(alt: string, start: number, end: number, wrap: (text: string) => string): Draft {
  const place = {
    isLineStart: false,
    isCell: false,
    isHeading: false,
    isInLink: true,
    next: '',
    labels: new Set<string>(),
  };
  const text = oneLine(alt);
  return {
    ...{ start, end },
    place: (id) => ({
      ...{ start, end, unit: { id, text, marks: [], context: 'alt' } },
      render: (translation, { isBilingual }) =>
        wrap(
          escapeMarkdown(
            oneLine(isBilingual === true ? `${text} / ${translation}` : translation),
            place,
          ),
        ),
    }),
  };
}

function titleDrafts(title: string | null | undefined, raw: string, by: number): readonly Draft[] {
  const text = oneLine(title ?? '');
  const found = titleAtEnd.exec(raw);
  if (text === '' || found === null) return [];
  const quoted = found[1] ?? '';
  const start = by + found.index + 1;
  const end = start + quoted.length;
  const render = (translation: string) =>
    `"${oneLine(translation)
      .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
      .replace(/&(?=#?\w+;)/g, '\\&')
      .replace(/"/g, '\\"')}"`;
  return [
    {
      ...{ start, end },
      place: (id) => ({
        ...{ start, end, unit: { id, text, marks: [], context: 'title' } },
        render: (translation, { isBilingual }) =>
          render(isBilingual === true ? `${text} / ${translation}` : translation),
      }),
    },
  ];
}
