/*
 * What other programs read in Markdown and a parser of it does not know is hidden from the parser by signs of the same
 * length, so that places stay what they are: mathematics, shortcodes, attributes, directives, tags of components.
 */

export interface Masked {
  /** As long as the source. */
  readonly text: string;
  /** Stands for what is in a line. */
  readonly inLine: string;
  /** Stands for what takes lines of its own. */
  readonly ofLines: string;
}

// In this order, for the first that fits takes all of it. Code is found only to be passed over.
const code = [
  /^[ \t>]*(?<fence>`{3,}|~{3,})[^\n]*\n[^]*?^[ \t>]*\k<fence>/,
  /(?<![`\\])(?<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[^]){1,2000}?(?<!`)\k<ticks>(?!`)/,
  /\\[$[({\\]/,
];
const ofLines = [
  /^[ \t>]*\$\$(?:(?!\$\$)[^]){1,20000}\$\$[ \t]*$/,
  /^[ \t>]*:{3,}[^\n]*$/,
  // Alerts of GitHub, callouts of Obsidian.
  /^[ \t]*>[ \t>]*\[![A-Za-z]+\][+-]?[ \t]*$/,
  // Admonitions and tabs of MkDocs.
  /^[ \t]*(?:!!!|\?\?\?\+?|===)[ \t][^\n]*$/,
  /^[ \t]*(?:\[\[?_?[Tt][Oo][Cc]_?\]\]?|\{:?toc\}|\{\{[<%][^\n]*[%>]\}\}|\{%[^\n]*%\})[ \t]*$/,
];
const inLine = [
  /\{\{[^\n]{1,1000}?\}\}/,
  /\{%[^\n]{1,1000}?%\}/,
  /\{[:#.][^{}\n]{0,300}\}/,
  /<\/?[A-Z][\w.]*\s[^<>\n]{0,300}\{[^\n]{0,1000}?\/?>/,
  /\$\$[^$\n]{1,500}\$\$/,
  /\$(?:[A-Za-z]|(?=[^$\n]{0,300}[\\^_={}+*/|<>])[^\s$](?:[^$\n]{0,300}[^\s$\\])?)\$(?!\d)/,
];
const either = (patterns: readonly RegExp[]) => patterns.map(({ source }) => source).join('|');
const any = new RegExp(
  `(?:${either(code)})|(?<ofLines>${either(ofLines)})|(?<inLine>${either(inLine)})`,
  'gm',
);

export function mask(source: string): Masked {
  const [line, lines] = unused(source);
  const pieces: string[] = [];
  let at = 0;
  for (const { 0: whole, index, groups } of source.matchAll(any)) {
    pieces.push(source.slice(at, index));
    at = index + whole.length;
    if (groups?.['inLine'] !== undefined) pieces.push(line.repeat(whole.length));
    else if (groups?.['ofLines'] === undefined) pieces.push(whole);
    // The signs of a quote or a list stay.
    else pieces.push(whole.replace(/[^\s>][^\n]*/g, (shown) => lines.repeat(shown.length)));
  }
  return { text: pieces.join('') + source.slice(at), inLine: line, ofLines: lines };
}

/** Two signs of private use that the text does not have. */
function unused(source: string): readonly [string, string] {
  const free: string[] = [];
  for (let code = 0xe000; free.length < 2 && code < 0xf8ff; code++) {
    const sign = String.fromCharCode(code);
    if (!source.includes(sign)) free.push(sign);
  }
  return [free[0] ?? '\ue000', free[1] ?? '\ue001'];
}
