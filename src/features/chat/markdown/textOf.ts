import type { ExtraProps } from 'react-markdown';

type Node = NonNullable<ExtraProps['node']>;

/** @returns What a reader would see of it, pictures by their words. */
export function textOf(node: Node | Node['children'][number] | undefined): string {
  if (node?.type === 'text') return node.value;
  if (node?.type !== 'element') return '';
  return (node.properties['alt'] ?? '') + node.children.map(textOf).join('');
}
