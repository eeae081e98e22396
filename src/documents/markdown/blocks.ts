import { htmlDrafts } from '../html/places';
import { readHtml } from '../html/tokens';
import { toInline, withEdits, type Inline, type Piece } from '../inline';
import type { Unit } from '../types';
import { shifted, type Draft, type Edit } from '../textDocument';
import { tomlDrafts, yamlDrafts } from './frontMatter';
import { inlinePieces, rangeOf } from './inline';
import { attributesOf } from './attributes';
import type { Masked } from './mask';
import type { NodeOf, Nodes, Parents, PhrasingContent } from './nodes';
import { renderMarkdown, type LinePlace } from './render';

type Leaf = NodeOf<'paragraph' | 'heading' | 'tableCell'>;

/** Makes drafts of what Markdown's blocks have for readers. */
export class Blocks {
  readonly #source: string;
  readonly #masked: Masked;
  readonly #labels: ReadonlySet<string>;
  readonly #lineEnd: string;

  constructor(source: string, masked: Masked, labels: ReadonlySet<string>) {
    this.#source = source;
    this.#masked = masked;
    this.#labels = labels;
    this.#lineEnd = /\r?\n/.exec(source)?.[0] ?? '\n';
  }

  /** Undefined for what only holds other blocks. */
  draftsOf(node: Nodes, parents: readonly Parents[]): readonly Draft[] | undefined {
    const { start, end } = rangeOf(node);
    // Of another package's than the types of Markdown.
    if ((node.type as string) === 'toml') return this.#frontMatter(start, end);
    if (node.type === 'yaml') return this.#frontMatter(start, end);
    if (node.type === 'html') return this.#html(start, end, parents);
    if (node.type === 'definition') return attributesOf(node, this.#source);
    if (node.type !== 'paragraph' && node.type !== 'heading' && node.type !== 'tableCell') {
      return undefined;
    }
    return [...this.#leaf(node, parents), ...this.#attributes(node.children)];
  }

  #frontMatter(start: number, end: number): readonly Draft[] {
    const from = this.#source.indexOf('\n', start) + 1;
    const text = this.#source.slice(from, this.#source.lastIndexOf('\n', end - 1) + 1);
    return this.#source.startsWith('+', start) ? tomlDrafts(text, from) : yamlDrafts(text, from);
  }

  #html(start: number, end: number, parents: readonly Parents[]): readonly Draft[] {
    const raw = this.#source.slice(start, end);
    // Programs and declarations, which end otherwise than tags do.
    if (/^<[?!](?!--)/.test(raw)) return [];
    // A quote's signs stand inside of it.
    if (raw.includes('\n') && parents.some(({ type }) => type === 'blockquote')) return [];
    return htmlDrafts(raw, readHtml(raw, false), false).map((each) => shifted(each, start));
  }

  #attributes(nodes: readonly PhrasingContent[]): readonly Draft[] {
    return nodes.flatMap((node): readonly Draft[] => {
      const own =
        node.type === 'html'
          ? this.#html(rangeOf(node).start, rangeOf(node).end, [])
          : attributesOf(node, this.#source);
      return 'children' in node ? [...own, ...this.#attributes(node.children)] : own;
    });
  }

  #leaf(node: Leaf, parents: readonly Parents[]): readonly Draft[] {
    const reading = { source: this.#source, masked: this.#masked };
    const { stretches, rewritten } = inlinePieces(node.children, reading);
    return stretches.flatMap((pieces, at): readonly Draft[] => {
      const inline = toInline(this.#source, pieces);
      if (inline === undefined) return [];
      const codes = new Map(
        [...inline.codes].map(([mark, code]) => [
          mark,
          rewritten.get(inline.ranges.get(mark)?.start ?? -1) ?? code,
        ]),
      );
      const isFirst = at > 0 || inline.start === rangeOf(node.children[0] ?? node).start;
      const last = pieces.findLast((piece) => piece.kind === 'code' || piece.text.trim() !== '');
      const stretch = {
        ...{ isFirst, end: last?.end ?? inline.end },
        isInLink: isWithinLink(pieces, inline),
        tail: tailOf(this.#source, pieces, inline.end, rewritten),
      };
      return [this.#draft(node, parents, { ...inline, codes }, stretch)];
    });
  }

  #draft(node: Leaf, parents: readonly Parents[], inline: Inline, stretch: Stretch): Draft {
    const { start, marks } = inline;
    const text = inline.text.replace(/^[ \t]+|[ \t]+$/g, '');
    const { tail } = stretch;
    const { end } = tail;
    const isUnderlined = node.type === 'heading' && this.#source[rangeOf(node).start] !== '#';
    const place: LinePlace = {
      isLineStart: stretch.isFirst && (node.type === 'paragraph' || isUnderlined),
      isCell: node.type === 'tableCell',
      isHeading: node.type === 'heading',
      labels: this.#labels,
      isInLink: stretch.isInLink,
      after: this.#source.charAt(inline.end).trim(),
    };
    const unit = { text, marks, ...positionOf(node, parents) };
    return {
      ...{ start, end },
      place: (id) => ({
        ...{ start, end, unit: { id, ...unit } },
        render: (translation, _, inner) =>
          renderMarkdown(translation, withEdits(inline, inner), id, place) + tail.text,
        addition: (translation) =>
          this.#addition(
            node,
            parents,
            stretch.end,
            renderMarkdown(translation, inline, id, {
              ...place,
              isLineStart: node.type === 'paragraph',
            }),
          ),
      }),
    };
  }

  /** The translation under its source: as a paragraph or a heading, in lists and tables as a line. */
  #addition(node: Leaf, parents: readonly Parents[], end: number, shown: string): Edit {
    const at = (text: string): Edit => ({ start: end, end, text });
    if (node.type === 'tableCell') return at(`<br>${shown}`);
    const prefix = parents.map(prefixOf).join('');
    const isListed = parents.some(
      ({ type }) => type === 'listItem' || type === 'footnoteDefinition',
    );
    if (node.type === 'paragraph' && isListed) return at(`\\${this.#lineEnd}${prefix}${shown}`);
    const sign = node.type === 'heading' ? `${'#'.repeat(node.depth)} ` : '';
    return at(`${this.#lineEnd}${prefix.trimEnd()}${this.#lineEnd}${prefix}${sign}${shown}`);
  }
}

/** A heading's level, a cell's row. */
function positionOf(node: Leaf, parents: readonly Parents[]): Pick<Unit, 'context' | 'cell'> {
  if (node.type === 'heading') return { context: `h${node.depth}` };
  const row = parents.at(-1);
  if (node.type === 'tableCell' && row !== undefined) {
    return { cell: { row: rangeOf(row).start, cell: rangeOf(node).start } };
  }
  return parents.some(({ type }) => type === 'listItem') ? { context: 'li' } : {};
}

interface Tail {
  /** What stands behind the unit and goes with it. */
  readonly text: string;
  readonly end: number;
}

interface Stretch {
  readonly isFirst: boolean;
  readonly isInLink: boolean;
  readonly end: number;
  readonly tail: Tail;
}

function isWithinLink(pieces: readonly Piece[], { start, end }: Inline): boolean {
  const isLink = (piece: Piece) => piece.kind === 'code' && piece.label.startsWith('link');
  return (
    pieces.some((piece) => isLink(piece) && piece.end <= start) &&
    pieces.some((piece) => isLink(piece) && piece.start >= end)
  );
}

/** A link around all of a unit whose text was its label, too. */
function tailOf(
  source: string,
  pieces: readonly Piece[],
  from: number,
  rewritten: ReadonlyMap<number, string>,
): Tail {
  let [text, end] = ['', from];
  for (const piece of pieces) {
    const code = rewritten.get(piece.start);
    if (piece.kind !== 'code' || piece.start < from || code === undefined) continue;
    text += source.slice(end, piece.start) + code;
    ({ end } = piece);
  }
  return { text, end };
}

/** What a container has at the beginning of each further line. */
function prefixOf(parent: Parents): string {
  if (parent.type === 'blockquote') return '> ';
  if (parent.type === 'footnoteDefinition') return '    ';
  if (parent.type !== 'listItem') return '';
  const inside = parent.children[0]?.position?.start.column ?? 0;
  // Boxes of tasks stand in the first line only.
  const box = typeof parent.checked === 'boolean' ? 4 : 0;
  return ' '.repeat(Math.max(2, inside - (parent.position?.start.column ?? 0) - box));
}
