import type { NestedPlace } from '../nested';
import type { XmlPart } from '../ooxml/package';
import { attributePlace, childOf, type XmlElement } from '../ooxml/tree';
import type { Edit } from '../textDocument';
import type { CellPlace, Unit } from '../types';
import { writingOf } from '../writing';
import { escapeAttribute } from '../xml';
import { readFields } from './fields';
import { readParagraph, type Story } from './paragraph';
import { directionEdit, writeParagraph } from './paragraphWriter';
import type { Surroundings } from './part';
import { isOn, prefixesOf, switchEdit, type Prefixes, type Properties } from './properties';

/** Attributes that a reader sees, or hears read aloud, with what they are. */
const spoken: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'wp:docPr': { descr: 'alt text', title: 'alt text' },
  'v:shape': { alt: 'alt text' },
  'v:rect': { alt: 'alt text' },
  'v:roundrect': { alt: 'alt text' },
  'v:oval': { alt: 'alt text' },
  'v:group': { alt: 'alt text' },
  'v:textpath': { string: 'picture' },
  'w:hyperlink': { 'w:tooltip': 'link' },
  'w:listItem': { 'w:displayText': 'list' },
  'w:tblCaption': { 'w:val': 'alt text' },
  'w:tblDescription': { 'w:val': 'alt text' },
};
/** Programs put a picture's name where its description belongs. */
const fileName = /^\S+\.(png|jpe?g|gif|bmp|svg|tiff?|emf|wmf)$|^[a-z]:\\|^(https?|file):\/\//i;
/** What was before changes that were tracked. */
const former = /^w:(del|moveFrom|\w+Change)$/;
const tracked = /^w:(ins|del|moveFrom|moveTo)$/;
/** Elements that give a context to what is in them. */
const contexts: Readonly<Record<string, string>> = {
  'w:txbxContent': 'text box',
  'w:tbl': 'table',
  'w:footnote': 'footnote',
  'w:endnote': 'endnote',
  'w:comment': 'comment',
};

/** Data that a control (w:sdt) shows. */
export interface Binding {
  readonly start: number;
  readonly end: number;
  readonly within: XmlElement;
}

interface Scope {
  readonly context: string;
  /** The row, and the cell. */
  readonly cell?: CellPlace;
  /** Units of another form of the same thing, by their texts. */
  readonly twins?: ReadonlyMap<string, Unit>;
  /** Where units are noted for another form. */
  readonly record?: Map<string, Unit>;
}

function cellOf({ name, start }: XmlElement, { cell }: Scope): Pick<Scope, 'cell'> {
  if (name === 'w:tr') return { cell: { row: start, cell: start } };
  return name === 'w:tc' && cell !== undefined ? { cell: { row: cell.row, cell: start } } : {};
}

/** Finds what is translated in a part, and what turns with the direction of its text. */
export class PartReader {
  readonly units: Unit[] = [];
  readonly places: NestedPlace[] = [];
  readonly bindings: Binding[] = [];
  hasTrackedChanges = false;
  readonly #part: XmlPart;
  readonly #story: Story;
  readonly #prefixes: Prefixes;
  readonly #around: Surroundings;
  readonly #name: string;
  #count = 0;
  /** Paragraphs without a word in them. */
  readonly #bare: { readonly element: XmlElement; readonly place?: NestedPlace }[] = [];
  readonly #sided: { readonly kind: Properties; readonly element: XmlElement }[] = [];

  constructor(part: XmlPart, root: XmlElement, around: Surroundings) {
    const source = part.source.text;
    const { hiddenStyles } = around;
    this.#part = part;
    this.#around = around;
    this.#story = { source, fields: readFields(root), hiddenStyles };
    this.#prefixes = prefixesOf(root, source);
    this.#name = part.name.replace(/^word\/|\.xml$/g, '');
  }

  visit(element: XmlElement, scope: Scope): void {
    for (const child of element.children) {
      this.hasTrackedChanges ||= tracked.test(child.name);
      if (former.test(child.name)) continue;
      this.#readAttributes(child, scope);
      if (child.name === 'mc:AlternateContent') this.#visitAlternatives(child, scope);
      else {
        const context = this.#contextOf(child) ?? scope.context;
        if (child.name === 'w:p') this.#readParagraph(child, { ...scope, context });
        this.#notice(child);
        this.visit(child, { ...scope, context, ...cellOf(child, scope) });
      }
    }
  }

  /** Tables, sections and paragraphs without words in the other direction; paragraphs with words turn themselves. */
  turn(isRightToLeft: boolean, written: ReadonlySet<NestedPlace>): readonly Edit[] {
    const prefixes = this.#prefixes;
    const names = { tblPr: 'w:bidiVisual', sectPr: 'w:bidi' } as const;
    const sided = this.#sided.flatMap(({ kind, element }) => {
      const name = kind === 'tblPr' ? names.tblPr : names.sectPr;
      if ((isOn(element, name) ?? false) === isRightToLeft) return [];
      return [switchEdit(kind, element, name, isRightToLeft, prefixes)];
    });
    const bare = this.#bare.flatMap(({ element, place }) => {
      if (place !== undefined && written.has(place)) return [];
      return directionEdit(element, isRightToLeft, prefixes) ?? [];
    });
    return [...sided, ...bare];
  }

  /** One form is translated; the others say the same. */
  #visitAlternatives(element: XmlElement, scope: Scope): void {
    const record = new Map(scope.record);
    for (const form of element.children) {
      if (form.name === 'mc:Choice') this.visit(form, { ...scope, record });
    }
    const twins = new Map([...(scope.twins ?? []), ...record]);
    for (const form of element.children) {
      if (form.name === 'mc:Fallback') this.visit(form, { ...scope, twins, record });
    }
    for (const [text, unit] of record) scope.record?.set(text, unit);
  }

  #contextOf({ name, attributes, children }: XmlElement): string | undefined {
    const id = attributes['w:id'];
    if (name === 'w:p') {
      const style = children.find((child) => child.name === 'w:pPr');
      const named = style && childOf(style, 'w:pStyle')?.attributes['w:val'];
      const level = /^heading\s*(\d)/i.exec(named ?? '')?.[1];
      return level === undefined ? undefined : `heading ${level}`;
    }
    const context = contexts[name];
    if (context === undefined || id === undefined) return context;
    return `${context} ${id}`;
  }

  #notice(element: XmlElement): void {
    const { name } = element;
    if (name === 'w:tblPr') this.#sided.push({ kind: 'tblPr', element });
    if (name === 'w:sectPr') this.#sided.push({ kind: 'sectPr', element });
    if (name !== 'w:sdt') return;
    const properties = childOf(element, 'w:sdtPr');
    for (const { name: each, start, end } of properties?.children ?? []) {
      if (each.endsWith(':dataBinding')) this.bindings.push({ start, end, within: element });
    }
  }

  #readParagraph(element: XmlElement, scope: Scope): void {
    const id = `${this.#name}:${++this.#count}`;
    const content = readParagraph(element, this.#story);
    if (content === undefined) {
      if (!element.isSelfClosing) this.#bare.push({ element });
      return;
    }
    const { text, marks } = content;
    const { context, cell } = scope;
    const unit = this.#unit({ id, text, marks, context, ...(cell && { cell }) }, scope);
    const prefixes = this.#prefixes;
    const place: NestedPlace = {
      ...{ unit, start: element.start, end: element.end },
      render: (translation, slice, options) => {
        const writing = writingOf(options.language);
        const turns = writing.isRightToLeft !== this.#around.isRightToLeft();
        const paragraph = { element, unitId: id, content, prefixes };
        return writeParagraph(paragraph, translation, { options, writing, turns, slice });
      },
    };
    this.places.push(place);
    if (!/\p{L}/u.test(text)) this.#bare.push({ element, place });
  }

  #readAttributes(element: XmlElement, scope: Scope): void {
    const names = spoken[element.name];
    if (names === undefined) return;
    for (const [name, context] of Object.entries(names)) {
      const text = element.attributes[name]?.trim() ?? '';
      const place = attributePlace(this.#part.source.text, element, name);
      if (text === '' || fileName.test(text) || place === undefined) continue;
      const id = `${this.#name}:@${++this.#count}`;
      const unit = this.#unit({ id, text, marks: [], context }, scope);
      this.places.push({
        ...{ unit, ...place },
        render: (translation, _, { isBilingual }) =>
          escapeAttribute(isBilingual === true ? `${text} / ${translation}` : translation),
      });
    }
  }

  /** The unit itself, or the one that says the same. */
  #unit(unit: Unit, { twins, record }: Scope): Unit {
    const twin = twins?.get(unit.text);
    if (twin !== undefined) return twin;
    this.units.push(unit);
    record?.set(unit.text, unit);
    return unit;
  }
}
