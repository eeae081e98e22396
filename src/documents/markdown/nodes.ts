import type { findAndReplace } from 'mdast-util-find-and-replace';

/* What remark reads, by the types that a library of its own tells. */

export type Nodes = Parameters<typeof findAndReplace>[0];
export type NodeOf<T extends Nodes['type']> = Extract<Nodes, { type: T }>;
export type Parents = Extract<Nodes, { children: unknown[] }>;
export type PhrasingContent = NodeOf<'paragraph'>['children'][number];
