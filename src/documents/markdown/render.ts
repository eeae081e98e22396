import { takeApart, type Inline } from '../inline';
import { escapeMarkdown, type Surroundings } from './escape';

export type LinePlace = Omit<Surroundings, 'next'> & {
  /** The sign behind all of it. */
  readonly after: string;
};

interface Part {
  text: string;
  /** Of a mark. */
  readonly mark?: string;
}

const delimiter = /^(?:\*{1,2}|_{1,2}|~{1,2})$/;
const elements: Readonly<Record<string, string>> = {
  ...{ '*': 'em', _: 'em', '**': 'strong', __: 'strong', '~': 'del', '~~': 'del' },
};

/** A translation as Markdown, in one line but for its hard breaks. @throws AppError `document-marks` */
export function renderMarkdown(
  translation: string,
  inline: Pick<Inline, 'codes'>,
  unitId: string,
  place: LinePlace,
): string {
  const line = translation.replace(/\s*[\r\n]+\s*/g, ' ').replace(/^[ \t]+|[ \t]+$/g, '');
  const rendered = takeApart(line, inline.codes, unitId);
  let links = place.isInLink ? 1 : 0;
  let { isLineStart } = place;
  const parts = rendered.map((piece, at): Part => {
    if (piece.kind === 'mark') {
      if (piece.code.startsWith('[') && !piece.mark.endsWith('/>')) links++;
      if (piece.code.startsWith(']')) links--;
      isLineStart = place.isLineStart && /\n[ \t>]*$/.test(piece.code);
      return { text: piece.code, mark: piece.mark };
    }
    const following = rendered[at + 1];
    const next = following?.kind === 'mark' ? following.code : place.after;
    const around = { ...place, isLineStart, isInLink: links > 0, next };
    const shown = isLineStart ? piece.text.replace(/^[ \t]+/, '') : piece.text;
    isLineStart = false;
    return { text: escapeMarkdown(shown, around) };
  });
  moveSpaces(parts);
  const broken = brokenPairs(parts);
  return parts.map((part) => (isOf(part, broken) ? element(part) : part.text)).join('');
}

const numberOf = (mark: string) => mark.replace(/\D/g, '');

function isOf({ mark }: Part, broken: ReadonlySet<string>): boolean {
  return mark !== undefined && broken.has(numberOf(mark));
}

function element({ text, mark = '' }: Part): string {
  return `<${mark.startsWith('</') ? '/' : ''}${elements[text] ?? 'span'}>`;
}

const isDelimiter = (part: Part | undefined): part is Part & { readonly mark: string } =>
  part?.mark !== undefined && delimiter.test(part.text);

/** Signs of emphasis stand at words, not at spaces. */
function moveSpaces(parts: Part[]): void {
  parts.forEach((part, at) => {
    if (part.mark !== undefined || part.text.trim() === '') return;
    const before = parts[at - 1];
    const after = parts[at + 1];
    const leading = /^[ \t]*/.exec(part.text)?.[0] ?? '';
    const trailing = /[ \t]*$/.exec(part.text)?.[0] ?? '';
    if (isDelimiter(before) && !before.mark.startsWith('</') && leading !== '') {
      part.text = part.text.trimStart();
      const outer = parts[at - 2];
      if (outer !== undefined && outer.mark === undefined) outer.text += leading;
      else part.text = leading + part.text;
    }
    if (isDelimiter(after) && after.mark.startsWith('</') && trailing !== '') {
      part.text = part.text.trimEnd();
      const outer = parts[at + 2];
      if (outer !== undefined && outer.mark === undefined) outer.text = trailing + outer.text;
      else part.text += trailing;
    }
  });
}

/** Pairs whose signs would not be read as emphasis where they stand: CommonMark 6.2, "left-flanking". */
function brokenPairs(parts: readonly Part[]): ReadonlySet<string> {
  const broken = new Set<string>();
  parts.forEach((part, at) => {
    if (!isDelimiter(part)) return;
    const before = sign(parts, at, -1);
    const after = sign(parts, at, 1);
    const left = flanks(after, before);
    const right = flanks(before, after);
    const isUnder = part.text.startsWith('_');
    const isClosing = part.mark.startsWith('</');
    const isRead = isClosing
      ? right && (!isUnder || !left || punctuation.test(after))
      : left && (!isUnder || !right || punctuation.test(before));
    const isEmpty = isClosing && parts[at - 1]?.mark === `<${numberOf(part.mark)}>`;
    if (!isRead || isEmpty) broken.add(numberOf(part.mark));
  });
  return broken;
}

const punctuation = /^[\p{P}\p{S}]$/u;
const space = /^\s*$/u;

function flanks(inside: string, outside: string): boolean {
  if (space.test(inside)) return false;
  return !punctuation.test(inside) || space.test(outside) || punctuation.test(outside);
}

/** The nearest sign that is no delimiter. */
function sign(parts: readonly Part[], from: number, step: 1 | -1): string {
  for (let at = from + step; at >= 0 && at < parts.length; at += step) {
    const part = parts[at];
    if (part === undefined || part.text === '' || isDelimiter(part)) continue;
    const signs = Array.from(part.text.slice(step === 1 ? 0 : -2, step === 1 ? 2 : undefined));
    return (step === 1 ? signs[0] : signs.at(-1)) ?? '';
  }
  return '';
}
