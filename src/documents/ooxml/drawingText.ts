import type { NestedPlace } from '../nested';
import type { Edit } from '../textDocument';
import type { Unit } from '../types';
import { writingOf, type Writing } from '../writing';
import { escapeAttribute, escapeXml } from '../xml';
import { readRuns, type RunFormat, type RunItem } from './runs';
import { attributePlace, childOf, descendants, type XmlElement } from './tree';

/*
 * Text of DrawingML (ECMA-376, part 1, 21.1.2), which slides, charts, diagrams and drawings share.
 */

interface Format extends RunFormat {
  readonly rPr: XmlElement | undefined;
}

/** Names the units of a part. */
export type Named = (text: Pick<Unit, 'text' | 'marks'>) => Unit;

// Set by spelling checks; a reader sees nothing of them.
const unseen = new Set(['lang', 'altLang', 'dirty', 'err', 'noProof', 'smtClean', 'bmk']);
const lineBreaks = /[\n\r\v\f\u0085\u2028\u2029]+/g;
const fileName = /^\S*[^\s.]\.(png|jpe?g|gif|svg|emf|wmf|bmp|tiff?|webp)$/i;

/** A paragraph (a:p). @returns Undefined where there is no text. */
export function drawingParagraph(
  source: string,
  paragraph: XmlElement,
  named: Named,
): NestedPlace | undefined {
  const items = paragraph.children.flatMap((child): readonly RunItem<Format, XmlElement>[] => {
    if (child.name === 'a:pPr' || child.name === 'a:endParaRPr') return [];
    const text = child.name === 'a:r' ? childOf(child, 'a:t')?.text : undefined;
    // A run without text would be gone after writing.
    if (child.name === 'a:r' && (text ?? '') === '') return [];
    if (text !== undefined) return [{ kind: 'text', text, format: formatOf(source, child) }];
    return [
      { kind: 'alone', code: child, label: labels[child.name] ?? '', ...looks(source, child) },
    ];
  });
  const runs = readRuns(items);
  if (runs === undefined) return undefined;
  const unit = named(runs);
  const prefix = prefixOf(source, paragraph);
  const [pPr, endPr] = [childOf(paragraph, 'a:pPr'), childOf(paragraph, 'a:endParaRPr')];
  const isRightToLeft = pPr?.attributes['rtl'] === '1';
  return {
    ...{ unit, start: paragraph.inner.start, end: paragraph.inner.end },
    render: (translation, slice, options) => {
      const writing = writingOf(options.language);
      const inner = runs
        .render(translation, unit.id)
        .map((each) =>
          each.kind === 'text'
            ? `<${prefix}r>${properties(source, each.format.rPr, prefix, writing)}<${prefix}t>${escapeXml(each.text.replace(lineBreaks, ' '))}</${prefix}t></${prefix}r>`
            : source.slice(each.code.start, each.code.end),
        );
      // What turns with the document is among the edits within.
      const own = pPr === undefined ? '' : slice(pPr.start, pPr.end);
      const turned =
        pPr === undefined && writing.isRightToLeft && !isRightToLeft
          ? `<${prefix}pPr rtl="1"/>`
          : own;
      const end = endPr === undefined ? '' : source.slice(endPr.start, endPr.end);
      return turned + inner.join('') + end;
    },
  };
}

const labels: Readonly<Record<string, string>> = { 'a:br': 'line break', 'a:fld': 'field' };

function looks(source: string, element: XmlElement): { readonly format?: Format } {
  return element.name === 'a:br' ? { format: formatOf(source, element) } : {};
}

function formatOf(source: string, run: XmlElement): Format {
  const rPr = childOf(run, 'a:rPr');
  const own = Object.entries(rPr?.attributes ?? {})
    .filter(([name]) => !unseen.has(name))
    .map(([name, value]) => `${name}=${value}`);
  const inner = rPr?.children.map(({ start, end }) => source.slice(start, end)) ?? [];
  return { key: [...own.sort(), ...inner].join('\n'), label: labelOf(rPr), rPr };
}

function labelOf(rPr: XmlElement | undefined): string {
  const { b, i, u = 'none', strike = 'noStrike' } = rPr?.attributes ?? {};
  const isOn = (value: string | undefined) => value === '1' || value === 'true';
  return [
    rPr && childOf(rPr, 'a:hlinkClick') ? 'link' : '',
    isOn(b) ? 'bold' : '',
    isOn(i) ? 'italic' : '',
    u === 'none' ? '' : 'underline',
    strike === 'noStrike' ? '' : 'strikethrough',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** A run's properties, in the translation's language. */
function properties(
  source: string,
  rPr: XmlElement | undefined,
  prefix: string,
  { language, region }: Writing,
): string {
  const tag = escapeAttribute(region === '' ? language : `${language}-${region}`);
  if (rPr === undefined) return `<${prefix}rPr lang="${tag}"/>`;
  const place = attributePlace(source, rPr, 'lang');
  if (place !== undefined) {
    return source.slice(rPr.start, place.start) + tag + source.slice(place.end, rPr.end);
  }
  const at = nameEnd(source, rPr);
  return `${source.slice(rPr.start, at)} lang="${tag}"${source.slice(at, rPr.end)}`;
}

/** All paragraphs, alternative texts and names of series and categories within an element. */
export function drawingPlaces(
  source: string,
  element: XmlElement,
  named: Named,
): readonly NestedPlace[] {
  return [...descendants(element)].flatMap((each): readonly NestedPlace[] => {
    if (each.name === 'a:p') return [drawingParagraph(source, each, named) ?? []].flat();
    if (
      each.name === 'c:strCache' ||
      (each.name === 'c:tx' && childOf(each, 'c:v') !== undefined)
    ) {
      return [...descendants(each)]
        .filter(({ name }) => name === 'c:v')
        .flatMap((value) => plainPlace(value.text, value.inner, named, escapeXml) ?? []);
    }
    if (!each.name.endsWith(':cNvPr') && each.name !== 'cNvPr') return [];
    return ['descr', 'title'].flatMap((name) => {
      if (fileName.test(each.attributes[name] ?? '')) return [];
      return attributePlaceOf(source, each, name, named) ?? [];
    });
  });
}

/** An attribute that is read. */
export function attributePlaceOf(
  source: string,
  element: XmlElement,
  name: string,
  named: Named,
): NestedPlace | undefined {
  const place = attributePlace(source, element, name);
  return place && plainPlace(element.attributes[name] ?? '', place, named, escapeAttribute);
}

/** A text without formatting; spaces at its edges stay. */
export function plainPlace(
  whole: string,
  { start, end }: { readonly start: number; readonly end: number },
  named: Named,
  escape: (text: string) => string,
): NestedPlace | undefined {
  const text = whole.trim();
  if (text === '') return undefined;
  const at = whole.indexOf(text);
  const [before, after] = [whole.slice(0, at), whole.slice(at + text.length)];
  const unit = named({ text, marks: [] });
  return { unit, start, end, render: (translation) => escape(before + translation + after) };
}

const directed = /^a:(pPr|lvl\dpPr|defPPr|tblPr)$/;
const sides: Readonly<Record<string, string>> = { l: 'r', r: 'l' };

/** What turns paragraphs, their styles and tables to the other direction. */
export function turnDrawing(
  source: string,
  root: XmlElement,
  isRightToLeft: boolean,
): readonly Edit[] {
  const value = isRightToLeft ? '1' : '0';
  return [...descendants(root)].flatMap((element): readonly Edit[] => {
    if (!directed.test(element.name)) return [];
    const [rtl, algn] = ['rtl', 'algn'].map((name) => attributePlace(source, element, name));
    const at = nameEnd(source, element);
    const side = sides[element.attributes['algn'] ?? ''];
    return [
      ...(rtl !== undefined ? [{ ...rtl, text: value }] : []),
      ...(rtl === undefined && isRightToLeft ? [{ start: at, end: at, text: ' rtl="1"' }] : []),
      ...(algn !== undefined && side !== undefined ? [{ ...algn, text: side }] : []),
    ];
  });
}

function nameEnd(source: string, { start }: XmlElement): number {
  return start + (/^<[^\s/>]+/.exec(source.slice(start, start + 128))?.[0].length ?? 0);
}

/** As the file writes names of the element's namespace, with the colon. */
export function prefixOf(source: string, { start }: XmlElement): string {
  return /^<([^\s/>:]+:)/.exec(source.slice(start, start + 128))?.[1] ?? '';
}
