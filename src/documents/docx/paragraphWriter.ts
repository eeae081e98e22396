import type { Slice } from '../nested';
import type { RunOutput } from '../ooxml/runs';
import { childOf, type XmlElement } from '../ooxml/tree';
import type { Edit } from '../textDocument';
import type { WriteOptions } from '../types';
import type { Writing } from '../writing';
import { escapeXml } from '../xml';
import { writeFormatting, type Formatting } from './formatting';
import type { Code, Paragraph } from './paragraph';
import { isOn, placeOf, switchEdit, type Prefixes } from './properties';

export interface ParagraphSource {
  readonly element: XmlElement;
  readonly unitId: string;
  readonly content: Paragraph;
  readonly prefixes: Prefixes;
}

/** How a translation is put into the file. */
export interface Manner {
  readonly options: WriteOptions;
  readonly writing: Writing;
  /** The document is written in the other direction now. */
  readonly turns: boolean;
  readonly slice: Slice;
}

type Output = RunOutput<Formatting, Code>;

/** A paragraph with its translation; with both, one under the other, where that is wanted. */
export function writeParagraph(
  paragraph: ParagraphSource,
  translation: string,
  manner: Manner,
): string {
  const { element, content, unitId } = paragraph;
  const output = content.render(translation, unitId);
  const turns = manner.turns || translation !== content.text;
  if (manner.options.isBilingual === true) {
    return asSource(element, manner.slice) + asCopy(paragraph, output, manner);
  }
  const start = manner.slice(element.start, element.inner.start);
  const style = writeStyle(paragraph, { ...manner, turns });
  const body = writeOutput(output, paragraph.prefixes, manner);
  return start + style + body + manner.slice(element.inner.end, element.end);
}

/** Its properties in the direction of the translation. */
function writeStyle(
  { element, prefixes }: Pick<ParagraphSource, 'element' | 'prefixes'>,
  { writing, turns, slice }: Manner,
): string {
  const pPr = childOf(element, 'w:pPr');
  const edit = turns ? directionEdit(element, writing.isRightToLeft, prefixes) : undefined;
  if (pPr === undefined) return edit?.text ?? '';
  if (edit === undefined) return slice(pPr.start, pPr.end);
  return slice(pPr.start, edit.start) + edit.text + slice(edit.end, pPr.end);
}

/** What turns a paragraph; nothing where it has the direction already. */
export function directionEdit(
  paragraph: XmlElement,
  isRightToLeft: boolean,
  prefixes: Prefixes,
): Edit | undefined {
  const pPr = childOf(paragraph, 'w:pPr');
  if ((isOn(pPr, 'w:bidi') ?? false) === isRightToLeft) return undefined;
  return switchEdit('pPr', pPr ?? paragraph.inner.start, 'w:bidi', isRightToLeft, prefixes);
}

function writeOutput(output: readonly Output[], prefixes: Prefixes, manner: Manner): string {
  return joinTexts(withoutOldReadings(output))
    .map((each) =>
      each.kind === 'code'
        ? writeCode(each.code, prefixes, manner)
        : writeRun(each.text, each.format, prefixes, manner.writing),
    )
    .join('');
}

function writeCode({ segments }: Code, prefixes: Prefixes, { slice, writing }: Manner): string {
  const { element: w } = prefixes;
  return segments
    .map(({ start, end, run }) => {
      const formatting = run?.begins === true ? writeFormatting(run.format, writing, prefixes) : '';
      const before = run?.begins === true ? `<${w}r>${formatting}` : '';
      return before + slice(start, end) + (run?.ends === true ? `</${w}r>` : '');
    })
    .join('');
}

/** Signs that are elements, and what parts lines: a paragraph's text has none. */
const special = /[\u00ad\u2011]/;
const lineBreaks = /[\n\r\t\v\f]+/g;

function writeRun(text: string, format: Formatting, prefixes: Prefixes, writing: Writing): string {
  const { element: w } = prefixes;
  const inner = text
    .replace(lineBreaks, ' ')
    .split(/([\u00ad\u2011])/)
    .filter((part) => part !== '')
    .map((part) => {
      if (special.test(part)) return `<${w}${part === '\u00ad' ? 'softHyphen' : 'noBreakHyphen'}/>`;
      return `<${w}t xml:space="preserve">${escapeXml(part)}</${w}t>`;
    });
  return `<${w}r>${writeFormatting(format, writing, prefixes)}${inner.join('')}</${w}r>`;
}

function joinTexts(output: readonly Output[]): readonly Output[] {
  const joined: Output[] = [];
  for (const each of output) {
    const last = joined.at(-1);
    if (each.kind === 'text' && last?.kind === 'text' && last.format.key === each.format.key) {
      joined[joined.length - 1] = { ...last, text: last.text + each.text };
    } else joined.push(each);
  }
  return joined;
}

/** Ruby tells how its base is read; another base is read otherwise. */
function withoutOldReadings(output: readonly Output[]): readonly Output[] {
  const kept: Output[] = [];
  const open: { readonly at: number; readonly onlyAround: string | undefined }[] = [];
  const gone = new Set<number>();
  output.forEach((each, at) => {
    if (each.kind === 'code' && each.role === 'open') {
      open.push({ at, onlyAround: each.code.onlyAround });
    } else if (each.kind === 'code' && each.role === 'close') {
      const opened = open.pop();
      if (opened?.onlyAround === undefined) return;
      const within = output.slice(opened.at + 1, at);
      const text = within.map((inner) => (inner.kind === 'text' ? inner.text : '')).join('');
      if (text !== opened.onlyAround) gone.add(opened.at).add(at);
    }
  });
  output.forEach((each, at) => !gone.has(at) && kept.push(each));
  return kept;
}

/** The source above its translation: a section ends with the second of them. */
function asSource(element: XmlElement, slice: Slice): string {
  const pPr = childOf(element, 'w:pPr');
  const section = pPr && childOf(pPr, 'w:sectPr');
  if (section === undefined) return slice(element.start, element.end);
  return slice(element.start, section.start) + slice(section.end, element.end);
}

/** What the copy has no second time: its number, the beginning of a page, the end of a section. */
const once = new Set(['w:numPr', 'w:pageBreakBefore', 'w:sectPr', 'w:pPrChange', 'w:bidi']);

/** The translation below its source, without what can be in a document but once. */
function asCopy(paragraph: ParagraphSource, output: readonly Output[], manner: Manner): string {
  const { element: w } = paragraph.prefixes;
  const copied = output.filter((each) => {
    if (each.kind === 'text') return true;
    return each.isInside && each.role !== 'float' && each.code.isRepeatable;
  });
  const body = writeOutput(copied, paragraph.prefixes, manner);
  return `<${w}p>${copiedStyle(paragraph, manner)}${body}</${w}p>`;
}

function copiedStyle(
  { element, prefixes: { element: w, attribute } }: ParagraphSource,
  { writing, slice }: Manner,
): string {
  const pPr = childOf(element, 'w:pPr');
  const ended = pPr && childOf(pPr, 'w:sectPr');
  const kept = (pPr?.children ?? [])
    .filter(({ name }) => !once.has(name))
    .map(({ name, start, end }) => ({ name, raw: slice(start, end) }));
  const insert = (name: string, raw: string) => {
    const at = placeOf(
      'pPr',
      name,
      kept.map((each) => each.name),
    );
    kept.splice(at, 0, { name, raw });
  };
  if (attribute !== undefined && pPr !== undefined) {
    const none = `<${w}ilvl ${attribute}val="0"/><${w}numId ${attribute}val="0"/>`;
    insert('w:numPr', `<${w}numPr>${none}</${w}numPr>`);
  }
  if (writing.isRightToLeft) insert('w:bidi', `<${w}bidi/>`);
  if (ended !== undefined) insert('w:sectPr', slice(ended.start, ended.end));
  return kept.length === 0 ? '' : `<${w}pPr>${kept.map(({ raw }) => raw).join('')}</${w}pPr>`;
}
