import type { TFunction } from 'i18next';
import { formatNumber } from '../../ui/format';

/** A share, which may be above 1: "61%", "0.8%". */
export function formatShare(share: number, locale: string): string {
  const digits = share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(
    share,
  );
}

/** A small number with two significant digits: "0.00012". */
export function formatSmall(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 }).format(value);
}

/** A speed with one decimal, "1 token/s", "2.5 tokens/s": the plural follows the number as it is shown. */
export function formatSpeed(
  tokensPerSecond: number,
  t: TFunction<'diagnostics'>,
  locale: string,
): string {
  const count = Math.round(tokensPerSecond * 10) / 10;
  return t('perSecond', { count, value: formatNumber(count, locale, 1) });
}
