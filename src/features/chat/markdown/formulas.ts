/** A formula in TeX. */
export interface Formula {
  readonly tex: string;
  /** In a line of its own. */
  readonly display: boolean;
}

/** Longer ones are shown as they are written. */
export const longestFormula = 1_000;

/** @returns At least as many elements as a formula may become. */
export function formulaElements({ tex }: Formula): number {
  return 8 + Math.min(tex.length, longestFormula);
}

const sign = /\\[A-Za-z]|[\^_=+<>{}*/|]/;
/** What of it no text has that is still being written. */
const command = /\\[A-Za-z]|[\^_={}|]/;
const words = /[a-z]{3}|\p{L}{2,}[\s,;:]+\S/u;
const isAscii = /^[ -~\s]*$/;

/** Whether a text between marks is meant as a formula rather than as words in brackets that are escaped. */
function isTex(text: string): boolean {
  return sign.test(text) || (isAscii.test(text) && /[A-Za-z\d]/.test(text) && !words.test(text));
}

/** Intervals may be open at one end. */
function isBalanced(text: string): boolean {
  return text.split(/[([]/).length === text.split(/[)\]]/).length;
}

/** Square brackets that were escaped: the number of a source, a box to tick. */
const inBrackets = /^\s*(?:\d+|x)\s*$/i;

/** Sums of money rather than a formula: "$5 or 6$". */
function isMoney(text: string): boolean {
  return /^\d/.test(text) && !text.includes('\\') && /[A-Za-z]{2}|[^ -~]/.test(text);
}

/** Of a block quote around it, which marks each of its lines. */
function withoutQuotes(tex: string): string {
  const lines = tex.split('\n');
  const isQuoted = lines.length > 1 && lines.slice(1).every((line) => /^\s*>/.test(line));
  return isQuoted ? lines.map((line) => line.replace(/^(?:\s*>)+/, '')).join('\n') : tex;
}

/**
 * @param source All that was matched.
 * @param groups The group of its kind has what stands between the marks.
 * @returns The formula, or `'open'` for one that has no end yet, or undefined for what is none.
 */
export function readFormula(
  source: string,
  groups: Readonly<Record<string, string | undefined>>,
): Formula | 'open' | undefined {
  const { bracket, paren, environment, double, single } = groups;
  if (single !== undefined) {
    return isTex(single) && !isMoney(single) && isBalanced(single)
      ? { tex: single, display: false }
      : undefined;
  }
  if (environment !== undefined) {
    return /\\end\{[a-z]+\*?\}$/.test(source) ? { tex: environment, display: true } : 'open';
  }
  const tex = withoutQuotes(bracket ?? paren ?? double ?? '');
  const isClosed = source.endsWith(
    bracket !== undefined ? '\\]' : paren !== undefined ? '\\)' : '$$',
  );
  if (!isClosed)
    return command.test(tex) && !/\p{L}{2,}\s+\p{L}{2,}/u.test(tex) ? 'open' : undefined;
  if (bracket !== undefined && inBrackets.test(bracket)) return undefined;
  const display = paren === undefined;
  return double !== undefined || isTex(tex) ? { tex, display } : undefined;
}
