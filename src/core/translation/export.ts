import { targetGap } from './read';
import type { Translation, TranslationSegment } from './types';

/** A sentence beside its translation, with the quotes and list signs around it. */
export interface Row {
  readonly source: string;
  readonly target: string;
}

/** What a table says of one of its two languages. */
export interface Column {
  /** In the reader's language. */
  readonly name: string;
  /** BCP-47; undefined where it is not known. */
  readonly tag?: string | undefined;
  readonly direction?: 'ltr' | 'rtl' | undefined;
}

/** Both columns of a table, the source first. */
export type Columns = readonly [Column, Column];

/** What between two sentences belongs to the one before, and to the one after. */
function shared(gap: string): readonly [string, string] {
  const after = /\n[^\S\n]*([^\n]*)$/.exec(gap)?.[1] ?? /\s(\S+)$/.exec(gap)?.[1] ?? '';
  return [/^\S*/.exec(gap)?.[0] ?? '', after.trimEnd() === '' ? '' : after];
}

function shown({ state, source, target }: TranslationSegment): string {
  return state === 'verbatim' ? source : target;
}

/** The sentences that have a translation, in their order. */
export function rowsOf({ lead, segments }: Translation): readonly Row[] {
  let before = /[^\n]*$/.exec(lead)?.[0].trimStart() ?? '';
  return segments.flatMap((segment) => {
    const [end, next] = shared(segment.gap);
    const begin = before;
    before = next;
    const target = shown(segment);
    const around = (text: string) => `${begin}${text}${end}`.trim();
    return target === '' ? [] : [{ source: around(segment.source), target: around(target) }];
  });
}

/**
 * The text line by line, each with its translation, for reading side by side.
 *
 * @param code FLORES code of the target.
 */
export function linesOf({ lead, segments }: Translation, code: string): readonly Row[] {
  const rows: Row[] = [];
  let source = lead;
  let target = lead;
  const end = () => {
    if (source.trim() !== '') rows.push({ source: source.trim(), target: target.trim() });
    source = target = '';
  };
  segments.forEach((segment, i) => {
    source += segment.source + segment.gap;
    target += shown(segment) + targetGap(segment, i === segments.length - 1, code);
    if (segment.gap.includes('\n')) end();
  });
  end();
  return rows;
}

const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** Programs for tables run what begins like this; with the sign in front it is a text to all of them. */
function neutral(text: string): string {
  return /^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** Tab-separated values, for programs that take no more: a row a line, whatever the cells hold. */
export function toTsv(rows: readonly Row[], [from, to]: Columns): string {
  const cell = (text: string) => neutral(text.replace(lineBreaks, ' ').replaceAll('\t', ' '));
  const line = (source: string, target: string) => `${cell(source)}\t${cell(target)}\n`;
  return line(from.name, to.name) + rows.map(({ source, target }) => line(source, target)).join('');
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** A table in HTML, for programs for texts and for tables. */
export function toHtmlTable(rows: readonly Row[], columns: Columns): string {
  const cell = (name: 'td' | 'th', text: string, { tag, direction }: Column) => {
    const lang = tag === undefined ? '' : ` lang="${escapeHtml(tag)}"`;
    const dir = direction === undefined ? '' : ` dir="${direction}"`;
    // What Excel calls a text, so that it makes no date or number of it.
    const style = ` style="mso-number-format:'\\@'"`;
    const content = escapeHtml(neutral(text)).replace(lineBreaks, '<br>');
    return `<${name}${lang}${dir}${style}>${content}</${name}>`;
  };
  const line = (name: 'td' | 'th', [source, target]: readonly [string, string]) =>
    `<tr>${cell(name, source, columns[0])}${cell(name, target, columns[1])}</tr>`;
  const head = line('th', [columns[0].name, columns[1].name]);
  const body = rows.map(({ source, target }) => line('td', [source, target])).join('');
  return `<meta charset="utf-8"><table><thead>${head}</thead><tbody>${body}</tbody></table>`;
}

/** A table in Markdown (GFM), in which every cell reads as it stands. */
export function toMarkdownTable(rows: readonly Row[], [from, to]: Columns): string {
  const cell = (text: string) =>
    text
      .trim()
      .replaceAll('&', '&amp;')
      .replace(/[\\`*_[\]<|~$]/g, '\\$&')
      .replace(lineBreaks, '<br>')
      .replaceAll('\t', ' ');
  const line = (source: string, target: string) => `| ${cell(source)} | ${cell(target)} |\n`;
  return (
    line(from.name, to.name) +
    '| --- | --- |\n' +
    rows.map(({ source, target }) => line(source, target)).join('')
  );
}
