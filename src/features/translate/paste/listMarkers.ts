const romanDigits = [
  ...[[1000, 'm'] as const, [900, 'cm'] as const, [500, 'd'] as const, [400, 'cd'] as const],
  ...[[100, 'c'] as const, [90, 'xc'] as const, [50, 'l'] as const, [40, 'xl'] as const],
  ...[[10, 'x'] as const, [9, 'ix'] as const, [5, 'v'] as const, [4, 'iv'] as const],
  [1, 'i'] as const,
];

function roman(number: number): string {
  let left = number;
  return romanDigits
    .map(([value, digits]) => {
      const times = Math.floor(left / value);
      left -= times * value;
      return digits.repeat(times);
    })
    .join('');
}

function letters(number: number): string {
  const last = String.fromCharCode(97 + ((number - 1) % 26));
  return number > 26 ? letters(Math.floor((number - 1) / 26)) + last : last;
}

/** How the items of a list are counted, by HTML's `type` or CSS's `list-style-type`. */
export function markerOf(type: string, number: number): string {
  const countable = number >= 1 && number < 4000;
  if (/^(?:a|lower-(?:alpha|latin))$/.test(type) && countable) return `${letters(number)}.`;
  if (/^(?:A|upper-(?:alpha|latin))$/.test(type) && countable) {
    return `${letters(number).toUpperCase()}.`;
  }
  if (/^(?:i|lower-roman)$/.test(type) && countable) return `${roman(number)}.`;
  if (/^(?:I|upper-roman)$/.test(type) && countable) return `${roman(number).toUpperCase()}.`;
  return `${number}.`;
}

/** What Word wrote as the sign of an item: a number, or a letter of a font that has signs in their place. */
export function wordMarker(written: string): string {
  const text = written.replace(/[\s\u00a0]+/g, '');
  return /^\(?[\p{L}\p{N}.]{1,12}[.)]$|^\p{N}+$/u.test(text) ? text : '•';
}
