import type { Element, ElementRoot } from './trees';

/** A plugin that gives the heading of the footnotes an id of this message's own, as their ids have. */
export function ownFootnotes(prefix: string) {
  const visit = (node: ElementRoot | Element) => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (child.properties['id'] === 'footnote-label') child.properties['id'] = `${prefix}label`;
      if (child.properties['ariaDescribedBy'] !== undefined) {
        child.properties['ariaDescribedBy'] = [`${prefix}label`];
      }
      visit(child);
    }
  };
  return visit;
}
