const digits = '零一二三四五六七八九';

/** A whole number from 1 to 99 in Chinese, as it stands before a measure word: 2 is 两, 12 is 十二. */
export function chineseNumeral(value: number): string | undefined {
  if (!Number.isInteger(value) || value < 1 || value > 99) return undefined;
  if (value === 2) return '两';
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  const tensPart = tens === 0 ? '' : tens === 1 ? '十' : `${digits.charAt(tens)}十`;
  return tensPart + (ones === 0 ? '' : digits.charAt(ones));
}
