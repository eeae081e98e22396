/** A share, which may well be above all of it: "61%", "0.8%". */
export function formatShare(share: number, locale: string): string {
  const digits = share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(
    share,
  );
}

/** What is small, by its two leading digits: "0.00012". */
export function formatSmall(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(value);
}
