import { previewStyleHash } from '../../core/policy';
import { escapeAttribute, escapeXml } from '../xml';
import { blocksOf, type Block, type PreviewUnit, type Row } from './blocks';
import { previewStyle } from './style';
import { languageOf, markupOf } from './text';

/** What a preview shows. */
export interface Preview {
  /** Of the page, for screen readers. */
  readonly title: string;
  /** BCP-47, of the interface. */
  readonly interfaceTag: string;
  /** BCP-47; undefined where it is not known. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly isDark: boolean;
  readonly units: readonly PreviewUnit[];
}

/**
 * Both languages of a document as a page that runs nothing and asks for nothing: its own policy allows one style, and
 * no markup of the document is in it.
 */
export function previewPage({ title, interfaceTag, from, to, isDark, units }: Preview): string {
  const policy = `default-src 'none'; style-src ${previewStyleHash}; base-uri 'none'; form-action 'none'`;
  const languages = { source: languageOf(from), target: languageOf(to) };
  return [
    '<!doctype html>',
    `<html lang="${escapeAttribute(interfaceTag)}"${isDark ? ' class="dark"' : ''}>`,
    `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeXml(title)}</title><style>${previewStyle}</style></head>`,
    // By keyboard, a frame is reached by what takes the focus in it, and then scrolled.
    '<body><main tabindex="0">',
    ...blocksOf(units).map((block) => blockMarkup(block, languages)),
    '</main></body></html>',
  ].join('\n');
}

/** The same as a file of its own: for formats that have no way of showing both languages. */
export function bilingualPage(page: Pick<Preview, 'title' | 'from' | 'to' | 'units'>): string {
  return previewPage({ ...page, interfaceTag: page.to ?? 'und', isDark: false });
}

interface Languages {
  readonly source: string;
  readonly target: string;
}

function blockMarkup({ note, content }: Block, { source, target }: Languages): string {
  const label = note === undefined ? '' : `<p class="note" dir="auto">${escapeXml(note)}</p>`;
  if (content.kind === 'table') {
    const table = (language: string, textOf: (of: PreviewUnit) => string) =>
      `<div class="wide"><table${language}>${content.rows.map((row) => rowMarkup(row, textOf)).join('')}</table></div>`;
    return `${label}<div class="pair">${table(source, sourceOf)}${table(target, targetOf)}</div>`;
  }
  const { look, of } = content;
  const name = look === 'li' ? 'p' : look;
  const style = look === 'li' ? 'item' : '';
  const missing = of.translation === undefined ? 'missing' : '';
  const element = (language: string, text: string, classes: string) =>
    `<${name}${language} class="${`${style} ${classes}`.trim()}">${text}</${name}>`;
  return `${label}<div class="pair">${element(source, sourceOf(of), '')}${element(target, targetOf(of), missing)}</div>`;
}

function rowMarkup(row: Row, textOf: (of: PreviewUnit) => string): string {
  return `<tr>${row.map((cell) => `<td>${cell.map(textOf).join('<br>')}</td>`).join('')}</tr>`;
}

const sourceOf = ({ unit }: PreviewUnit) => markupOf(unit.text, unit.marks);
const targetOf = ({ unit, translation }: PreviewUnit) =>
  markupOf(translation ?? unit.text, unit.marks);
