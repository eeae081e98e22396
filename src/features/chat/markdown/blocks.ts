import { formulaElements } from './formulas';
import { mask, splitMasked, type Literal, type Masked } from './literals';

/** A part of an answer that can be read by itself. */
export interface Block {
  readonly text: string;
  /** Shown as it is written: as Markdown it would be too much for the page. */
  readonly plain: boolean;
}

/**
 * What an answer may ask of the page. All of it is counted in the text, before a parser sees it: the parser
 * takes time that grows with the square of its marks, and visits what it made by recursion.
 */
export const limits = {
  /** Characters of an answer; many more than a model writes at once. */
  answerLength: 50_000,
  /** Elements of an answer. */
  answerElements: 5_000,
  /** Characters of a block, of which the last is parsed anew for each frame while an answer is written. */
  blockLength: 10_000,
  blockLines: 500,
  blockElements: 1_500,
  /** Marks for emphasis, which nest and are matched with each other; likewise for brackets and code. */
  blockMarks: 400,
  /** Characters before a line's text that nest it in quotes and lists: "> > - ", or five levels of a list. */
  nesting: 20,
} as const;

/**
 * An answer in the parts that a blank line, or code between fences, divides for certain. Those before the last
 * stay as they are while more is written. Parts beyond a limit are plain; nothing is left out.
 */
export function splitBlocks(text: string): readonly Block[] {
  const blocks: Block[] = [];
  // One for what holds them, and one for the rest, should it be plain.
  let left = limits.answerElements - 2;
  let taken = 0;
  for (const { start, end, code } of findParts(text)) {
    const part = text.slice(start, end);
    const isLong = end > limits.answerLength || part.length > limits.blockLength;
    // What is masked is no mark to the parser.
    const masked = code || isLong ? { text: part, literals: [] } : mask(part);
    const elements = code ? codeElements : countElements(masked);
    const plain =
      isLong ||
      elements > Math.min(left, limits.blockElements) ||
      (!code && isExcessive(masked.text));
    const before = blocks.at(-1);
    if (plain && before?.plain === true) {
      blocks[blocks.length - 1] = { text: text.slice(taken, end), plain };
      continue;
    }
    left -= plain ? 1 : elements;
    taken = start;
    blocks.push({ text: part, plain });
  }
  return blocks;
}

interface Part {
  readonly start: number;
  readonly end: number;
  /** Code between fences, or what has begun as such. */
  readonly code: boolean;
}

const openingFence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
const listMarker = /^(?:[-+*]|\d{1,9}[.)])(?:\s|$)/;
/** What is defined once for the whole text, and may be used before. */
const definition = /^[ >]{0,9}\[(?:[^[\]\\]|\\[^]){1,999}\]:/m;

function* findParts(text: string): Generator<Part> {
  if (text.length <= limits.blockLength && definition.test(text)) {
    yield { start: 0, end: text.length, code: false };
    return;
  }
  let start = 0;
  let at = 0;
  let fence: string | undefined;
  let isBlank = true;
  let inList = false;
  for (const line of text.split('\n')) {
    const next = Math.min(text.length, at + line.length + 1);
    if (fence !== undefined) {
      if (closes(line, fence)) {
        yield { start, end: next, code: true };
        start = next;
        fence = undefined;
        isBlank = true;
        inList = false;
      }
    } else if (line.trim() === '') {
      isBlank = true;
    } else {
      const [, ticks, tildes] = openingFence.exec(line) ?? [];
      const opened = ticks ?? tildes;
      // A fence further in may belong to the list around it.
      const isFence = opened !== undefined && (line.startsWith(opened) || (isBlank && !inList));
      if (start < at && (isFence || (isBlank && /^\S/.test(line) && !listMarker.test(line)))) {
        yield { start, end: at, code: false };
        start = at;
        inList = false;
      }
      inList ||= listMarker.test(line.trimStart());
      if (isFence && start === at) fence = opened;
      isBlank = false;
    }
    at = next;
  }
  if (start < text.length) yield { start, end: text.length, code: fence !== undefined };
}

function closes(line: string, fence: string): boolean {
  const marks = line.trim();
  return marks.length >= fence.length && marks === fence.charAt(0).repeat(marks.length);
}

/** Between paragraphs; its signs are no markers. */
const rule = /^ {0,3}([-*])(?:[ \t]*\1){2,}[ \t]*$/;
/** What nests a line: markers of quotes and lists, and the space around them. */
const nestingStart = /^(?:[\s>]|(?:[-+*]|\d{1,9}[.)])(?=\s|$))*/;

function isExcessive(part: string): boolean {
  const lines = part.split('\n');
  return (
    lines.length > limits.blockLines ||
    count(part, /[*_~]/g) > limits.blockMarks ||
    count(part, /[[\]<`]/g) > limits.blockMarks ||
    lines.some((line) => nestingOf(line).trimEnd().length > limits.nesting)
  );
}

const codeElements = 2;
/**
 * At most these stand for one mark: a footnote is the heaviest, at both of its ends. Markers that nest take more of
 * the parser's time than of the page.
 */
const perLine = 3;
const perMarker = 5;
const perLink = 6;

/** @returns At least as many elements as the part would become. */
function countElements({ text: part, literals }: Masked): number {
  const lines = part.split('\n');
  const markers = lines.map(nestingOf).join('');
  // Each row of a table gets as many cells as its first.
  const columns = Math.max(...lines.map(countColumns));
  return (
    perLine * lines.length +
    perMarker * count(markers, /[>*+\-.)]/g) +
    count(part, /[*_~`]/g) +
    perLink * count(part, /[[<@]|:\/\/|www\./gi) +
    (columns > 0 ? lines.length * (columns + 1) : 0) +
    splitMasked(part, literals).reduce((sum, piece) => sum + literalElements(piece), 0)
  );
}

function literalElements(piece: string | Literal): number {
  if (typeof piece === 'string') return 0;
  const breaks = count(piece.source, /\n/g);
  return breaks + (piece.formula === undefined ? 0 : formulaElements(piece.formula));
}

function nestingOf(line: string): string {
  if (rule.test(line)) return '';
  return nestingStart.exec(line)?.[0] ?? '';
}

/** Columns of the table whose second row a line may be. */
function countColumns(line: string): number {
  const isDelimiter = /^[\s|:>+*\d.)-]*$/.test(line) && line.includes('-') && /[|:]/.test(line);
  return isDelimiter ? count(line, /\|/g) + 1 : 0;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
