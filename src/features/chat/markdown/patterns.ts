import { addressStops } from './addresses';
import { specialNames } from './names';

/*
 * What of an answer is no Markdown, to be matched in turn. None takes time that grows faster than the text: what
 * repeats begins only where nothing of its kind stands before it, and ends where it could begin anew.
 */
const anyOf = (...patterns: readonly RegExp[]) => patterns.map(({ source }) => source).join('|');
const pattern = (source: TemplateStringsArray, ...parts: readonly string[]) =>
  new RegExp(String.raw(source, ...parts), 'mu');

/** Code and addresses keep their marks already, and so does what is escaped. */
const aside = anyOf(
  // Code between fences, in a list or a quote too.
  /^[ \t]*(?:(?:[-+*>]|\d{1,9}[.)])[ \t]+)*(?<fence>~{3,}|`{3,}(?=[^`\n]*$))[^]*?(?:\n[ \t>]*\k<fence>[~`]*[ \t]*$|(?![^]))/mu,
  /(?<!`)(?<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[^])*?(?<!`)\k<ticks>(?!`)|`+/u,
  pattern`(?:https?:\/\/|www\.)[^\s<${addressStops}]*`,
  /\\[!-/:-@[-`{-~]/u,
);

/** Closed, or still open where the text ends. A blank line ends all of them. */
const formula = anyOf(
  /\\\[(?<bracket>(?:(?!\n[ \t]*\n)(?:[^\\]|\\[^[\]]))+)(?:\\\]|\\?(?![^]))/u,
  /\\\((?<paren>(?:(?!\n[ \t]*\n)(?:[^\\]|\\[^()]))+)(?:\\\)|\\?(?![^]))/u,
  /(?<environment>\\begin\{(?<kind>[a-z]{1,20}\*?)\}(?:(?!\n[ \t]*\n)[^]){0,2000}?(?:\\end\{\k<kind>\}|(?![^])))/u,
  /(?<![\\$])\$\$(?!\$)(?<double>(?:(?!\n[ \t]*\n)(?:[^$\\]|\\[^]))+)(?:\$\$|\$?(?![^]))/u,
  // As in pandoc: no space within its ends, no digit behind it.
  /(?<![\\$A-Za-z\d])\$(?![\s$])(?<single>(?:[^$\n\\]|\\[^\n])+)(?<!\s)\$(?![$A-Za-z\d{])/u,
);

const names = anyOf(
  pattern`(?<![\p{L}\p{N}_])__(?:(?:${specialNames}|[a-z\d]+(?:_[a-z\d]+)+)__(?![\p{L}\p{N}_])|[a-z][a-z\d]*__(?=\.[a-z]|\(|\/))`,
  /(?<=\w[./])__[a-z]\w*?__(?!\w)|(?<=\/)_{1,2}[\w-]+?_{1,2}(?=\/|\.\w)/u,
  // Of people and subjects.
  /(?<![\p{L}\p{N}_])[@#][\w-]*_[\w-]*/u,
);

const factor = String.raw`(?:\d[\d.,]*[A-Za-z%°]{0,3}|[A-Za-z])`;
const products = anyOf(
  pattern`(?<![\p{L}\p{N}_.,])${factor}(?:\*{1,2}${factor})+(?![\p{L}\p{N}_])`,
  /(?<![\p{L}\p{N}_*])[A-Za-z]\w*(?:\*[A-Za-z\d]\w*){2,}(?![\p{L}\p{N}_*])/u,
  /(?<=\))\*{1,2}(?=\()|(?<=\()\*(?=\))/u,
);

/** Stars for the names of files. Those of emphasis stand before a letter or behind one. */
const globs = (() => {
  const before = String.raw`(?<![^\s(\["':：，、（])`;
  const sign = String.raw`[\w.@~+{},?!/-]`;
  const star = String.raw`(?:\*{1,2}(?=\.[a-z{]|\/)|(?<=\/)\*{1,2}(?![\p{L}\p{N}_*]))`;
  return pattern`${before}(?:${sign}|${star})*${star}(?:${sign}|${star})*`;
})();

const paths = (() => {
  const sign = String.raw`(?:[^\s\\/:"<>|?*\]()${'`'}${addressStops}]|\*(?=[\w.\\])|\](?!\()|\([\w.-]{0,20}\))`;
  const rest = String.raw`(?:${sign}+\\)*${sign}*`;
  return anyOf(
    // From a drive, where folders have spaces in their names, or from a machine of the network.
    pattern`(?<![\p{L}\p{N}])[A-Za-z]:\\(?:${sign}+(?: ${sign}+){0,3}\\)*${sign}*`,
    pattern`(?<![^\s("'])\\\\[\w.-]+\\${rest}`,
    // From elsewhere: no escape if a letter stands behind a backslash.
    pattern`(?<![\w.%~\\-])(?:\.{1,2}|~|%\w+%)\\${rest}`,
    pattern`(?<![\w.%~\\-])[\w.-]+\\(?=[\p{L}\p{N}]|${sign}+\\[\p{L}\p{N}])${rest}`,
  );
})();

const others = anyOf(
  /(?<!\S)\/\*(?:(?!\/\*|\*\/)[^\n])*\*\//u,
  // Regular expressions, without what emphasizes them.
  /(?<=(?:^|\s)\*{0,3})(?![*_~])[^\s`]*\\[dDwWsSbB](?![A-Za-z])[^\s`]*?(?=\*{0,3}(?:[\s,;:!?。，；：]|$))/u,
  /¯\\_\(ツ\)_\/¯|[\^>-]_+[\^<-]/u,
  // The signs of a mask itself.
  /[\ufdd0\ufdd1]/u,
);

/** Groups: `aside`; or `bracket`, `paren`, `environment`, `double` or `single` for a formula; or none. */
export const literal = [
  formula,
  names,
  products,
  globs.source,
  paths,
  others,
  `(?<aside>${aside})`,
].join('|');
