import type { NestedPlace } from '../nested';
import type { Named } from '../ooxml/drawingText';
import { prefixOf } from '../ooxml/drawingText';
import { readRuns, type RunFormat, type RunItem } from '../ooxml/runs';
import { childOf, type XmlElement } from '../ooxml/tree';
import { escapeXml } from '../xml';

interface Format extends RunFormat {
  /** Undefined for text that is no run. */
  readonly rPr: string | undefined;
}

/**
 * A text of SpreadsheetML (CT_Rst): of a cell, or a comment. How its signs are read aloud (rPh) is no part of it, and
 * a translation is read otherwise.
 *
 * @returns Undefined where there is no text.
 */
export function richPlace(source: string, text: XmlElement, named: Named): NestedPlace | undefined {
  const items = text.children.flatMap((child): readonly RunItem<Format, never>[] => {
    if (child.name === 't') {
      return [{ kind: 'text', text: child.text, format: { key: '', label: '', rPr: undefined } }];
    }
    const written = child.name === 'r' ? childOf(child, 't') : undefined;
    if (written === undefined || written.text === '') return [];
    return [{ kind: 'text', text: written.text, format: formatOf(source, childOf(child, 'rPr')) }];
  });
  const runs = readRuns(items);
  if (runs === undefined) return undefined;
  const unit = named(runs);
  const prefix = prefixOf(source, text);
  return {
    ...{ unit, start: text.inner.start, end: text.inner.end },
    render: (translation) => {
      const output = runs.render(translation, unit.id).flatMap((each) => {
        return each.kind === 'text' ? [each] : [];
      });
      const t = (plain: string) =>
        `<${prefix}t xml:space="preserve">${escapeXml(plain)}</${prefix}t>`;
      if (output.every(({ format }) => format.rPr === undefined)) {
        return t(output.map((each) => each.text).join(''));
      }
      return output
        .map((each) => `<${prefix}r>${each.format.rPr ?? ''}${t(each.text)}</${prefix}r>`)
        .join('');
    },
  };
}

function formatOf(source: string, rPr: XmlElement | undefined): Format {
  const parts = rPr?.children.map(({ start, end }) => source.slice(start, end)) ?? [];
  const names = new Set(rPr?.children.map(({ name }) => name));
  const words = { b: 'bold', i: 'italic', u: 'underline', strike: 'strikethrough' };
  const said = Object.entries(words).flatMap(([name, word]) => (names.has(name) ? [word] : []));
  const raw = rPr === undefined ? '' : source.slice(rPr.start, rPr.end);
  return { key: parts.sort().join('\n'), label: said.join(' '), rPr: raw };
}

/** The text of a cell as formulas and tables have it. */
export function plainOf(text: XmlElement): string {
  return text.children
    .map((child) => {
      if (child.name === 't') return child.text;
      return child.name === 'r' ? (childOf(child, 't')?.text ?? '') : '';
    })
    .join('');
}
