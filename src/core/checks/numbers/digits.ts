const isDigit = /\p{Nd}/u;

function valueOf(digit: string): string {
  const code = digit.charCodeAt(0);
  // Ten in a row, from a code that ends in 0 or in 6.
  const first = isDigit.test(String.fromCharCode(code & ~15)) ? 0 : 6;
  return String((code & 15) - first);
}

/** The text with ASCII digits and signs of numbers, every one at its place. */
export function plainDigits(text: string): string {
  if (!/[^\0-\x7f]/.test(text)) return text;
  return text
    .replace(/(?![0-9])\p{Nd}/gu, (digit) => (digit.length === 1 ? valueOf(digit) : digit))
    .replace(/[．٫]/g, '.')
    .replace(/[，٬](?=\d{3})/g, '٬')
    .replace(/：(?=\d)/g, ':')
    .replace(/[−－﹣]/g, '-');
}
