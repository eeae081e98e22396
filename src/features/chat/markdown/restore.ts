import { splitMasked, unmask, type Literal } from './literals';
import type { Markdown, MarkdownRoot, Paragraph, Phrasing } from './trees';

/** A plugin that puts literals back, keeps the ends of lines, and takes HTML for text. */
export function restore(literals: readonly Literal[]) {
  return (tree: MarkdownRoot) => {
    visit(tree, literals);
  };
}

const fields = ['value', 'url', 'title', 'alt', 'label', 'lang', 'meta'] as const;
const blocks = new Set<string>(['root', 'blockquote', 'listItem', 'footnoteDefinition']);

function visit(node: Markdown, literals: readonly Literal[]): void {
  const texts = node as Partial<Record<(typeof fields)[number], unknown>>;
  for (const field of fields) {
    const value = texts[field];
    if (typeof value === 'string') texts[field] = unmask(value, literals);
  }
  if (!('children' in node)) return;
  const children = node.children.flatMap((child): MarkdownRoot['children'] => {
    if (child.type === 'text') return readText(child.value, literals);
    visit(child, literals);
    if (child.type !== 'html') return [child];
    return blocks.has(node.type) ? [asWritten(child.value)] : readHtml(child.value);
  });
  Object.assign(node, { children });
}

function readText(text: string, literals: readonly Literal[]): Phrasing[] {
  return splitMasked(text, literals).flatMap((piece) => {
    if (typeof piece === 'string' || piece.formula === undefined) {
      return readLines(typeof piece === 'string' ? piece : piece.source);
    }
    const { source, formula } = piece;
    // An element that nothing else becomes; the page draws what it names.
    const hProperties = { title: formula.tex, className: formula.display ? ['display'] : [] };
    return [{ type: 'text', value: source, data: { hName: 'var', hProperties } }];
  });
}

function readLines(text: string): Phrasing[] {
  return text
    .split(/\r?\n/)
    .flatMap((line, at): Phrasing[] => [
      ...(at > 0 ? [{ type: 'break' } as const] : []),
      ...(line === '' ? [] : [{ type: 'text', value: line } as const]),
    ]);
}

const lineBreak = /<br *\/?>/i;

/** A paragraph with its spaces. */
function asWritten(html: string): Paragraph {
  const text = { type: 'text', value: html.split(lineBreak).join('\n') } as const;
  const hProperties = { className: ['whitespace-pre-wrap'] };
  return { type: 'paragraph', children: [], data: { hProperties, hChildren: [text] } };
}

/** Only a line break is taken for what it says. */
function readHtml(html: string): Phrasing[] {
  return html
    .split(lineBreak)
    .flatMap((text, at) => [...(at > 0 ? [{ type: 'break' } as const] : []), ...readLines(text)]);
}
