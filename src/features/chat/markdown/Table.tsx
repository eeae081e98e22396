import type { ReactNode } from 'react';
import type { ExtraProps } from 'react-markdown';
import { textOf } from './textOf';

interface PartProps extends ExtraProps {
  readonly dir?: string | undefined;
  readonly children?: ReactNode;
}

/** Moves within itself where it is wider than the page, and is named by its first row. */
export function Table({ node, dir, children }: PartProps) {
  const head = node?.children.find((child) => child.type === 'element');
  const row = head?.children.find((child) => child.type === 'element');
  const names = row?.children.map(textOf).filter((name) => name.trim() !== '') ?? [];
  return (
    <div
      role="region"
      aria-label={names.join(', ') || textOf(node)}
      tabIndex={0}
      dir={dir}
      className="overflow-x-auto"
    >
      <table>{children}</table>
    </div>
  );
}
