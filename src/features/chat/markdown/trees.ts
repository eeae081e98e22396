import type { findAndReplace } from 'mdast-util-find-and-replace';
import type { ExtraProps } from 'react-markdown';

// What the packages call mdast and hast.

/** Markdown, as the parser has read it. */
export type Markdown = Parameters<typeof findAndReplace>[0];
export type MarkdownRoot = Extract<Markdown, { type: 'root' }>;
export type Paragraph = Extract<Markdown, { type: 'paragraph' }>;
export type Phrasing = Paragraph['children'][number];

/** Elements, as they will be drawn. */
export type Element = NonNullable<ExtraProps['node']>;
export type ElementContent = Element['children'][number];
export interface ElementRoot {
  readonly children: readonly (ElementContent | { readonly type: 'doctype' })[];
}
