import { takeApart, textPieces, toInline, type Piece } from '../inline';
import type { Mark } from '../types';

/*
 * Paragraphs of Office are runs: stretches of text, each with all of its formatting. Neighbours with the same
 * formatting are one text; the formatting that most of the text has is the paragraph's own; any other becomes a pair
 * of marks.
 */

/** The formatting of a run. */
export interface RunFormat {
  /** Equal for runs that look the same. */
  readonly key: string;
  /** For a reader. */
  readonly label: string;
}

/** What a paragraph holds, in its order. `C` says what stands in the file there. */
export type RunItem<F extends RunFormat, C> =
  | { readonly kind: 'text'; readonly text: string; readonly format: F }
  | { readonly kind: 'alone'; readonly code: C; readonly label: string; readonly format?: F }
  | { readonly kind: 'open' | 'close'; readonly code: C; readonly label: string }
  /** Nothing that a reader sees: a bookmark. It needs no mark, and goes where its share of the text is. */
  | { readonly kind: 'float'; readonly code: C };

/** A paragraph written back, in its order. */
export type RunOutput<F extends RunFormat, C> =
  | { readonly kind: 'text'; readonly text: string; readonly format: F }
  | {
      readonly kind: 'code';
      readonly role: 'alone' | 'open' | 'close' | 'float';
      readonly code: C;
      /** Whether it stands between texts of the unit. */
      readonly isInside: boolean;
    };

/** A paragraph with text. */
export interface RunText<F extends RunFormat, C> {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** @throws AppError `document-marks` */
  readonly render: (translation: string, unitId: string) => readonly RunOutput<F, C>[];
}

/** An item, or a change to another formatting and back. */
type Step<F extends RunFormat, C> =
  | RunItem<F, C>
  | { readonly kind: 'push'; readonly format: F; readonly label: string }
  | { readonly kind: 'pop' };

/** @returns Undefined where there is no text. Items that open and close are nested. */
export function readRuns<F extends RunFormat, C>(
  items: readonly RunItem<F, C>[],
): RunText<F, C> | undefined {
  const bases = baseFormats(items);
  if (bases === undefined) return undefined;
  const steps = splitSpaces(withFormatting(items, bases));
  const visible = steps.flatMap((step, at) => (step.kind === 'float' ? [] : [{ step, at }]));
  // A source in which each step is its number; so the codes of marks tell their steps.
  const names = visible.map(({ at }) => `${at};`);
  let from = 0;
  const pieces = visible.map(({ step }, at): Piece => {
    const start = from;
    from += names[at]?.length ?? 0;
    return pieceOf(step, { start, end: from });
  });
  const source = names.join('');
  const inline = toInline(source, pieces);
  if (inline === undefined) return undefined;
  const numbers = (text: string) => text.split(';').slice(0, -1).map(Number);
  const first = Number.parseInt(source.slice(inline.start));
  const last = numbers(source.slice(0, inline.end)).at(-1) ?? first;
  const middle = steps.slice(first, last + 1);
  const floats = floatsIn(middle);
  return {
    text: inline.text,
    marks: inline.marks,
    render: (translation, unitId) => {
      const inside = takeApart(translation, inline.codes, unitId).flatMap(
        (piece): readonly Step<F, C>[] => {
          if (piece.kind === 'text') return [{ ...piece, format: bases.own }];
          return numbers(piece.code).flatMap((at) => steps[at] ?? []);
        },
      );
      const placed = withFloats(inside, floats, translation === inline.text);
      return output([steps.slice(0, first), placed, steps.slice(last + 1)], bases);
    },
  };
}

function pieceOf<F extends RunFormat, C>(
  step: Step<F, C>,
  range: { readonly start: number; readonly end: number },
): Piece {
  if (step.kind === 'text') return { kind: 'text', text: step.text, ...range };
  if (step.kind === 'open' || step.kind === 'push') {
    return { kind: 'code', role: 'open', label: step.label, ...range };
  }
  if (step.kind === 'close' || step.kind === 'pop') {
    return { kind: 'code', role: 'close', label: '', ...range };
  }
  const label = step.kind === 'alone' ? step.label : '';
  return { kind: 'code', role: 'alone', label, ...range };
}

interface Bases<F extends RunFormat, C> {
  /** Of the paragraph. */
  readonly own: F;
  /** Of what stands between an opening code and its closing one. */
  readonly within: ReadonlyMap<C, F>;
}

/** The formatting that most of the text has: in the paragraph, and within each pair of codes. */
function baseFormats<F extends RunFormat, C>(
  items: readonly RunItem<F, C>[],
): Bases<F, C> | undefined {
  const within = new Map<C, F>();
  const own: Count<F> = new Map();
  const open: { readonly code: C; readonly counts: Count<F> }[] = [];
  for (const item of items) {
    if (item.kind === 'open') open.push({ code: item.code, counts: new Map() });
    else if (item.kind === 'close') {
      const closed = open.pop();
      const most = closed && mostOf(closed.counts);
      if (closed && most) within.set(closed.code, most);
    } else if (item.kind === 'text') {
      const counts = open.at(-1)?.counts ?? own;
      const { count = 0, format = item.format } = counts.get(item.format.key) ?? {};
      counts.set(item.format.key, { format, count: count + item.text.trim().length });
    }
  }
  const first = items.find((item) => item.kind === 'text');
  const most = mostOf(own) ?? first?.format;
  return most && { own: most, within };
}

type Count<F> = Map<string, { readonly format: F; readonly count: number }>;

function mostOf<F>(counts: Count<F>): F | undefined {
  const all = [...counts.values()];
  return all.reduce<(typeof all)[number] | undefined>(
    (most, each) => (most === undefined || each.count > most.count ? each : most),
    undefined,
  )?.format;
}

/** Puts pairs around texts whose formatting is not that of where they stand. */
function withFormatting<F extends RunFormat, C>(
  items: readonly RunItem<F, C>[],
  bases: Bases<F, C>,
): readonly Step<F, C>[] {
  const steps: Step<F, C>[] = [];
  const around: F[] = [bases.own];
  for (let at = 0; at < items.length;) {
    const item = items[at];
    if (item === undefined) break;
    const base = around.at(-1) ?? bases.own;
    if (item.kind === 'text' && item.format.key !== base.key) {
      const end = endOfFormat(items, at, item.format.key);
      const { format } = item;
      steps.push({ kind: 'push', format, label: format.label || 'format' });
      for (; at < end; at++) steps.push(...items.slice(at, at + 1));
      steps.push({ kind: 'pop' });
      continue;
    }
    if (item.kind === 'open') around.push(bases.within.get(item.code) ?? base);
    if (item.kind === 'close') around.pop();
    steps.push(item);
    at++;
  }
  return steps;
}

/** Where a formatting ends: behind its last text, with what stands alone between. */
function endOfFormat<F extends RunFormat, C>(
  items: readonly RunItem<F, C>[],
  start: number,
  key: string,
): number {
  let end = start + 1;
  for (let at = start; at < items.length; at++) {
    const item = items[at];
    if (item?.kind === 'text' && item.format.key === key) end = at + 1;
    else if (item?.kind === 'float') continue;
    else if (item?.kind !== 'alone' || item.format?.key !== key) break;
  }
  return end;
}

/** Spaces at the edges of texts are steps of their own, so that a unit can begin or end beside them. */
function splitSpaces<F extends RunFormat, C>(steps: readonly Step<F, C>[]): readonly Step<F, C>[] {
  return steps.flatMap((step): readonly Step<F, C>[] => {
    if (step.kind !== 'text') return [step];
    const pieces = textPieces(step.text, 0, step.text.length, (raw) => raw);
    return pieces.flatMap((piece) =>
      piece.kind === 'text' ? [{ ...step, text: piece.text }] : [],
    );
  });
}

interface Float<C> {
  readonly code: C;
  /** Of the text, how much stands before it: from 0 to 1. */
  readonly share: number;
}

function lengthOf<F extends RunFormat, C>(steps: readonly Step<F, C>[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === 'text' ? step.text.length : 0), 0);
}

function floatsIn<F extends RunFormat, C>(steps: readonly Step<F, C>[]): readonly Float<C>[] {
  const total = Math.max(1, lengthOf(steps));
  let before = 0;
  return steps.flatMap((step) => {
    if (step.kind === 'text') before += step.text.length;
    return step.kind === 'float' ? [{ code: step.code, share: before / total }] : [];
  });
}

/** With what needs no mark at its share of the text, between words. */
function withFloats<F extends RunFormat, C>(
  steps: readonly Step<F, C>[],
  floats: readonly Float<C>[],
  isExact: boolean,
): readonly Step<F, C>[] {
  if (floats.length === 0) return steps;
  const total = lengthOf(steps);
  const placed: Step<F, C>[] = [];
  let [next, before] = [0, 0];
  for (const step of steps) {
    if (step.kind !== 'text') {
      placed.push(step);
      continue;
    }
    let done = 0;
    for (; next < floats.length; next++) {
      const float = floats[next];
      if (float === undefined) break;
      const wanted = Math.round(float.share * total) - before;
      if (wanted > step.text.length) break;
      const at = Math.max(done, isExact ? wanted : wordBorder(step.text, wanted));
      if (at > done) placed.push({ ...step, text: step.text.slice(done, at) });
      placed.push({ kind: 'float', code: float.code });
      done = at;
    }
    if (done < step.text.length) placed.push({ ...step, text: step.text.slice(done) });
    before += step.text.length;
  }
  const rest = floats.slice(next).map(({ code }) => ({ kind: 'float' as const, code }));
  return [...placed, ...rest];
}

/** The end of a word that is next to a place; the place itself where words have no spaces. */
function wordBorder(text: string, wanted: number): number {
  const isBorder = (at: number) =>
    at <= 0 || at >= text.length || /\s/.test(text.charAt(at)) || /\s/.test(text.charAt(at - 1));
  for (let away = 0; away < 24; away++) {
    for (const at of [wanted - away, wanted + away]) {
      if (isBorder(at)) return Math.min(Math.max(at, 0), text.length);
    }
  }
  const isSplit = /[\ud800-\udbff]/.test(text.charAt(wanted - 1));
  return isSplit ? wanted - 1 : wanted;
}

/** Follows the formatting through a paragraph's three parts: before the unit, the unit, after it. */
function output<F extends RunFormat, C>(
  parts: readonly (readonly Step<F, C>[])[],
  bases: Bases<F, C>,
): readonly RunOutput<F, C>[] {
  const formats = [bases.own];
  return parts.flatMap((steps, part) =>
    steps.flatMap((step): readonly RunOutput<F, C>[] => {
      const format = formats.at(-1) ?? bases.own;
      if (step.kind === 'text') return [{ kind: 'text', text: step.text, format }];
      if (step.kind === 'push') formats.push(step.format);
      if (step.kind === 'open') formats.push(bases.within.get(step.code) ?? format);
      if (step.kind === 'close' || step.kind === 'pop') formats.pop();
      if (step.kind === 'push' || step.kind === 'pop') return [];
      return [{ kind: 'code', role: step.kind, code: step.code, isInside: part === 1 }];
    }),
  );
}
