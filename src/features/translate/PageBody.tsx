import type { ReactNode } from 'react';

/** Text and foot of a page, below its head. The foot is sticky within it, so it never covers the head. */
export function PageBody({ children }: { readonly children: ReactNode }) {
  return <div className="flex grow flex-col">{children}</div>;
}

interface PageFootProps {
  readonly side: 'from' | 'to';
  readonly children: ReactNode;
}

/** The quiet actions of a page. They stay visible while a long text scrolls. */
export function PageFoot({ side, children }: PageFootProps) {
  return (
    <div
      className={`sticky bottom-0 flex min-h-14 items-center gap-1 rounded-b-page bg-raised ps-1.5 pe-2.5 pb-2.5 sm:ps-2.5 ${side === 'to' ? 'md:ps-6.5' : ''}`}
    >
      {children}
    </div>
  );
}
