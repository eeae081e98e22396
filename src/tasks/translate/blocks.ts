import { breathe } from '../../core/breathe';
import { AppError } from '../../core/errors';
import {
  codeBlocks,
  firstEndingAfter,
  segmentText,
  type Range,
  type Segment,
  type Segmented,
  type SpanOptions,
} from '../../core/text/index';

/** Characters that are cut at a time: some milliseconds of work. */
const BLOCK = 1_024;

/** A line that is so many times longer is cut in pieces, at the ends of sentences. */
const LONG_LINE = 8;

/**
 * Cuts a text into sentences as `segmentText` does, and lets the page go on meanwhile: a book takes
 * seconds. Only a block of code is cut at once, however long it is.
 *
 * @throws AppError `aborted` after the signal.
 */
export async function segmentInBlocks(
  text: string,
  languageTag: string | undefined,
  maxTokens: number,
  signal: AbortSignal,
  options: SpanOptions = {},
  block = BLOCK,
): Promise<Segmented> {
  const segments: Segment[] = [];
  const code = codeBlocks(text);
  let lead = '';
  let start = 0;
  while (start < text.length) {
    if (signal.aborted) throw new AppError('aborted');
    if (start > 0) await breathe();
    const lineEnd = blockEnd(text, start + block, code);
    const most = start + block * LONG_LINE;
    const isLong = lineEnd > most && !code.some((range) => range.start < most && range.end > start);
    const cut = (to: number) => segmentText(text.slice(start, to), languageTag, maxTokens, options);
    // Where a sentence ends is seen in what follows it.
    const begun = isLong ? withoutLast(cut(most)) : undefined;
    const piece = begun === undefined || begun.segments.length === 0 ? cut(lineEnd) : begun;
    const end = start + lengthOf(piece);
    const last = segments.pop();
    if (last === undefined) lead += piece.lead;
    else segments.push({ ...last, after: last.after + piece.lead });
    for (const segment of piece.segments) segments.push(segment);
    start = end;
  }
  return { lead, segments };
}

function withoutLast({ lead, segments }: Segmented): Segmented {
  return { lead, segments: segments.slice(0, -1) };
}

function lengthOf({ lead, segments }: Segmented): number {
  return segments.reduce((sum, { text, after }) => sum + text.length + after.length, lead.length);
}

/** No sentence goes on after a line break, and no block of code is cut. */
function blockEnd(text: string, from: number, code: readonly Range[]): number {
  const next = code[firstEndingAfter(code, from)];
  const lineBreak = text.indexOf('\n', next !== undefined && next.start < from ? next.end : from);
  return lineBreak === -1 ? text.length : lineBreak + 1;
}
