/* Text as Markdown, with no more escapes than it needs to be read as text. */

export interface Surroundings {
  /** Nothing but a container's signs stands before it in its line. */
  readonly isLineStart: boolean;
  readonly isCell: boolean;
  readonly isHeading: boolean;
  /** In a link's own text brackets must not close it. */
  readonly isInLink: boolean;
  /** Labels that are defined, normalised: in brackets they would be links. */
  readonly labels: ReadonlySet<string>;
  /** What comes next: a code of the source, or nothing. */
  readonly next: string;
}

const word = /[\p{L}\p{N}]/u;

/** @param text Of one line. */
export function escapeMarkdown(text: string, place: Surroundings): string {
  const escaped = text.replace(/[\\`*_~[\]<&${|!]/g, (sign, at: number) =>
    isMarkup(sign, text, at, place) ? `\\${sign}` : sign,
  );
  const whole = place.isHeading ? escaped.replace(/(^|\s)(#+\s*)$/, '$1\\$2') : escaped;
  return place.isLineStart ? escapeLineStart(whole) : whole;
}

function isMarkup(sign: string, text: string, at: number, place: Surroundings): boolean {
  const [before, after] = [text[at - 1] ?? '', text[at + 1] ?? ''];
  const rest = text.slice(at, at + 1000);
  switch (sign) {
    case '\\':
      return after === '' ? place.next !== '' : /[!-/:-@[-`{-~]/.test(after);
    case '*':
    case '~':
      return !(/^\s?$/.test(before) && /^\s$/.test(after));
    case '_':
      return (
        !(word.test(before) && word.test(after)) && !(/^\s?$/.test(before) && /^\s$/.test(after))
      );
    case '[':
      return place.isInLink || opensLink(rest, place);
    case ']':
      return place.isInLink || (after === '' && /^[([:]/.test(place.next));
    case '<':
      return /^<[A-Za-z/!?]/.test(rest) || (after === '' && place.next !== '');
    case '&':
      return /^&(?:#\d{1,7}|#[Xx][\dA-Fa-f]{1,6}|[A-Za-z][\dA-Za-z]*);/.test(rest);
    case '$':
      return text.indexOf('$') !== text.lastIndexOf('$');
    case '{':
      return /[{%#.:]/.test(after);
    case '!':
      return (
        (after === '' && place.next.startsWith('[')) ||
        (after === '[' && opensLink(text.slice(at + 1, at + 1000), place))
      );
    case '|':
      return place.isCell;
    default:
      return true;
  }
}

function opensLink(rest: string, { isLineStart, labels }: Surroundings): boolean {
  const label = /^\[((?:\\.|[^\\[\]])*)\](.?)/.exec(rest);
  // Its end may be behind a mark.
  if (label === null) return true;
  const [, inside = '', next = ''] = label;
  if (/[([:]/.test(next) || /^[\^!]/.test(inside) || /^\[?_?toc_?$/i.test(inside)) return true;
  return (isLineStart && /^[ xX]$/.test(inside)) || labels.has(normalLabel(inside));
}

/** As labels are compared. */
export function normalLabel(label: string): string {
  return label.replace(/\s+/g, ' ').trim().toLowerCase().toUpperCase();
}

function escapeLineStart(text: string): string {
  return text
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^([-+*])(?=\s|$)/, '\\$1')
    .replace(/^(-+|=+)(?=\s*$)/, '\\$1')
    .replace(/^-(?=\s*-[\s-]*$)/, '\\-')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(\+{3}|>|:{3,}|===\s|\?\?\?)/, '\\$1')
    .replace(/^!!!(?=\s)/, '\\!!!')
    .replace(/^\|/, '\\|');
}
