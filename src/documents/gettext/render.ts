import { displayWidth, isWide } from '../width';

/** How a catalogue is laid out. */
export interface PoStyle {
  readonly lineEnd: string;
  readonly isWrapped: boolean;
}

/** gettext's own, with the quotes. */
const WIDTH = 79;

export function styleOf(source: string): PoStyle {
  const lineEnd = /\r\n|\n|\r/.exec(source)?.[0] ?? '\n';
  const isLong = source
    .split(lineEnd)
    .some((line) => /^"[^"]* [^"]*"$/.test(line) && displayWidth(line) > WIDTH + 1);
  return { lineEnd, isWrapped: !isLong };
}

const escapes: Readonly<Record<string, string>> = {
  ...{ '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' },
  ...{ '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\v': '\\v' },
};

function escapePo(text: string): string {
  return text.toWellFormed().replace(/["\\\0-\x1f]/g, (sign) => {
    return escapes[sign] ?? `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
}

/** A string with its keyword, over several lines where gettext would do so. */
export function renderString(keyword: string, text: string, style: PoStyle): string {
  const parts = text.split(/(?<=\n)/).map(escapePo);
  const whole = `${keyword} "${parts.join('')}"`;
  const fits = !style.isWrapped || displayWidth(whole) <= WIDTH;
  if (parts.length <= 1 && fits) return whole;
  const pieces = style.isWrapped ? parts.flatMap(wrap) : parts;
  return [`${keyword} ""`, ...pieces.map((piece) => `"${piece}"`)].join(style.lineEnd);
}

/** Where a line may end: after spaces, after hyphens in words, and beside ideographs. */
const chunks = /(?:\\.|[^\s\\])+?(?:\s+|(?<=\p{L}-)(?=\p{L})|(?<=[\u2014])|$)|\s+/gsu;

function wrap(text: string): readonly string[] {
  const found: string[] = [];
  let line = '';
  let width = 0;
  for (const chunk of (text.match(chunks) ?? []).flatMap(apart)) {
    const own = displayWidth(chunk);
    if (line !== '' && width + own > WIDTH - 2) {
      found.push(line);
      [line, width] = ['', 0];
    }
    line += chunk;
    width += own;
  }
  return [...found, line];
}

const noStart =
  /^[\p{Pe}\p{Pf}\p{Po}\u30fc\u3005\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087]/u;

/** Ideographs stand apart, but for closing marks. */
function apart(chunk: string): readonly string[] {
  if (!isWide(chunk)) return [chunk];
  const found: string[] = [];
  for (const sign of chunk) {
    const last = found.at(-1);
    const joins =
      last === undefined ||
      !(isWide(sign) || isWide(last.slice(-1))) ||
      noStart.test(sign) ||
      /\s/.test(sign) ||
      /\p{Ps}$/u.test(last);
    if (joins) found.splice(-1, 1, (last ?? '') + sign);
    else found.push(sign);
  }
  return found;
}
