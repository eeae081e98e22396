import { renderInline, textPieces, toInline, type Piece } from '../inline';
import type { NestedPlace } from '../nested';
import type { Named } from '../ooxml/drawingText';
import type { XmlElement } from '../ooxml/tree';
import { escapeXml } from '../xml';

const sections = /((?<!&amp;)&amp;[LCR])/;
/** Page numbers, dates, fonts, sizes, colours (ECMA-376, part 1, 18.3.1.46). */
const codes = /&&|&(?:"[^"]*"|K(?:[0-9A-F]{6}|\d{2}[+-]\d{3})|\d{1,3}|.)/gi;

/** What stands above or below each page of a sheet: a unit for the left, the middle and the right. */
export function headerPlace(
  source: string,
  { inner }: XmlElement,
  named: Named,
): readonly NestedPlace[] {
  const whole = source.slice(inner.start, inner.end);
  // CDATA, comments: nobody writes them there.
  if (whole.includes('<')) return [];
  let next = inner.start;
  return whole.split(sections).flatMap((raw): readonly NestedPlace[] => {
    const start = next;
    next += raw.length;
    const part = decode(raw);
    const inline = sections.test(raw) ? undefined : toInline(part, piecesOf(part));
    if (inline === undefined) return [];
    const unit = named(inline);
    const plain = (text: string) => text.replaceAll('&', '&&');
    return [
      {
        ...{ unit, start, end: next },
        render: (translation) =>
          escapeXml(
            part.slice(0, inline.start) +
              renderInline(translation, inline, unit.id, plain) +
              part.slice(inline.end),
          ),
      },
    ];
  });
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(raw: string): string {
  return raw.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (_, hex?: string, dec?: string, name = '') => {
      const code = hex === undefined ? Number(dec) : Number.parseInt(hex, 16);
      return Number.isNaN(code) ? (entities[String(name)] ?? '&') : String.fromCodePoint(code);
    },
  );
}

function piecesOf(part: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const text = (end: number) => {
    pieces.push(...textPieces(part, at, end, (raw) => raw.replaceAll('&&', '&')));
  };
  for (const { 0: code, index } of part.matchAll(codes)) {
    if (code === '&&') continue;
    text(index);
    at = index + code.length;
    pieces.push({ kind: 'code', role: 'alone', start: index, end: at, label: code });
  }
  text(part.length);
  return pieces;
}
