import { emphasisRun, emphasisSides, markupFinders } from './markup';
import { placeholderFinders } from './placeholders';
import { Source, type Finder, type Found, type Span } from './types';
import { joinedToWord, wordFinders, wordRest, wordStart, wordWithSign } from './words';

export type { Span };

/** What else counts as no language. */
export interface SpanOptions {
  /** Whether numbers of digits are protected, too. */
  readonly numbers?: boolean | undefined;
}

const onePicture = String.raw`(?:\p{RI}\p{RI}|[0-9#*]\uFE0F?\u20E3|(?![\u00a9\u00ae\u2122\u203c\u2049\u2194-\u2199])\p{Extended_Pictographic}(?:\uFE0F|\uFE0E|\p{EMod})?(?:[\u{E0020}-\u{E007E}]{1,16}\u{E007F})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{EMod})?){0,8}|[\u00a9\u00ae\u2122\u203c\u2049\u2194-\u2199]\uFE0F)`;
const emoji = new RegExp(`${onePicture}+`, 'uy');
const number = /\p{Nd}{1,64}(?:[.,:/\u00a0\u202f'’]\p{Nd}{1,64}){0,32}[%‰]?(?!\p{L})/uy;
const replacement = /\ufffd+/uy;

// Where a span may begin; what lies between is passed over at once.
const beginning =
  /[<&{[%$:@#＃\\`~*_=/.!\ufffd]|\p{Extended_Pictographic}|\p{RI}|[A-Za-z0-9\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]|\p{Nd}/gu;

/** A span whose pair is not known yet. */
interface Draft extends Found {
  readonly start: number;
}

/** A run of signs that may stand around an emphasis. */
interface Run extends Draft {
  readonly open: boolean;
  readonly close: boolean;
}

/**
 * The parts of a line that are no language, in order and apart from each other. Linear in time.
 *
 * @param text Without line breaks.
 */
export function findSpans(text: string, options: SpanOptions = {}): readonly Span[] {
  const source = new Source(text);
  const drafts: Draft[] = [];
  const runs: Run[] = [];
  /** Ends of pairs that have begun, by where they begin. */
  const closings = new Map<number, Draft>();
  let limit = Infinity;
  let at = 0;

  const push = (start: number, found: Found): number => {
    const { kind, role, closing } = found;
    const end = Math.min(found.end, limit);
    const name = closing === undefined ? found.name : `](${closing.start}`;
    drafts.push({ start, end, kind, role, name });
    if (closing !== undefined) {
      closings.set(closing.start, { ...closing, kind, role: 'close', name });
      limit = Math.min(limit, closing.start);
    }
    return end;
  };

  while (at < text.length) {
    beginning.lastIndex = at;
    const next = Math.min(beginning.exec(text)?.index ?? text.length, limit);
    if (next >= text.length) break;
    at = next;
    const closing = closings.get(at);
    if (closing !== undefined) {
      drafts.push(closing);
      closings.delete(at);
      at = closing.end;
      limit = Math.min(Infinity, ...closings.keys());
      continue;
    }
    const found = findAt(source, at, options);
    if (found !== undefined && found.end > at) {
      at = push(at, found);
      continue;
    }
    const run = source.matchEnd(emphasisRun, at);
    if (run !== undefined) {
      const end = Math.min(run, limit);
      const sides = emphasisSides(text, at, end);
      if (sides.open || sides.close) {
        runs.push({ start: at, end, kind: 'emphasis', name: text.slice(at, end), ...sides });
      }
      at = end;
    } else at = passOver(source, at);
  }
  return pair([...drafts, ...pairRuns(runs)].sort((a, b) => a.start - b.start));
}

/** The place of the first range that ends after an index, by bisection. */
export function firstEndingAfter(ranges: readonly Pick<Span, 'end'>[], index: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? Infinity) > index) high = middle;
    else low = middle + 1;
  }
  return low;
}

function findAt(source: Source, at: number, { numbers = false }: SpanOptions): Found | undefined {
  const { text } = source;
  const sign = text.charAt(at);
  const picture = source.matchEnd(emoji, at);
  if (picture !== undefined) return { end: picture, kind: 'emoji' };
  const broken = source.matchEnd(replacement, at);
  if (broken !== undefined) return { end: broken, kind: 'sign' };
  const finders: readonly Finder[] = wordStart.test(sign)
    ? isWordWithSign(source, at)
      ? wordFinders
      : []
    : [...(markupFinders[sign] ?? []), ...(placeholderFinders[sign] ?? [])];
  for (const finder of finders) {
    const found = finder(source, at);
    if (found !== undefined) return found;
  }
  const digits = numbers ? source.matchEnd(number, at) : undefined;
  return digits === undefined ? undefined : { end: digits, kind: 'number' };
}

function isWordWithSign(source: Source, at: number): boolean {
  if (at > 0 && joinedToWord.test(source.text.charAt(at - 1))) return false;
  return source.matchEnd(wordWithSign, at) !== undefined;
}

/** Index after what holds no beginning of a span. */
function passOver(source: Source, at: number): number {
  const sign = source.text.charAt(at);
  if (wordStart.test(sign)) return source.matchEnd(wordRest, at) ?? at + 1;
  return at + ((source.text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** Of the runs those that stand around something, as opening and closing spans. */
function pairRuns(runs: readonly Run[]): readonly Draft[] {
  const open = new Map<string, Run[]>();
  const found: Draft[] = [];
  for (const run of runs) {
    const { name = '' } = run;
    const before = open.get(name) ?? [];
    const opener = run.close ? before.pop() : undefined;
    if (opener !== undefined) {
      const pairName = `${name}${opener.start}`;
      found.push({ ...strip(opener), role: 'open', name: pairName });
      found.push({ ...strip(run), role: 'close', name: pairName });
      // What was opened within and not closed is only a sign.
      for (const others of open.values()) {
        while ((others.at(-1)?.start ?? -1) > opener.start) others.pop();
      }
    } else if (run.open) before.push(run);
    open.set(name, before);
  }
  return found;
}

function strip({ start, end, kind }: Run): Draft {
  return { start, end, kind };
}

/** Gives the two of each pair each other's place. */
function pair(drafts: readonly Draft[]): readonly Span[] {
  const open = new Map<string, number[]>();
  const partners = new Map<number, number>();
  drafts.forEach(({ role, name = '' }, at) => {
    const before = open.get(name) ?? [];
    if (role === 'open') before.push(at);
    open.set(name, before);
    const opener = role === 'close' ? before.pop() : undefined;
    if (opener !== undefined) partners.set(opener, at).set(at, opener);
  });
  return drafts.map(({ start, end, kind, role }, at) => ({
    ...{ start, end, kind, role },
    partner: partners.get(at),
  }));
}
