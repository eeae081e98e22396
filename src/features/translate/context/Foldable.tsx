import { ChevronRight } from 'lucide-react';
import { useState, type ReactNode } from 'react';

interface FoldableProps {
  readonly title: string;
  /** Beside the title. */
  readonly note?: string | undefined;
  readonly children: ReactNode;
}

/** A part of the page that is closed until somebody opens it. */
export function Foldable({ title, note, children }: FoldableProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="group rounded-page border border-line bg-raised"
    >
      <summary className="flex min-h-9 list-none items-center gap-1.5 px-4 py-2 text-control text-soft hover:text-ink sm:px-5 pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          size={16}
          aria-hidden
          className="shrink-0 transition-transform group-open:rotate-90 rtl:-scale-x-100"
        />
        {title}
        {note !== undefined && <span className="text-small text-seal">{note}</span>}
      </summary>
      {isOpen && <div className="px-4 pb-4 sm:px-5">{children}</div>}
    </details>
  );
}
