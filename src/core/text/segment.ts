import { rulesOf, type Rules } from './abbreviations';
import { cellsOf, type Range } from './cells';
import { trimEdges } from './edges';
import { codeBlocks } from './fences';
import { pieceEnds } from './pieces';
import { sentenceEnds } from './sentences';
import { findSpans, firstEndingAfter, type Span, type SpanOptions } from './spans/index';

/** One sentence, or as much of one as fits into a request. */
export interface Segment {
  /** Begins and ends with something visible; never holds a line break. */
  readonly text: string;
  /** What follows it and is no language: space, line breaks, quotes, list signs, tags and the like. */
  readonly after: string;
  /** What in it is to come out as it is; left out if there is nothing. */
  readonly spans?: readonly Span[];
}

/** `lead`, then each segment's `text` and `after`, strung together are the input, exactly. */
export interface Segmented {
  /** What comes before the first segment. */
  readonly lead: string;
  readonly segments: readonly Segment[];
}

/** Sentences with more tokens than this are translated worse. */
const MAX_TOKENS = 200;
// Thai and Lao separate clauses with spaces and do not mark sentences: shorter pieces are better.
const MAX_TOKENS_UNMARKED = 120;
const unmarked = /^[^\p{L}]*[\u0e00-\u0eff]/u;
const lineBreaks = /[\n\r\v\f\u0085\u2028\u2029]+/g;

/** Calls `emit` with the bounds of every line, without its line breaks. */
function forEachLine(text: string, emit: (start: number, end: number) => void): void {
  let start = 0;
  for (const match of text.matchAll(lineBreaks)) {
    emit(start, match.index);
    start = match.index + match[0].length;
  }
  emit(start, text.length);
}

/**
 * Cuts a text into sentences without losing a character. Linear in time and in memory.
 *
 * @param languageTag BCP-47 tag of the text's language; helps with abbreviations and ordinals.
 * @param maxTokens Estimated tokens that a segment may have.
 */
export function segmentText(
  text: string,
  languageTag?: string,
  maxTokens: number = MAX_TOKENS,
  options: SpanOptions = {},
): Segmented {
  const segments: Segment[] = [];
  // The segment whose `after` is not known yet.
  let open: { range: Range; spans: readonly Span[] } | undefined;
  let lead = text;

  const close = (next: number): void => {
    if (open === undefined) lead = text.slice(0, next);
    else {
      const { range, spans } = open;
      const [own, after] = [text.slice(range.start, range.end), text.slice(range.end, next)];
      segments.push({ text: own, after, ...(spans.length > 0 && { spans }) });
    }
  };
  const add = (range: Range, spans: readonly Span[]): void => {
    close(range.start);
    open = { range, spans };
  };

  const rules = rulesOf(languageTag);
  const isNumbered = numberedLines(text, rules.ordinals !== 'none');
  const blocks = codeBlocks(text);
  let block = 0;
  forEachLine(text, (lineStart, lineEnd) => {
    while ((blocks[block]?.end ?? Infinity) < lineEnd) block++;
    if ((blocks[block]?.start ?? Infinity) <= lineStart) return;
    const line = text.slice(lineStart, lineEnd);
    if (line.trim() === '') return;
    const spans = findSpans(line, options);
    const numbered = isNumbered(line, lineEnd);
    for (const cell of cellsOf(line, spans)) {
      let { start } = cell;
      for (const end of endsWithin(line, cell, spans, rules)) {
        const limit = unmarked.test(line.slice(start, start + 32))
          ? MAX_TOKENS_UNMARKED
          : maxTokens;
        const pieces = pieceEnds(line, start, end, Math.min(limit, maxTokens), languageTag);
        for (const piece of outside(pieces, spans)) {
          if (piece <= start) continue;
          const range = trimEdges({
            ...{ text: line, start, end: piece, spans },
            ...{ isFirst: start === cell.start, isNumbered: numbered && start === cell.start },
          });
          if (visible.test(line.slice(range.start, range.end))) {
            const own = { start: lineStart + range.start, end: lineStart + range.end };
            add(own, spansWithin(spans, range));
          }
          start = piece;
        }
      }
    }
  });
  close(text.length);
  return { lead, segments };
}

// Signs alone are part of what stands between sentences.
const visible = /[\p{L}\p{N}]/u;
const numberAtStart = /^[\s>*#-]{0,16}(\d{1,3})\.\s+(\d?)/u;
const numberBelow = /\s{1,64}[\s>*#-]{0,16}(\d{1,3})\.\s/uy;

/**
 * Tells whether "3." at the start of a line numbers a list. Where such a number may also be an ordinal, and
 * before another number, the line above or below must have the number before or after it.
 */
function numberedLines(
  text: string,
  ordinals: boolean,
): (line: string, lineEnd: number) => boolean {
  let above = NaN;
  return (line, lineEnd) => {
    const [found, digits, digit = ''] = numberAtStart.exec(line) ?? [];
    const number = Number(digits ?? NaN);
    const isNext = number === above + 1;
    above = number;
    if (found === undefined) return false;
    numberBelow.lastIndex = lineEnd;
    const below = Number(numberBelow.exec(text)?.[1] ?? NaN);
    return isNext || below === number + 1 || !(ordinals || digit !== '');
  };
}

/** What stands around words and has no sign of its own for the rules of sentences. */
const hidden: ReadonlySet<string> = new Set<Span['kind']>(['tag', 'block', 'emphasis']);

/** Ends of the sentences of a cell, none of them within a span or after one that opens something. */
function endsWithin(
  line: string,
  { start, end }: Range,
  spans: readonly Span[],
  rules: Rules,
): readonly number[] {
  const seen: string[] = [];
  let at = start;
  for (let i = firstEndingAfter(spans, start); ; i++) {
    const span = spans[i];
    if (span === undefined || span.start >= end) break;
    if (!hidden.has(span.kind)) continue;
    seen.push(line.slice(at, span.start), '\u2060'.repeat(span.end - span.start));
    at = span.end;
  }
  seen.push(line.slice(at, end));
  const ends = sentenceEnds(seen.join(''), rules);
  return outside(
    ends.map((each) => start + each),
    spans,
  );
}

/** The cuts, moved out of the spans they are in, and before what opens there. */
function outside(cuts: readonly number[], spans: readonly Span[]): readonly number[] {
  if (spans.length === 0) return cuts;
  const last = cuts.at(-1);
  let at = firstEndingAfter(spans, (cuts[0] ?? 0) - 1);
  return cuts.map((given) => {
    let cut = given;
    while ((spans[at]?.end ?? Infinity) < cut) at++;
    const span = spans[at];
    if (span !== undefined && span.start < cut && cut < span.end) cut = span.end;
    for (let i = at; cut !== last && spans[i]?.end === cut && spans[i]?.role === 'open'; i--) {
      cut = spans[i]?.start ?? cut;
    }
    return cut;
  });
}

/** Of the line's spans those of a part, counted from its beginning. */
function spansWithin(spans: readonly Span[], { start, end }: Range): readonly Span[] {
  const first = firstEndingAfter(spans, start);
  const own = spans.slice(first, firstEndingAfter(spans, end));
  return own.map((span) => ({
    ...{ start: span.start - start, end: span.end - start, kind: span.kind, role: span.role },
    partner: partnerWithin(span.partner, first, own.length),
  }));
}

function partnerWithin(partner: number | undefined, first: number, count: number) {
  if (partner === undefined || partner < first || partner >= first + count) return undefined;
  return partner - first;
}

const wordOrForeignDigit = /\p{L}|(?![0-9])\p{Nd}/u;

/**
 * Whether a text holds something to translate: not only digits, signs, emoji, addresses and the like. Digits of
 * other scripts count, because the target's readers may not know them.
 */
export function isTranslatable(text: string, spans: readonly Span[] = findSpans(text)): boolean {
  let at = 0;
  for (const span of spans) {
    if (wordOrForeignDigit.test(text.slice(at, span.start))) return true;
    at = span.end;
  }
  return wordOrForeignDigit.test(text.slice(at));
}

// Scripts that set no space between sentences, and the full-width marks that go with them.
const unspacedEnd =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3000-\u303f\uff00-\uff65…”’]$/u;
const unspacedScripts = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr']);
// Between two sentences: what closes the first and opens the second.
const quotesBetween =
  /^([\p{Pe}\p{Pf}\p{Po}\p{Extended_Pictographic}\ufe0f\u200d"]*?)([\p{Ps}\p{Pi}]*)$/u;

/**
 * What goes between a translated segment and the next: the source's own. If the target's script puts spaces
 * between sentences and the source's does not, one space is added.
 *
 * @param targetScript ISO 15924.
 */
export function gapAfter(segment: Segment, isLast: boolean, targetScript: string): string {
  const { text, after } = segment;
  if (isLast || unspacedScripts.has(targetScript) || !unspacedEnd.test(text)) return after;
  return after.replace(quotesBetween, '$1 $2');
}
