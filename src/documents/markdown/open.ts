import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified, type Processor } from 'unified';
import { readText } from '../encoding';
import { tooLarge } from '../failures';
import { MAX_CONTAINERS } from '../limits';
import { numbered, textDocument, type Draft } from '../textDocument';
import type { Open } from '../types';
import { Blocks } from './blocks';
import { normalLabel } from './escape';
import { mask } from './mask';
import type { NodeOf, Nodes, Parents } from './nodes';

/** Markdown: what each paragraph, heading and cell says is a unit, and so are titles and texts of pictures. */
export const open: Open = (file) => {
  const source = readText(file);
  checkDepth(source.text);
  const masked = mask(source.text);
  const root = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(remarkFrontmatter, ['yaml', 'toml'])
    .use(withoutTransforms)
    .parse(masked.text);
  const blocks = new Blocks(source.text, masked, labelsOf(root));
  const places = numbered(drafts(root, blocks));
  return textDocument({ format: 'markdown', source, places });
};

/** Quotes and lists that begin in one line: remark takes longer for each than for all before. */
function checkDepth(text: string): void {
  const container = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;
  for (const { index } of text.matchAll(/^(?=[ \t]*[>*+\d-])/gm)) {
    container.lastIndex = index;
    let depth = 0;
    while (container.test(text)) depth++;
    if (depth > MAX_CONTAINERS) throw tooLarge('MAX_CONTAINERS', MAX_CONTAINERS);
  }
}

/** Addresses that are found only afterwards have no places; they stay text. */
function withoutTransforms(this: Processor): void {
  const data = this.data();
  data.fromMarkdownExtensions = (data.fromMarkdownExtensions ?? [])
    .flat()
    .map((extension) => ({ ...extension, transforms: [] }));
}

function drafts(root: NodeOf<'root'>, blocks: Blocks): readonly Draft[] {
  const found: Draft[] = [];
  walk(root, [], (node, parents) => {
    const own = blocks.draftsOf(node, parents);
    // One by one, for a file may have more than fit into a call.
    for (const each of own ?? []) found.push(each);
    return own === undefined;
  });
  return found;
}

function labelsOf(root: NodeOf<'root'>): ReadonlySet<string> {
  const labels = new Set<string>();
  walk(root, [], (node) => {
    if (node.type === 'definition') labels.add(normalLabel(node.label ?? node.identifier));
    return true;
  });
  return labels;
}

/** @param enter Returns whether to go on with its children. */
function walk(
  node: Nodes,
  parents: readonly Parents[],
  enter: (node: Nodes, parents: readonly Parents[]) => boolean,
): void {
  if (!enter(node, parents) || !('children' in node)) return;
  for (const child of node.children) walk(child, [...parents, node], enter);
}
