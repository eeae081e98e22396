interface ProgressProps {
  readonly label: string;
  /** 0 to 1. */
  readonly fraction: number;
}

/** A hairline that fills once. */
export function Progress({ label, fraction }: ProgressProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
      className="h-1 overflow-hidden rounded-full bg-line forced-colors:border"
    >
      <div
        className="h-full origin-left rounded-full bg-seal transition-transform rtl:origin-right forced-colors:bg-[Highlight]"
        style={{ transform: `scaleX(${fraction})` }}
      />
    </div>
  );
}
