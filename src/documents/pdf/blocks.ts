/* From pieces of text somewhere on a page to paragraphs, in the order in which the file draws them. */

export interface PdfPiece {
  readonly text: string;
  /** In points, from the page's lower left corner; where the baseline begins. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly isRtl: boolean;
}

interface Line {
  readonly pieces: PdfPiece[];
  readonly y: number;
  readonly size: number;
  left: number;
  right: number;
}

interface Block {
  readonly lines: Line[];
  left: number;
  right: number;
}

/** Parts of a line that are further apart stand in different columns or cells; in sizes of the letters. */
const COLUMN_GAP = 1.5;
/** Where letters are so far apart, there is a space. */
const WORD_GAP = 0.15;
/** Lines of one paragraph are no further apart, from baseline to baseline, unless the page's usually are. */
const LINE_GAP = 1.45;
const MAX_LINE_GAP = 2.6;
/** Blocks that a line may go on, the last ones. */
const OPEN_BLOCKS = 24;

/** @returns Each paragraph's text, words that are hyphenated at the end of a line in one. */
export function paragraphs(pieces: readonly PdfPiece[]): readonly string[] {
  const lines = toLines(pieces);
  const gap = lineGap(lines);
  const rights = new Map<number, number>();
  for (const { left, right } of lines) {
    rights.set(column(left), Math.max(right, rights.get(column(left)) ?? 0));
  }
  const blocks: Block[] = [];
  for (const line of lines) {
    const block = blocks
      .slice(-OPEN_BLOCKS)
      .findLast((each) => goesOn(each, line, gap, rights.get(column(each.left)) ?? 0));
    if (block === undefined) {
      blocks.push({ lines: [line], left: line.left, right: line.right });
      continue;
    }
    block.lines.push(line);
    block.left = Math.min(block.left, line.left);
    block.right = Math.max(block.right, line.right);
  }
  return blocks.map(({ lines: own }) => joinLines(own.map(textOf))).filter((text) => text !== '');
}

const column = (left: number) => Math.round(left / 20);

function toLines(pieces: readonly PdfPiece[]): readonly Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    // Also as wide as what is between two columns; where words are apart is told by their places.
    if (piece.text.trim() === '') continue;
    const { x, y, width, size } = piece;
    const line = lines.at(-1);
    const isBeside =
      line !== undefined &&
      Math.abs(line.y - y) < 0.4 * Math.max(line.size, size) &&
      Math.max(x - line.right, line.left - x - width) < COLUMN_GAP * Math.max(line.size, size);
    if (!isBeside) {
      lines.push({ pieces: [piece], y, size, left: x, right: x + width });
      continue;
    }
    line.pieces.push(piece);
    line.left = Math.min(line.left, x);
    line.right = Math.max(line.right, x + width);
  }
  return lines;
}

/** How far lines of a paragraph are apart on the page at most. */
function lineGap(lines: readonly Line[]): number {
  const gaps = lines
    .flatMap((line, at) => {
      const before = lines[at - 1];
      const gap = before === undefined ? 0 : (before.y - line.y) / line.size;
      return gap > 0.5 && gap < MAX_LINE_GAP ? [gap] : [];
    })
    .sort((a, b) => a - b);
  // Fewer lines than that may all be paragraphs.
  const usual = gaps.length < 8 ? 0 : (gaps[Math.floor(gaps.length / 4)] ?? 0);
  return Math.min(MAX_LINE_GAP, Math.max(LINE_GAP, 1.15 * usual));
}

const endOfSentence = /[.!?:…。！？：؟۔।]["'”’»）)\]]*$/u;
const bullet = /^(?:[•◦▪‣●○■–—*-]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s/u;

/** @param right Where lines end that begin where the block does. */
function goesOn(block: Block, line: Line, gap: number, right: number): boolean {
  const last = block.lines.at(-1);
  if (last === undefined) return false;
  const down = last.y - line.y;
  if (down < 0.5 * line.size || down > gap * Math.max(line.size, last.size)) return false;
  if (Math.abs(last.size - line.size) > 0.12 * last.size) return false;
  if (Math.min(block.right, line.right) - Math.max(block.left, line.left) <= 0) return false;
  if (bullet.test(textOf(line))) return false;
  const isShort = last.right < right - 4 * last.size && last.left > block.left - last.size;
  const isSetIn =
    line.left - block.left > 0.8 * line.size && line.left - block.left < 6 * line.size;
  return !((isShort || isSetIn) && endOfSentence.test(textOf(last)));
}

function textOf({ pieces, size }: Line): string {
  const isRtl = pieces.filter((piece) => piece.isRtl).length * 2 > pieces.length;
  const ordered = isRtl ? [...pieces].sort((a, b) => b.x + b.width - a.x - a.width) : pieces;
  let text = '';
  let before: PdfPiece | undefined;
  for (const piece of ordered) {
    const gap = before === undefined ? 0 : apart(before, piece);
    const needsSpace = gap > WORD_GAP * size && !/\s$/.test(text) && !/^\s/.test(piece.text);
    text += needsSpace ? ` ${piece.text}` : piece.text;
    before = piece;
  }
  // Ligatures of letters.
  return text
    .replace(/[\ufb00-\ufb06]/g, (sign) => sign.normalize('NFKC'))
    .replace(/\s+/g, ' ')
    .trim();
}

function apart(a: PdfPiece, b: PdfPiece): number {
  return Math.max(b.x - a.x - a.width, a.x - b.x - b.width);
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/u;

function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line;
    if (/\p{L}[-\u2010\u00ad]$/u.test(text) && /^\p{Ll}/u.test(line))
      return text.slice(0, -1) + line;
    const [end, begin] = [Array.from(text.slice(-2)).at(-1) ?? '', Array.from(line)[0] ?? ''];
    return unspaced.test(end) && unspaced.test(begin) ? text + line : `${text} ${line}`;
  }, '');
}
