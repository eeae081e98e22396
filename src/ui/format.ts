function byteUnit(bytes: number) {
  if (bytes >= 1e9) return { unit: 'gigabyte', size: 1e9 } as const;
  if (bytes >= 1e6) return { unit: 'megabyte', size: 1e6 } as const;
  return { unit: 'kilobyte', size: 1e3 } as const;
}

/** Bytes for display: powers of ten, at most one decimal, "4.5 GB". */
export function formatBytes(bytes: number, locale: string, per: '' | '-per-second' = ''): string {
  const { unit, size } = byteUnit(bytes);
  const value = bytes / size;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: `${unit}${per}`,
    unitDisplay: 'short',
    maximumFractionDigits: value < 100 ? 1 : 0,
  }).format(value);
}

/**
 * The "1.2" of "1.2 of 4.5 GB": a part in the unit of its whole, never rounded up to it. A part smaller than
 * that unit has its own: "480 MB of 4.5 GB".
 */
export function formatPart(bytes: number, whole: number, locale: string): string {
  const { size } = byteUnit(whole);
  if (bytes > 0 && bytes < size) return formatBytes(bytes, locale);
  const digits = whole / size < 100 ? 1 : 0;
  const floor = Math.floor((bytes / size) * 10 ** digits) / 10 ** digits;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(bytes >= whole ? bytes / size : floor);
}

/** A duration in one unit: "40 seconds", "25 minutes", "1.5 hours". */
export function formatDuration(seconds: number, locale: string): string {
  const [unit, size] =
    seconds < 90
      ? (['second', 1] as const)
      : seconds < 90 * 60
        ? (['minute', 60] as const)
        : (['hour', 3600] as const);
  const value = seconds / size;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'hour' && value < 10 ? 1 : 0,
  }).format(Math.max(1, value));
}

/** A share from 0 to 1: "62%". Never 100 before everything is done. */
export function formatPercent(fraction: number, locale: string): string {
  const whole = fraction >= 1 ? 1 : Math.min(0.99, fraction);
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(
    Math.floor(whole * 100) / 100,
  );
}

export function formatNumber(value: number, locale: string, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

/** Chinese and Japanese put no space between sentences. Empty ones are left out. */
export function joinSentences(sentences: readonly string[], locale: string): string {
  return sentences.filter((sentence) => sentence !== '').join(/^(zh|ja)/.test(locale) ? '' : ' ');
}
