import { normalForm } from './normal';
import type { Segment } from './segment';
import type { Span } from './spans/index';

/*
 * Within a sentence each protected span stands in the prompt as a short mark, which a model copies. What it
 * answers is taken apart at its marks, and the spans come back in their places.
 */

/** A translation in which spans have their places: texts, and the numbers of spans, from 0. */
export type Template = readonly (string | number)[];

/** A sentence as a model sees it. */
export interface Marked {
  /** In normal form, with marks for its spans. */
  readonly prompt: string;
  /** As they stand in the prompt, in its order. */
  readonly marks: readonly string[];
  /** The same sentence without them. */
  readonly plain: string;
  /** What stands before, between and after the spans, in normal form: one more than there are spans. */
  readonly between: readonly string[];
  readonly spans: readonly Span[];
  /** Sentences with the same key have the same translation. */
  readonly key: string;
}

const markOf = (number: number): string => `{${number}}`;
/** Also as a model may write it: with spaces, in full width, in the digits of its language. */
const anyMark = /[{｛]\s{0,2}(\p{Nd}{1,4})\s{0,2}[}｝]/gu;
const digit = /\p{Nd}/gu;

/** @returns The sentence as a model sees it; with spans, it holds marks that are nowhere else in it. */
export function markSpans({ text, spans = [] }: Segment): Marked {
  const between: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    between.push(normalForm(text.slice(at, start)));
    at = end;
  }
  between.push(normalForm(text.slice(at)));
  // From this number on, no mark is in the text.
  const first = Math.max(0, ...numbersIn(between)) + 1;
  const marks = spans.map((_, i) => markOf(first + i));
  const prompt = between
    .map((piece, i) => piece + (marks[i] ?? ''))
    .join('')
    .trim();
  const pairs = spans.map(({ role, partner }) => role && partner);
  const key = [prompt, ...pairs].join('\n');
  return { prompt, marks, plain: joinPlain(between), between, spans, key };
}

/** The numbers of what looks like marks in a text of the user. */
function numbersIn(between: readonly string[]): ReadonlySet<number> {
  const found = between.flatMap((text) => [...text.matchAll(anyMark)]);
  return new Set(found.map(([, digits = '']) => valueOf(digits)));
}

/** Without the spans, and without the spaces that would then stand side by side or before a mark. */
function joinPlain(between: readonly string[]): string {
  return between
    .reduce((text, piece) => (/\s$/.test(text) ? text + piece.trimStart() : text + piece))
    .replace(/\s+(?=[.,!?…;:。！？，；：)])/gu, '')
    .trim();
}

/** The value of digits of any script. */
export function valueOf(digits: string): number {
  return Number(digits.replace(digit, (one) => String(digitValue(one))));
}

/** Unicode has the digits of a script side by side, the zero first. */
function digitValue(one: string): number {
  const code = one.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

/**
 * Takes an answer apart at its marks.
 *
 * @returns Undefined unless every mark is there exactly once, and no other.
 */
export function readMarks(answer: string, { marks, spans, between }: Marked): Template | undefined {
  if (marks.length === 0) return [answer];
  const places = marks.map((mark) => Number(mark.slice(1, -1)));
  const own = numbersIn(between);
  const template: (string | number)[] = [];
  const seen = new Set<number>();
  let at = 0;
  for (const { 0: mark, 1: digits = '', index } of answer.matchAll(anyMark)) {
    const value = valueOf(digits);
    if (own.has(value)) continue;
    const number = places.indexOf(value);
    if (number === -1 || seen.has(number)) return undefined;
    seen.add(number);
    template.push(answer.slice(at, index), number);
    at = index + mark.length;
  }
  template.push(answer.slice(at));
  return seen.size === marks.length ? nested(template, spans) : undefined;
}

/** Where pairs would close before they open, or cross, their places are taken in the order of the source. */
function nested(template: Template, spans: readonly Span[]): Template {
  const paired = (one: string | number): one is number =>
    typeof one === 'number' && spans[one]?.partner !== undefined;
  const order = template.filter(paired);
  const isRight = isNested(order, spans);
  const inOrder = isRight ? order : [...order].sort((a, b) => a - b);
  let next = 0;
  return template.map((one) => (paired(one) ? (inOrder[next++] ?? one) : one));
}

function isNested(order: readonly number[], spans: readonly Span[]): boolean {
  const open: number[] = [];
  return order.every((one) => {
    if (spans[one]?.role === 'open') return open.push(one) > 0;
    return open.pop() === spans[one]?.partner;
  });
}

/** Whether a model only gave back what it got. */
export function isUnchanged(template: Template, { prompt, marks }: Marked): boolean {
  const answer = template.map((one) => (typeof one === 'string' ? one : (marks[one] ?? '')));
  return answer.join('') === prompt;
}

/** The translation of a sentence, with its own spans in their places. */
export function fillIn(template: Template, segment: Segment, { between }: Marked): string {
  const { text, spans = [] } = segment;
  let filled = '';
  let isTight = false;
  for (const one of template) {
    if (typeof one === 'string') {
      filled += isTight ? one.trimStart() : one;
      isTight = false;
      continue;
    }
    const span = spans[one];
    if (span === undefined) continue;
    // Emphasis and tags stand as close to their words as in the source.
    const isClosed = span.role === 'close' && !/\s$/.test(between[one] ?? '');
    if (isClosed) filled = filled.trimEnd();
    filled += text.slice(span.start, span.end);
    isTight = span.role === 'open' && !/^\s/.test(between[one + 1] ?? '');
  }
  return filled;
}

/** A translation of the sentence with the marks of its spans in their places; one that lacks a span lacks its mark. */
export function markTarget(target: string, { text }: Segment, { marks, spans }: Marked): string {
  let marked = '';
  let at = 0;
  spans.forEach(({ start, end }, i) => {
    const span = text.slice(start, end);
    const found = target.indexOf(span, at);
    if (found === -1) return;
    marked += target.slice(at, found) + (marks[i] ?? '');
    at = found + span.length;
  });
  return marked + target.slice(at);
}

/** What stands in place of each mark in a text that a model has begun to write. */
export function unmark(answer: string, { text }: Segment, { marks, spans }: Marked): string {
  return answer.replace(anyMark, (mark, digits: string) => {
    const span = spans[marks.indexOf(markOf(valueOf(digits)))];
    return span === undefined ? mark : text.slice(span.start, span.end);
  });
}
