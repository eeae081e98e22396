import { estimateTokens } from './tokens';

/** A stretch of a line from an opening mark to what closes it. */
interface Pair {
  /** Of the opening mark. */
  readonly start: number;
  /** Of the closing mark. */
  readonly end: number;
}

/** The quotes and brackets of one line. */
export interface Pairs {
  /** Whether the mark at an index closes another before it. */
  readonly closes: (index: number) => boolean;
  /**
   * Whether an index is inside a quote or bracket that is best kept in one piece. Indices are asked for in
   * ascending order.
   */
  readonly isInside: (index: number) => boolean;
}

// Longer ones hold so much that each of their sentences is better off alone.
const MAX_TOKENS = 140;
const MAX_LENGTH = 600;

/** Open marks that a closing one looks back over, so that a line of nothing else takes no longer. */
const DEEPEST = 16;

const brackets = new Map(
  ['()', '[]', '{}', '（）', '［］', '｛｝', '〔〕', '【】', '〈〉', '《》', '「」', '『』'].map(
    ([open = '', close = '']) => [open, close] as const,
  ),
);
const closingBrackets = new Set(brackets.values());
// „…“ „…” “…” ‚…‘ ‘…’ ‹…› »…« ”…”
const quotes: Readonly<Record<string, string>> = {
  '„': '“”',
  '“': '”',
  '”': '”',
  '‚': '‘’',
  '‘': '’',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '›': '‹›',
  '"': '"',
  "'": "'",
  '`': "'`",
};
const marks = /[()[\]{}（）［］｛｝〔〕【】〈〉《》「」『』„“”‚‘’«»‹›"'`]/g;
// French quotes hold whole conversations, sentence after sentence, and say so with spaces inside.
const isFrench = (line: string, start: number): boolean =>
  /[«‹]/.test(line.charAt(start)) && /\s/.test(line.charAt(start + 1));

const isSpace = (character: string): boolean =>
  character === '' || /[\s([{（«“„—–-]/.test(character);
const isWord = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

/** @param isAlone Whether no quote is open that the mark could close. */
function opens(line: string, index: number, isAlone: boolean): boolean {
  const mark = line.charAt(index);
  const before = line.charAt(index - 1);
  if (/[«‹„‚]/.test(mark)) return true;
  if (mark === '’' || line.charAt(index + 1).trim() === '') return false;
  return /[“‘]/.test(mark) || isSpace(before) || (mark === '"' && isAlone && !/[\w]/.test(before));
}

/** Whether a mark that may close a quote is none: the apostrophe of "boys' toys" and "don’t". */
function isApostrophe(line: string, index: number): boolean {
  const mark = line.charAt(index);
  if (mark !== "'" && mark !== '’') return false;
  return isWord(line.charAt(index + 1)) || !/[.!?…,;:。！？'"”)\]]/u.test(line.charAt(index - 1));
}

/** Pairs the quotes and brackets of a line. Linear in its length. */
export function pairsOf(line: string): Pairs {
  const open: { mark: string; index: number }[] = [];
  const closing = new Set<number>();
  const kept: Pair[] = [];

  const close = (at: number, index: number): void => {
    const start = open[at]?.index ?? index;
    open.length = at;
    closing.add(index);
    if (isFrench(line, start) || index - start > MAX_LENGTH) return;
    if (estimateTokens(line.slice(start, index)) > MAX_TOKENS) return;
    while ((kept.at(-1)?.start ?? -1) > start) kept.pop();
    kept.push({ start, end: index });
  };

  for (const { 0: mark, index } of line.matchAll(marks)) {
    // ":-("
    if (/[()]/.test(mark) && /[:;][-']?$/.test(line.slice(Math.max(0, index - 2), index))) continue;
    const opposite = brackets.get(mark);
    if (opposite !== undefined) {
      open.push({ mark, index });
      continue;
    }
    const closesWith = (other: string): boolean =>
      closingBrackets.has(mark)
        ? brackets.get(other) === mark
        : (quotes[other] ?? '').includes(mark);
    let at = open.length - 1;
    const least = Math.max(0, open.length - DEEPEST);
    while (at >= least && !closesWith(open[at]?.mark ?? '')) at--;
    const mayClose = at >= least && !isApostrophe(line, index);
    const isOpener = !closingBrackets.has(mark) && opens(line, index, !mayClose);
    const isStraight = mark === '"' || mark === "'" || mark === '`';
    if (mayClose && !(isOpener && isStraight)) close(at, index);
    else if (isOpener) {
      // A straight quote that was never closed is forgotten when the next begins.
      if (mayClose || (isStraight && open[at]?.mark === mark)) open.length = at;
      open.push({ mark, index });
    }
  }

  let next = 0;
  return {
    closes: (index) => closing.has(index),
    isInside: (index) => {
      while ((kept[next]?.end ?? Infinity) < index) next++;
      return (kept[next]?.start ?? Infinity) < index;
    },
  };
}
