import { directionOf, type Direction } from '../direction';
import { textOf } from './textOf';
import type { Element, ElementContent, ElementRoot } from './trees';

const blocks = new Set('p h1 h2 h3 h4 h5 h6 ul ol li blockquote table th td'.split(' '));
const aside = new Set(['code', 'pre', 'var']);

/**
 * A plugin that gives each block the direction of its own first letter.
 *
 * @param around The direction that one without a letter has.
 */
export function setDirections(around: Direction | undefined) {
  return (tree: ElementRoot) => {
    for (const child of tree.children) if (child.type === 'element') visit(child, around);
  };
}

function visit(node: Element, around: Direction | undefined): void {
  const own = (blocks.has(node.tagName) ? firstWithin(node) : undefined) ?? around;
  if (own !== around) node.properties['dir'] = own;
  for (const child of node.children) if (child.type === 'element') visit(child, own);
}

function firstWithin(node: ElementContent): Direction | undefined {
  if (node.type === 'text') return directionOf(node.value);
  if (node.type !== 'element' || aside.has(node.tagName)) return undefined;
  if (node.tagName === 'img') return directionOf(textOf(node));
  for (const child of node.children) {
    const direction = firstWithin(child);
    if (direction !== undefined) return direction;
  }
  return undefined;
}
