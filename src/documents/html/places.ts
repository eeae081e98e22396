import { renderInline, toInline, withEdits, type Inline, type Piece } from '../inline';
import type { Draft, Edit } from '../textDocument';
import type { WriteOptions } from '../types';
import { withoutControls } from '../xml';
import { bare, repeatable } from './elements';
import { readRuns, type AttributeOf, type Run } from './runs';
import { readHtml, type HtmlAttribute, type HtmlToken } from './tokens';
import { collapse, escapeText, escapeValue, languageAttributes } from './write';

/** Elements in which a page says its language, its direction and its encoding. */
const told = new Set(['html', 'head', 'body', 'meta']);

/**
 * What of an HTML text is translated, and what it says of itself.
 *
 * @throws AppError `document-too-large`
 */
export function readPage(
  source: string,
  isXml: boolean,
): { readonly drafts: readonly Draft[]; readonly head: readonly HtmlToken[] } {
  const head: HtmlToken[] = [];
  const drafts = htmlDrafts(source, noting(readHtml(source, isXml)), isXml);
  return { drafts, head };

  function* noting(tokens: Iterable<HtmlToken>) {
    for (const token of tokens) {
      if (token.kind === 'open' && told.has(token.name)) head.push(token);
      yield token;
    }
  }
}

/**
 * What of an HTML text is translated.
 *
 * @param isXml XHTML.
 * @throws AppError `document-too-large`
 */
export function htmlDrafts(
  source: string,
  tokens: Iterable<HtmlToken>,
  isXml: boolean,
): readonly Draft[] {
  const { runs, attributes } = readRuns(tokens, isXml, isTranslatable);
  return [
    ...runs.flatMap((run) => runDraft(source, run, isXml)),
    ...attributes.flatMap((each) => attributeDraft(source, each, isXml)),
  ];
}

function runDraft(source: string, run: Run, isXml: boolean): readonly Draft[] {
  const pieces = withEdgesApart(run.pieces);
  const inline = toInline(source, pieces);
  if (inline === undefined) return [];
  const { start, end } = inline;
  // A mark's own signs have no white space to lose.
  const text = run.isPre ? inline.text : collapse(inline.text);
  const raw = source.slice(start, end);
  const unit = {
    text,
    marks: inline.marks,
    ...(run.block && { context: run.block.name }),
    ...(run.cell && { cell: run.cell }),
  };
  return [
    {
      ...{ start, end },
      place: (id) => {
        const shown = (translation: string, codes: Pick<Inline, 'codes'>) =>
          renderInline(translation, codes, id, (part) =>
            escapeText(part.replace(/[\r\n\f]+/g, ' '), raw, isXml),
          );
        return {
          ...{ unit: { id, ...unit }, start, end },
          render: (translation, _, inner) => shown(translation, withEdits(inline, inner)),
          addition: (translation, options) =>
            addition(source, run, inline, shown(translation, inline), options, isXml),
        };
      },
    },
  ];
}

const spaces = /^([ \t\n\r\f\v]*)([^]*?)([ \t\n\r\f\v]*)$/;

/** Text that can be written again, in which the white space at its edges stands apart, so that it can be left outside of a unit. */
function withEdgesApart(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.flatMap((piece, at): readonly Piece[] => {
    if (piece.kind === 'code') return [piece];
    const isEdge = pieces[at - 1]?.kind !== 'text' || pieces[at + 1]?.kind !== 'text';
    const isLiteral = piece.end - piece.start === piece.text.length;
    if (!isEdge || !isLiteral) return [{ ...piece, text: withoutControls(piece.text) }];
    const [, before = '', middle = '', after = ''] = spaces.exec(piece.text) ?? [];
    let place = piece.start;
    return [before, middle, after].flatMap((text): readonly Piece[] => {
      const start = place;
      place += text.length;
      return text === '' ? [] : [{ kind: 'text', text: withoutControls(text), start, end: place }];
    });
  });
}

/** The translation as a block of the same kind under its source; in a list or a table as a line in the same block. */
function addition(
  source: string,
  run: Run,
  inline: Inline,
  shown: string,
  options: WriteOptions,
  isXml: boolean,
): Edit {
  const { block } = run;
  const name = block?.name ?? '';
  if (bare.has(name)) return { start: inline.end, end: inline.end, text: ` / ${shown}` };
  const language = languageAttributes(options.language, isXml);
  if (block === undefined || !run.isWhole || !repeatable.has(name)) {
    const text = `${isXml ? '<br/>' : '<br>'}<span${language}>${withoutIds(shown)}</span>`;
    return { start: inline.end, end: inline.end, text };
  }
  const [from, to] = [run.pieces[0]?.start ?? inline.start, run.pieces.at(-1)?.end ?? inline.end];
  const copy = source.slice(from, inline.start) + shown + source.slice(inline.end, to);
  const text = withoutIds(copy.trim());
  const kind = block.attributes
    .filter((each) => each.name === 'class' || each.name === 'style')
    .map((each) => ` ${each.name}="${escapeValue(each.value, { ...each, quote: '"' }, isXml)}"`);
  const tag = source.slice(block.start + 1, block.start + 1 + name.length);
  return { start: to, end: to, text: `</${tag}><${tag}${kind.join('')}${language}>${text}` };
}

/** No two elements of a page may have the same. */
function withoutIds(html: string): string {
  return html.replace(
    /(<[a-z][^<>]*?)\s(?:xml:)?id\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)/gi,
    '$1',
  );
}

function attributeDraft(
  source: string,
  { tag, attribute }: AttributeOf,
  isXml: boolean,
): readonly Draft[] {
  const text = collapse(withoutControls(attribute.value)).trim();
  // Numbers of pages and the like are no text.
  if (!/\p{L}/u.test(text)) return [];
  const { start, end } = attribute;
  const raw = source.slice(start, end);
  const before = raw.length - raw.trimStart().length;
  const range = { start: start + before, end: start + Math.max(before, raw.trimEnd().length) };
  return [
    {
      ...range,
      place: (id) => ({
        ...range,
        unit: { id, text, marks: [], context: `${tag.name} ${attribute.name}` },
        render: (translation, { isBilingual }) =>
          escapeValue(
            isBilingual === true ? `${text} / ${translation}` : translation,
            attribute,
            isXml,
          ),
      }),
    },
  ];
}

const everywhere = new Set(
  'alt title placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext'.split(
    ' ',
  ),
);
const described =
  /^(description|keywords|og:(title|description|site_name|image:alt)|twitter:(title|description|image:alt)|(dc|dcterms)[.:](title|description|subject))$/i;
const labelled = new Set(['track', 'option', 'optgroup', 'menuitem']);
const pressed = /^(submit|button|reset)$/i;

function isTranslatable(tag: HtmlToken, { name }: HtmlAttribute): boolean {
  if (everywhere.has(name)) return tag.name !== 'link' && tag.name !== 'style';
  const value = (of: string) => tag.attributes.find((each) => each.name === of)?.value.trim() ?? '';
  if (name === 'label') return labelled.has(tag.name);
  if (name === 'summary') return tag.name === 'table';
  if (name === 'value') return tag.name === 'input' && pressed.test(value('type'));
  if (name !== 'content' || tag.name !== 'meta') return false;
  return (
    described.test(value('name')) ||
    described.test(value('property')) ||
    /^(name|description)$/.test(value('itemprop'))
  );
}
