import type { ReactNode } from 'react';
import { findLanguage } from '../../core/languages';

interface TextProps {
  /** FLORES code. */
  readonly code: string;
  readonly children: string;
  readonly soft?: boolean;
}

/** A text in its language, at most three lines of it. */
export function Text({ code, children, soft = false }: TextProps) {
  return (
    <p
      lang={findLanguage(code)?.tag}
      dir="auto"
      className={`line-clamp-3 [overflow-wrap:anywhere] ${soft ? 'text-soft' : ''}`}
    >
      {children}
    </p>
  );
}

/** A row: what it is about, its texts, what can be done. */
export function Row({
  about,
  actions,
  children,
}: {
  readonly about: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div role="listitem" className="flex flex-col gap-1 border-b border-line py-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-2">
        <span className="text-small text-soft">{about}</span>
        <span className="flex flex-wrap">{actions}</span>
      </div>
      {children}
    </div>
  );
}
