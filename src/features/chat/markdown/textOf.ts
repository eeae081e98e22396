import type { Element, ElementContent } from './trees';

/** @returns What a reader would see of it, pictures by their words. */
export function textOf(node: Element | ElementContent | undefined): string {
  if (node?.type === 'text') return node.value;
  if (node?.type !== 'element') return '';
  return (node.properties['alt'] ?? '') + node.children.map(textOf).join('');
}
