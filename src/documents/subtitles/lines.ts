import { displayWidth, isWide } from '../width';

/** Columns of a line on the screen, as broadcasters have it; ideographs take two. */
const WIDTH = 42;
const LINES = 2;
/** A line ends rather after a comma than so many columns nearer to the middle. */
const CLAUSE = 6;

const dash = /^[-\u2010-\u2015]/;
const hangul = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/;

/** Whether two lines are joined without a space: Chinese and Japanese. */
export function joinsClosely(before: string, after: string): boolean {
  const [last, first] = [
    Array.from(before.trimEnd()).at(-1) ?? '',
    Array.from(after.trimStart())[0] ?? '',
  ];
  return [last, first].every((sign) => isWide(sign) && !hangul.test(sign));
}

/** Whether a line begins what another speaker says. */
export function isSpeech(line: string): boolean {
  return dash.test(line.trimStart());
}

const noStart = /^[\p{Pe}\p{Pf}\p{Po}\u30fc\u3005]/u;

/**
 * Breaks a line where it is too long for a screen, into lines of about the same width.
 *
 * @param hidden What is not shown; global.
 * @param most Lines of the source: there are as many as two, or as these.
 */
export function breakLine(text: string, hidden: RegExp, most: number): readonly string[] {
  const width = displayWidth(text.replace(hidden, ''));
  const count = Math.min(Math.max(LINES, most), Math.ceil(width / WIDTH));
  if (count <= 1) return [text];
  const found: string[] = [];
  let rest = text;
  for (let left = count; left > 1; left--) {
    const at = nearest(rest, hidden, displayWidth(rest.replace(hidden, '')) / left);
    if (at === undefined) break;
    found.push(rest.slice(0, at.end));
    rest = rest.slice(at.next);
  }
  return [...found, rest];
}

/** Where a line can end, nearest to a width. */
function nearest(text: string, hidden: RegExp, wanted: number) {
  let best: { end: number; next: number; off: number } | undefined;
  let width = 0;
  let before = '';
  const tags = [...text.matchAll(hidden)];
  for (let at = 0; at < text.length;) {
    const tag = tags[0]?.index === at ? tags.shift()?.[0] : undefined;
    if (tag !== undefined) {
      at += tag.length;
      continue;
    }
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const after = text.slice(at + 1, at + 3);
    const isSpace =
      sign === ' ' &&
      !/\s/.test(before) &&
      /^[^\s<{]/.test(after) &&
      !joinsClosely(before, after) &&
      !dash.test(after);
    const isBetween =
      before !== '' && joinsClosely(before, sign) && !noStart.test(sign) && !/\p{Ps}/u.test(before);
    const off = Math.abs(width - wanted) - (/\p{Po}/u.test(before) ? CLAUSE : 0);
    if ((isSpace || isBetween) && (best === undefined || off < best.off)) {
      best = { end: at, next: isSpace ? at + 1 : at, off };
    }
    width += displayWidth(sign);
    before = sign;
    at += sign.length;
  }
  return best;
}
