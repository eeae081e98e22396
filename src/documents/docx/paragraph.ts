import { readRuns, type RunItem, type RunText } from '../ooxml/runs';
import { childOf, descendants, type XmlElement } from '../ooxml/tree';
import {
  isInvisible,
  isTranslated,
  kindOf,
  type Field,
  type FieldPlace,
  type Fields,
} from './fields';
import { hides, isComplexText, readFormatting, type Formatting } from './formatting';

/** A stretch of the source. */
interface Segment {
  readonly start: number;
  readonly end: number;
  /** Of what stands in a run, which begins before the stretch, or ends after it, or both. */
  readonly run?: { readonly format: Formatting; readonly begins: boolean; readonly ends: boolean };
}

/** What a mark stands for in the file. */
export interface Code {
  readonly segments: readonly Segment[];
  /** Whether it can stand a second time, as a tab can, and a note cannot. */
  readonly isRepeatable: boolean;
  /** Of ruby: the text that its reading is for. */
  readonly onlyAround?: string;
}

type Item = RunItem<Formatting, Code>;
export type Paragraph = RunText<Formatting, Code>;

export interface Story {
  readonly source: string;
  readonly fields: Fields;
  readonly hiddenStyles: ReadonlySet<string>;
}

/** @returns Undefined for a paragraph (w:p) without text. */
export function readParagraph(paragraph: XmlElement, story: Story): Paragraph | undefined {
  const style = childOf(paragraph, 'w:pPr');
  const id = style && childOf(style, 'w:pStyle')?.attributes['w:val'];
  const isHidden = id !== undefined && story.hiddenStyles.has(id);
  const reader = new ParagraphReader(story, isHidden, isComplexText(allText(paragraph)));
  reader.readAll(paragraph.children);
  return readRuns(withSpaces(reader.items()));
}

/** Nothing of a reader's concern. */
const left = new Set(
  [
    'pPr',
    'rPr',
    'proofErr',
    'lastRenderedPageBreak',
    'smartTagPr',
    'customXmlPr',
    'sdtPr',
    'sdtEndPr',
  ].map((each) => `w:${each}`),
);
/** Wrappers whose content is text as any other. */
const transparent = new Set(['w:ins', 'w:moveTo', 'w:smartTag']);
const pairs: Readonly<Record<string, string>> = {
  'w:hyperlink': 'link',
  'w:customXml': 'data',
  'w:dir': 'direction',
  'w:bdo': 'direction',
};
/** Places without width, and what was deleted. */
const floating =
  /^w:(del|moveFrom|(bookmark|perm|moveFromRange|moveToRange|customXml\w+Range)(Start|End))$/;
const repeatable = new Set(['w:tab', 'w:cr', 'w:ptab', 'w:sym', 'w:ruby']);
const labels: Readonly<Record<string, string>> = {
  'w:tab': 'tab',
  'w:ptab': 'tab',
  'w:br': 'line break',
  'w:cr': 'line break',
  'w:sym': 'symbol',
  'w:drawing': 'picture',
  'w:pict': 'picture',
  'w:object': 'object',
  'w:footnoteReference': 'footnote',
  'w:endnoteReference': 'endnote',
  'w:commentReference': 'comment',
  'w:commentRangeStart': 'comment',
  'w:commentRangeEnd': 'comment',
  'mc:AlternateContent': 'picture',
  'm:oMath': 'formula',
  'm:oMathPara': 'formula',
};
/** What a program draws as a sign has its sign in text. */
const signs: Readonly<Record<string, string>> = {
  'w:softHyphen': '\u00ad',
  'w:noBreakHyphen': '\u2011',
};

/** A field that is being gathered into one code. */
interface Gathering {
  readonly field: Field;
  readonly segments: Segment[];
}

class ParagraphReader {
  readonly #story: Story;
  readonly #isHidden: boolean;
  readonly #isComplex: boolean;
  readonly #items: Item[] = [];
  #gathering: Gathering | undefined;

  constructor(story: Story, isHidden: boolean, isComplex: boolean) {
    this.#story = story;
    this.#isComplex = isComplex;
    this.#isHidden = isHidden;
  }

  items(): readonly Item[] {
    return this.#items;
  }

  readAll(elements: readonly XmlElement[]): void {
    for (const element of elements) this.#read(element);
  }

  #read(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:r') this.#readRun(element);
    else if (transparent.has(name)) this.readAll(element.children);
    else if (name === 'w:sdt') this.#readControl(element);
    else if (name === 'w:fldSimple') this.#readSimpleField(element);
    else if (floating.test(name)) this.#add({ kind: 'float', code: codeOf(element) });
    else if (pairs[name] !== undefined && !element.isSelfClosing) {
      this.#addPair(element, element, pairs[name]);
    } else if (!left.has(name)) {
      this.#add({ kind: 'alone', code: codeOf(element), label: labels[name] ?? name });
    }
  }

  #addPair(outer: XmlElement, inner: XmlElement, label: string): void {
    const open = { start: outer.start, end: inner.inner.start };
    const close = { start: inner.inner.end, end: outer.end };
    const isRepeatable = outer.name !== 'w:sdt' && outer.name !== 'w:customXml';
    this.#add({ kind: 'open', code: { segments: [open], isRepeatable }, label });
    this.readAll(inner.children);
    this.#add({ kind: 'close', code: { segments: [close], isRepeatable }, label });
  }

  #readControl(element: XmlElement): void {
    const content = childOf(element, 'w:sdtContent');
    const properties = childOf(element, 'w:sdtPr')?.children ?? [];
    const isText = !properties.some(({ name }) =>
      ['w:citation', 'w14:checkbox', 'w:equation', 'w:picture', 'w:date'].includes(name),
    );
    if (isText && content !== undefined && !content.isSelfClosing) {
      this.#addPair(element, content, 'control');
    } else this.#add({ kind: 'alone', code: codeOf(element), label: 'control' });
  }

  #readSimpleField(element: XmlElement): void {
    const instruction = element.attributes['w:instr'] ?? '';
    const kind = kindOf(instruction);
    if (isTranslated({ kind, instruction }) && !element.isSelfClosing) {
      this.#addPair(element, element, kind);
    } else this.#add({ kind: 'alone', code: codeOf(element), label: kind });
  }

  #readRun(run: XmlElement): void {
    const { source, hiddenStyles } = this.#story;
    const rPr = childOf(run, 'w:rPr');
    const style = rPr && childOf(rPr, 'w:rStyle')?.attributes['w:val'];
    const byStyle = style === undefined ? this.#isHidden : hiddenStyles.has(style);
    const isHidden = hides(rPr) ?? byStyle;
    const format = readFormatting(rPr, source, this.#isComplex);
    for (const child of run.children) {
      if (left.has(child.name)) continue;
      const range = { start: child.start, end: child.end };
      const segment = { ...range, run: { format, begins: true, ends: true } };
      const code = { segments: [segment], isRepeatable: isRepeatable(child) };
      const place = this.#story.fields.places.get(child);
      const said = textOf(child);
      const label = labels[child.name] ?? child.name;
      if (place !== undefined) this.#readField(place, code);
      else if (this.#story.fields.instructions.has(child) && !isObject(child)) {
        this.#add({ kind: 'alone', code: { ...code, isRepeatable: false }, label: '' });
      } else if (isHidden && (said !== undefined || isRepeatable(child))) {
        this.#add({ kind: 'float', code });
      } else if (said !== undefined) this.#addText(said, format, segment);
      else if (child.name === 'w:ruby') this.#readRuby(child, format);
      else this.#add({ kind: 'alone', code, label, format });
    }
  }

  /** The base is text; its reading stays as long as the base does. */
  #readRuby(ruby: XmlElement, format: Formatting): void {
    const base = childOf(ruby, 'w:rubyBase');
    if (base === undefined || base.isSelfClosing) return;
    const onlyAround = base.children
      .flatMap((run) => run.children.map((child) => textOf(child) ?? ''))
      .join('');
    const begin = { start: ruby.start, end: base.inner.start };
    const end = { start: base.inner.end, end: ruby.end };
    const open = { ...begin, run: { format, begins: true, ends: false } };
    const close = { ...end, run: { format, begins: false, ends: true } };
    const common = { isRepeatable: true, onlyAround };
    this.#add({ kind: 'open', code: { segments: [open], ...common }, label: 'ruby' });
    this.readAll(base.children);
    this.#add({ kind: 'close', code: { segments: [close], ...common }, label: 'ruby' });
  }

  #readField({ field, role }: FieldPlace, code: Code): void {
    const label = field.kind;
    if (!field.isTogether) {
      this.#add({ kind: 'alone', code: { ...code, isRepeatable: false }, label });
      return;
    }
    if (role === 'begin' && this.#gathering === undefined) {
      this.#gathering = { field, segments: [] };
    }
    const isText = field.hasResult && isTranslated(field);
    if (this.#gathering?.field !== field) {
      const closes = role === 'end' && isText && this.#gathering === undefined;
      if (closes) this.#add({ kind: 'close', code: { ...code, isRepeatable: true }, label });
      else this.#add({ kind: 'alone', code, label });
      return;
    }
    const { segments } = this.#gathering;
    segments.push(...code.segments);
    const gathered: Code = { segments, isRepeatable: true };
    if (role === 'separate' && isText) {
      this.#gathering = undefined;
      this.#add({ kind: 'open', code: gathered, label });
    } else if (role === 'end') {
      this.#gathering = undefined;
      if (isInvisible(field)) this.#add({ kind: 'float', code: gathered });
      else this.#add({ kind: 'alone', code: gathered, label });
    }
  }

  #addText(text: string, format: Formatting, segment: Segment): void {
    if (this.#gathering !== undefined) this.#gathering.segments.push(segment);
    else if (text !== '') this.#items.push({ kind: 'text', text, format });
  }

  #add(item: Exclude<Item, { kind: 'text' }>): void {
    if (this.#gathering === undefined) this.#items.push(item);
    else this.#gathering.segments.push(...item.code.segments);
  }
}

function codeOf({ start, end }: XmlElement): Code {
  return { segments: [{ start, end }], isRepeatable: false };
}

function isRepeatable({ name, attributes }: XmlElement): boolean {
  // A break of a page or a column is one.
  if (name === 'w:br') return attributes['w:type'] === undefined;
  return repeatable.has(name);
}

function isObject({ name }: XmlElement): boolean {
  return name === 'w:drawing' || name === 'w:pict' || name === 'mc:AlternateContent';
}

/** What a part of a run says as text. */
function textOf({ name, text, attributes }: XmlElement): string | undefined {
  if (name !== 'w:t') return signs[name];
  const kept = attributes['xml:space'] === 'preserve' ? text : withoutEdges(text);
  return kept.replace(/[\t\r\n]+/g, ' ');
}

function allText(element: XmlElement): string {
  let text = '';
  for (const each of descendants(element)) if (each.name === 'w:t') text += each.text;
  return text;
}

/** Without XML's own spaces at its edges; others, as one that does not break, are signs. */
function withoutEdges(text: string): string {
  const isSpace = (at: number) => ' \t\r\n'.includes(text.charAt(at));
  let [start, end] = [0, text.length];
  while (start < end && isSpace(start)) start++;
  while (end > start && isSpace(end - 1)) end--;
  return text.slice(start, end);
}

/** Spaces have the formatting of what is beside them, unless one would see the difference. */
function withSpaces(items: readonly Item[]): readonly Item[] {
  const spread = (from: readonly Item[]) => {
    let last: Formatting | undefined;
    return from.map((item): Item => {
      if (item.kind === 'float') return item;
      if (item.kind !== 'text') {
        last = undefined;
        return item;
      }
      const joins = item.text.trim() === '' && last?.spaceKey === item.format.spaceKey;
      if (joins && last !== undefined) return { ...item, format: last };
      last = item.format;
      return item;
    });
  };
  return spread([...spread([...items].reverse())].reverse());
}
