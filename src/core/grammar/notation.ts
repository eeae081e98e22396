/*
 * The notation of xgrammar. Its classes compare bytes: of one byte they become a character by that number, so
 * such a byte is named twice.
 */

/** Code points from the first to the last. */
export type Range = readonly [first: number, last: number];

/** A text, word for word. */
export function literal(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(/[\0-\x1f\x7f]/g, (sign) => `\\${hex(sign.charCodeAt(0))}`);
  return `"${escaped}"`;
}

/** One of these characters. Halves of characters have no bytes: they may not be among them. */
export function oneOf(ranges: readonly Range[]): string {
  const [only, ...others] = ranges;
  // A text of xgrammar ends at the byte 0.
  if (only !== undefined && only[0] === only[1] && only[0] > 0 && others.length === 0) {
    return literal(String.fromCodePoint(only[0]));
  }
  const ascii = ranges
    .filter(([first]) => first < 0x80)
    .map(([first, last]): readonly Range[] => [[first, Math.min(last, 0x7f)]]);
  const rest = ranges
    .filter(([, last]) => last >= 0x80)
    .flatMap(([first, last]) => sequences(Math.max(first, 0x80), last));
  return oneSequence([...ascii, ...rest]);
}

/**
 * One of these sequences of bytes. What two have in common is written once: where two alternatives begin alike,
 * xgrammar takes the end of one for that of another.
 */
function oneSequence(all: readonly (readonly Range[])[]): string {
  const ends = all.filter(({ length }) => length === 1).flat();
  const longer = new Map<string, (readonly Range[])[]>();
  for (const [first, ...rest] of all) {
    if (first === undefined || rest.length === 0) continue;
    const start = byteClass([first]);
    longer.set(start, [...(longer.get(start) ?? []), rest]);
  }
  const alternatives = [
    ...(ends.length === 0 ? [] : [byteClass(ends)]),
    ...Array.from(longer, ([start, rest]) => `${start} ${oneSequence(rest)}`),
  ];
  return alternatives.length === 1 ? (alternatives[0] ?? '') : `(${alternatives.join(' | ')})`;
}

function byteClass(ranges: readonly Range[]): string {
  return `[${ranges.map(([first, last]) => bytes(first, last)).join('')}]`;
}

const hex = (byte: number) => `x${byte.toString(16).padStart(2, '0')}`;

function bytes(first: number, last: number): string {
  return first === last ? `\\${hex(first)}\\${hex(first)}` : `\\${hex(first)}-\\${hex(last)}`;
}

/** The first code point of three bytes in UTF-8, and that of four. */
const longer = [0x800, 0x10000];

/** The bytes of code points above ASCII: in each sequence, each byte may be any of a range. */
function sequences(first: number, last: number): readonly (readonly Range[])[] {
  const bound = longer.find((start) => first < start && last >= start);
  if (bound !== undefined) return [...sequences(first, bound - 1), ...sequences(bound, last)];
  const length = 2 + longer.filter((start) => first >= start).length;
  for (let tail = 1; tail < length; tail++) {
    const mask = (1 << (6 * tail)) - 1;
    if ((first & ~mask) === (last & ~mask)) continue;
    if ((first & mask) !== 0) {
      return [...sequences(first, first | mask), ...sequences((first | mask) + 1, last)];
    }
    if ((last & mask) !== mask) {
      return [...sequences(first, (last & ~mask) - 1), ...sequences(last & ~mask, last)];
    }
  }
  const [from, to] = [encode(first, length), encode(last, length)];
  return [from.map((byte, i): Range => [byte, to[i] ?? byte])];
}

function encode(point: number, length: number): readonly number[] {
  return Array.from({ length }, (_, i) => {
    const bits = point >> (6 * (length - 1 - i));
    return i === 0 ? ((0xf00 >> length) & 0xff) | bits : 0x80 | (bits & 0x3f);
  });
}
