import { renderParagraph, plainText, readParagraph, type Paragraph, type Part } from './paragraph';
import type { NestedPlace } from '../nested';
import type { Edit } from '../textDocument';
import type { Unit } from '../types';
import { attributeRange, escapeAttribute, escapeXml, type XmlToken } from '../xml';

/** A cell whose value repeats what is to be read in it. */
interface CellValue {
  readonly start: number;
  readonly end: number;
  readonly paragraphs: { readonly unit: Unit; readonly paragraph: Paragraph | undefined }[];
}

/** The units of a part. */
export interface PartUnits {
  readonly places: readonly NestedPlace[];
  /** What is kept in step with the units. @param isAll Also beside what is unchanged. */
  values(translations: ReadonlyMap<string, string>, isAll: boolean): readonly Edit[];
  readonly hasTrackedChanges: boolean;
  /** Names of tables that are left out. */
  readonly hidden: readonly string[];
}

const paragraphs = new Set(['text:p', 'text:h']);
/** Elements that have text, and no paragraphs. */
const texts = new Set([
  ...['svg:title', 'svg:desc', 'table:title', 'table:desc', 'text:index-title-template'],
  ...['presentation:header-decl', 'presentation:footer-decl'],
  ...['dc:title', 'dc:subject', 'dc:description', 'meta:keyword'],
]);
/** Attributes that are read. */
const labels: Readonly<Record<string, string>> = {
  'text:toc-mark': 'text:string-value',
  'text:user-index-mark': 'text:string-value',
  'text:alphabetical-index-mark': 'text:string-value',
  'form:button': 'form:label',
  'form:checkbox': 'form:label',
  'form:radio': 'form:label',
  'form:fixed-text': 'form:label',
  'form:frame': 'form:label',
};
const cells = new Set(['table:table-cell', 'table:covered-table-cell']);
/** What a deleted text is kept in. */
const deleted = new Set(['text:tracked-changes', 'table:tracked-changes']);

/** An element that is open. */
interface Level {
  readonly name: string;
  /** Of a cell: whether its text says a number, or what a formula gives. */
  readonly isComputed: boolean;
  readonly value: CellValue | undefined;
  readonly context: string | undefined;
}

/** @param name Of the part, for ids. */
export function readPart(part: Part, name: string, context: string | undefined): PartUnits {
  const reader = new PartReader(part, name, context);
  reader.read();
  return reader;
}

class PartReader implements PartUnits {
  readonly places: NestedPlace[] = [];
  readonly hidden: string[] = [];
  hasTrackedChanges = false;
  readonly #part: Part;
  readonly #name: string;
  readonly #values: CellValue[] = [];
  readonly #levels: Level[] = [];
  readonly #grid: Grid[] = [];
  readonly #context: string | undefined;
  #slides = 0;

  constructor(part: Part, name: string, context: string | undefined) {
    this.#part = part;
    this.#name = name;
    this.#context = context;
  }

  read(): void {
    const { tokens, closings } = this.#part;
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at];
      if (token?.kind === 'close') this.#leave();
      if (token?.kind !== 'open') continue;
      if (this.#isLeftOut(token)) at = closings[at] ?? at;
      else this.#enter(token, at);
    }
  }

  values(translations: ReadonlyMap<string, string>, isAll: boolean): readonly Edit[] {
    return this.#values.flatMap(({ start, end, paragraphs: own }) => {
      const isSame = own.every(({ unit: { id, text } }) => (translations.get(id) ?? text) === text);
      if (isSame && !isAll) return [];
      const lines = own.map(({ unit, paragraph }) =>
        paragraph === undefined
          ? ''
          : plainText(paragraph, translations.get(unit.id) ?? unit.text, unit.id),
      );
      return [{ start, end, text: escapeAttribute(lines.join('\n')) }];
    });
  }

  #isLeftOut({ name, attributes }: XmlToken): boolean {
    if (deleted.has(name)) {
      this.hasTrackedChanges = true;
      return true;
    }
    if (name === 'text:section') return attributes['text:display'] === 'none';
    if (attributes['presentation:placeholder'] === 'true') return true;
    // What a slide without a text of its own would say while it is made.
    const isPrompt = attributes['presentation:class'] !== undefined;
    if (name === 'draw:frame' && isPrompt && this.#isIn('style:master-page')) return true;
    if (name !== 'table:table') return false;
    if (!this.#part.styles.isHiddenTable(attributes['table:style-name'] ?? '')) return false;
    this.hidden.push(attributes['table:name'] ?? '');
    return true;
  }

  #isIn(name: string): boolean {
    return this.#levels.some((level) => level.name === name);
  }

  #enter(token: XmlToken, at: number): void {
    const { name, attributes } = token;
    const parent = this.#levels.at(-1);
    this.#grid.at(-1)?.enter(token);
    if (name === 'table:table') this.#grid.push(new Grid(attributes['table:name'] ?? ''));
    if (name === 'draw:page') this.#slides++;
    const context = this.#contextOf(token) ?? parent?.context ?? this.#context;
    const isComputed = cells.has(name) && isNumberOrFormula(attributes);
    const value = isComputed || !cells.has(name) ? undefined : this.#valueOf(token);
    this.#levels.push({ name, isComputed, value, context });
    if (paragraphs.has(name)) this.#paragraph(at, parent, context);
    else if (texts.has(name)) this.#element(at, context);
    else if (value !== undefined && !this.#hasParagraph(at)) this.#attribute(value, token, context);
    const label = labels[name] ?? labels[name.replace(/-start$/, '')];
    const range = label === undefined ? undefined : attributeRange(this.#part.source, token, label);
    if (range !== undefined) this.#attribute(range, token, context, attributes[label ?? '']);
  }

  #leave(): void {
    if (this.#levels.pop()?.name === 'table:table') this.#grid.pop();
  }

  #contextOf({ name, attributes }: XmlToken): string | undefined {
    if (name === 'text:note') return attributes['text:note-class'] ?? 'note';
    if (name === 'office:annotation') return 'comment';
    if (name === 'draw:page') return `slide ${this.#slides}`;
    if (name === 'presentation:notes') return `slide ${this.#slides}, notes`;
    if (name.startsWith('style:header')) return 'header';
    if (name.startsWith('style:footer')) return 'footer';
    if (cells.has(name) && this.#isIn('office:spreadsheet')) return this.#grid.at(-1)?.cell();
    return undefined;
  }

  #valueOf(token: XmlToken): CellValue | undefined {
    const range = attributeRange(this.#part.source, token, 'office:string-value');
    return range && { ...range, paragraphs: [] };
  }

  #hasParagraph(at: number): boolean {
    const { tokens, closings } = this.#part;
    for (let inner = at + 1; inner < (closings[at] ?? at); inner = (closings[inner] ?? inner) + 1) {
      while (tokens[inner]?.kind !== 'open' && inner < (closings[at] ?? at)) inner++;
      if (paragraphs.has(tokens[inner]?.name ?? '')) return true;
    }
    return false;
  }

  #id(): string {
    return `${this.#name}#${this.places.length + 1}`;
  }

  #paragraph(at: number, parent: Level | undefined, context: string | undefined): void {
    if (parent?.isComputed === true) return;
    const { tokens, closings } = this.#part;
    const paragraph = readParagraph(this.#part, at);
    const [open, close] = [tokens[at], tokens[closings[at] ?? at]];
    const id = this.#id();
    const { text = '', marks = [] } = paragraph?.inline ?? {};
    const unit: Unit = { id, text, marks, ...(context !== undefined && { context }) };
    if (parent?.value !== undefined) {
      if (parent.value.paragraphs.length === 0) this.#values.push(parent.value);
      parent.value.paragraphs.push({ unit, paragraph });
    }
    if (paragraph === undefined || open === undefined || close === undefined) return;
    this.places.push({
      ...{ unit, start: open.end, end: close.start },
      render: (translation, slice) => renderParagraph(paragraph, translation, id, slice),
    });
  }

  #element(at: number, context: string | undefined): void {
    const { tokens, closings } = this.#part;
    const inner = tokens.slice(at + 1, closings[at]);
    const whole = inner.map(({ text }) => text).join('');
    const [first, last] = [inner[0], inner.at(-1)];
    if (first === undefined || last === undefined) return;
    this.#plain({ start: first.start, end: last.end }, whole, context, escapeXml);
  }

  #attribute(
    { start, end }: Pick<CellValue, 'start' | 'end'>,
    { attributes }: XmlToken,
    context: string | undefined,
    value = attributes['office:string-value'] ?? '',
  ): void {
    this.#plain({ start, end }, value, context, escapeAttribute);
  }

  #plain(
    range: { readonly start: number; readonly end: number },
    whole: string,
    context: string | undefined,
    escape: (text: string) => string,
  ): void {
    const text = whole.trim();
    if (text === '') return;
    const at = whole.indexOf(text);
    const [before, after] = [whole.slice(0, at), whole.slice(at + text.length)];
    this.places.push({
      ...range,
      unit: { id: this.#id(), text, marks: [], ...(context !== undefined && { context }) },
      render: (translation) => escape(before + translation + after),
    });
  }
}

function isNumberOrFormula(attributes: XmlToken['attributes']): boolean {
  const type = attributes['office:value-type'] ?? 'string';
  return type !== 'string' || attributes['table:formula'] !== undefined;
}

/** Counts the cells of a table. */
class Grid {
  readonly #name: string;
  #row = 0;
  #nextRow = 1;
  #column = 0;
  #nextColumn = 1;

  constructor(name: string) {
    this.#name = name;
  }

  enter({ name, attributes }: XmlToken): void {
    if (name === 'table:table-row') {
      this.#row = this.#nextRow;
      this.#nextRow += count(attributes['table:number-rows-repeated']);
      this.#nextColumn = 1;
    } else if (cells.has(name)) {
      this.#column = this.#nextColumn;
      this.#nextColumn += count(attributes['table:number-columns-repeated']);
    }
  }

  /** As `Sheet1!B7`. */
  cell(): string {
    return `${this.#name}!${columnName(this.#column)}${this.#row}`;
  }
}

function count(repeated: string | undefined): number {
  return Math.max(1, Number(repeated) || 1);
}

/** 1 is A, 27 is AA. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + letter : letter;
}
