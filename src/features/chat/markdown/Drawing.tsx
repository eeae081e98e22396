import { useMemo, type ReactNode } from 'react';
import { drawFormula } from './draw';

interface DrawingProps {
  readonly tex: string;
  readonly display: boolean;
  /** For what cannot be drawn. */
  readonly source: ReactNode;
}

export default function Drawing({ tex, display, source }: DrawingProps) {
  const drawn = useMemo(() => drawFormula({ tex, display }), [tex, display]);
  if (drawn === undefined) return source;
  return display ? (
    <span dir="ltr" tabIndex={0} className="block overflow-x-auto overflow-y-hidden">
      {drawn}
    </span>
  ) : (
    <span dir="ltr">{drawn}</span>
  );
}
