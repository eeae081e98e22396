import { renderInline, textPieces, toInline, type Piece } from '../inline';
import type { Place } from '../textDocument';
import { breakLine, isSpeech, joinsClosely } from './lines';

/** Where a subtitle's text stands. */
export interface Cue {
  readonly start: number;
  readonly end: number;
  readonly seconds: number;
  readonly speaker?: string | undefined;
}

/** How a format writes what its cues say. */
export interface Dialect {
  /** What is no text; global. */
  readonly tag: RegExp;
  readonly roleOf: (tag: string) => {
    readonly role: 'open' | 'close' | 'alone';
    readonly name: string;
  };
  /** What ends a line; global. */
  readonly lineEnd: RegExp;
  readonly decode: (raw: string) => string;
  readonly escape: (text: string) => string;
  /** What is written at the end of a line. */
  readonly breaks: string;
  /** Whether a player breaks long lines by itself. */
  readonly isFluid: boolean;
}

/** Characters that can be read in a second. */
const READ = 20;
/** In place of the format's own while a translation is written; no text has it. */
const LINE_END = '\0';

export function cuePlaces(
  source: string,
  cues: readonly Cue[],
  dialect: Dialect,
): readonly Place[] {
  return cues.flatMap((cue, at): Place[] => {
    const lines = linesOf(source, cue, dialect);
    const inline = toInline(source, piecesOf(source, lines, dialect));
    if (inline === undefined) return [];
    const { start, end, text, marks } = inline;
    const id = String(at + 1);
    const limit = Math.max(Math.floor(cue.seconds * READ), text.replace(/<\/?\d+\/?>/g, '').length);
    const { speaker } = cue;
    const render: Place['render'] = (translation, { isBilingual }) => {
      // Spaces that may not break are written, where others at the edges of lines are not.
      const clean = translation
        .split('\n')
        .map((line) => line.replace(/^[ \t\r]+|[ \t\r]+$/g, ''))
        .filter((line) => line !== '');
      const kept = text.includes('\n') ? clean : [clean.join(' ')];
      // No sign of a format can be left between the lines, and a tag may go over the end of one.
      const written = renderInline(kept.join(LINE_END), inline, id, dialect.escape).split(LINE_END);
      const most = dialect.isFluid ? 0 : lines.length;
      const broken = written.flatMap((line) =>
        dialect.isFluid && lines.length === 1 ? [line] : breakLine(line, dialect.tag, most),
      );
      const own = isBilingual === true ? [source.slice(start, end)] : [];
      return [...own, ...broken].join(dialect.breaks);
    };
    const unit = { id, text, marks, limit, ...(speaker !== undefined && { context: speaker }) };
    return [{ unit, start, end, render }];
  });
}

interface Line {
  readonly start: number;
  readonly end: number;
}

function linesOf(source: string, { start, end }: Cue, { lineEnd, tag }: Dialect): readonly Line[] {
  const found: Line[] = [];
  const tagOrEnd = new RegExp(`${tag.source}|(?<lineEnd>${lineEnd.source})`, tag.flags);
  let at = start;
  for (const { 0: sign, index, groups } of source.slice(start, end).matchAll(tagOrEnd)) {
    if (groups?.['lineEnd'] === undefined) continue;
    found.push({ start: at, end: start + index });
    at = start + index + sign.length;
  }
  return [...found, { start: at, end }].filter(
    (line) => source.slice(line.start, line.end).trim() !== '',
  );
}

function piecesOf(source: string, lines: readonly Line[], dialect: Dialect): readonly Piece[] {
  const shown = lines.map((line) => source.slice(line.start, line.end).replace(dialect.tag, ''));
  const begins = lines.map(
    (line, at) =>
      isSpeech(shown[at] ?? '') || /^\s*<v[ .][^<>]*>/.test(source.slice(line.start, line.end)),
  );
  const isDialogue = begins[0] === true && begins.slice(1).includes(true);
  const pieces = lines.flatMap((line, at): Piece[] => {
    const [before, after] = [shown[at - 1], shown[at] ?? ''];
    const between = lines[at - 1];
    const own = linePieces(source, line, dialect);
    if (between === undefined || before === undefined) return own;
    const sign = isDialogue && begins[at] === true ? '\n' : joinsClosely(before, after) ? '' : ' ';
    return [{ kind: 'text', text: sign, start: between.end, end: line.start }, ...own];
  });
  return balanced(pieces, dialect, source);
}

/** Without spaces at its ends. */
function linePieces(source: string, line: Line, { tag, decode }: Dialect): Piece[] {
  const raw = source.slice(line.start, line.end);
  const start = line.start + raw.length - raw.trimStart().length;
  const end = line.start + raw.trimEnd().length;
  const pieces: Piece[] = [];
  let at = start;
  for (const { 0: found, index } of source.slice(start, end).matchAll(tag)) {
    if (start + index > at) pieces.push(...textPieces(source, at, start + index, decode));
    at = start + index + found.length;
    pieces.push({ kind: 'code', role: 'alone', start: start + index, end: at, label: found });
  }
  return at < end ? [...pieces, ...textPieces(source, at, end, decode)] : pieces;
}

/** Tags become pairs where each has its partner within. */
function balanced(pieces: readonly Piece[], { roleOf }: Dialect, source: string): readonly Piece[] {
  const made = [...pieces];
  const open: { at: number; name: string }[] = [];
  pieces.forEach((piece, at) => {
    if (piece.kind !== 'code') return;
    const { role, name } = roleOf(source.slice(piece.start, piece.end));
    if (role === 'open') open.push({ at, name });
    if (role !== 'close') return;
    const partner = open.findLastIndex((each) => each.name === name);
    const [first] = partner === -1 ? [] : open.splice(partner);
    const opening = first && made[first.at];
    if (opening?.kind !== 'code' || first === undefined) return;
    made[first.at] = { ...opening, role: 'open' };
    made[at] = { ...piece, role: 'close' };
  });
  return made;
}
