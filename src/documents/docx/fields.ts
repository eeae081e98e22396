import type { XmlElement } from '../ooxml/tree';

/** A field whose instruction and result are runs: begin, instruction, separate, result, end. */
export interface Field {
  readonly kind: string;
  readonly instruction: string;
  readonly hasResult: boolean;
  /** It begins, changes to its result and ends in the same paragraph, and within the same elements there. */
  readonly isTogether: boolean;
}

export interface FieldPlace {
  readonly field: Field;
  readonly role: 'begin' | 'separate' | 'end';
}

export interface Fields {
  /** By w:fldChar. */
  readonly places: ReadonlyMap<XmlElement, FieldPlace>;
  /** What stands in an instruction: text there is none for a reader. */
  readonly instructions: ReadonlySet<XmlElement>;
}

interface Draft {
  kind: string;
  instruction: string;
  hasResult: boolean;
  isTogether: boolean;
  isWithin: boolean;
  readonly container: XmlElement;
  /** What stands in its instruction. */
  readonly held: XmlElement[];
}

/** Fields that have begun, and those of them whose results have not. */
interface Open {
  readonly fields: Draft[];
  readonly pending: Draft[];
}

/** Results that are words, and stay when the program updates them, or come from what is translated, too. */
const translated = new Set(
  `HYPERLINK TOC TOA INDEX REF STYLEREF FORMTEXT QUOTE IF INCLUDETEXT TITLE SUBJECT KEYWORDS COMMENTS GOTOBUTTON
   BIBLIOGRAPHY`.split(/\s+/),
);
/** Entries of an index and the like, which are nothing where they stand. */
const invisible = new Set(['XE', 'TC', 'TA', 'RD', 'SET']);
/** Elements that part what is in them from what is around. */
const containers = new Set(
  ['p', 'hyperlink', 'sdtContent', 'fldSimple', 'customXml', 'dir', 'bdo'].map(
    (each) => `w:${each}`,
  ),
);

export function isTranslated({ kind, instruction }: Pick<Field, 'kind' | 'instruction'>): boolean {
  // A reference to a number.
  if (kind === 'REF' && /\\[nrw]\b/i.test(instruction)) return false;
  return translated.has(kind);
}

export function isInvisible({ kind }: Pick<Field, 'kind'>): boolean {
  return invisible.has(kind);
}

/** The first word of an instruction. */
export function kindOf(instruction: string): string {
  return /^\s*(\S+)/.exec(instruction)?.[1]?.toUpperCase() ?? '';
}

/** Finds the fields of a part. Text boxes have their own; what never ends holds no text back. */
export function readFields(root: XmlElement): Fields {
  const places = new Map<XmlElement, FieldPlace>();
  const instructions = new Set<XmlElement>();
  const begin = (element: XmlElement, container: XmlElement, { fields, pending }: Open) => {
    const said = { kind: '', instruction: '', hasResult: false, isTogether: false, isWithin: true };
    const field: Draft = { ...said, container, held: [] };
    fields.push(field);
    pending.push(field);
    places.set(element, { field, role: 'begin' });
  };
  const proceed = (
    element: XmlElement,
    container: XmlElement,
    { fields, pending }: Open,
    role: 'separate' | 'end',
  ) => {
    const field = fields.at(-1);
    if (field === undefined) return;
    places.set(element, { field, role });
    if (pending.at(-1) === field) {
      pending.pop();
      for (const each of field.held) instructions.add(each);
    }
    field.isWithin &&= container === field.container;
    if (role === 'separate') field.hasResult = true;
    else {
      fields.pop();
      field.kind = kindOf(field.instruction);
      // Without an end, it is none that is written as one.
      field.isTogether = field.isWithin;
    }
  };
  const visit = (element: XmlElement, container: XmlElement, outer: Open) => {
    const open = element.name === 'w:txbxContent' ? { fields: [], pending: [] } : outer;
    for (const child of element.children) {
      const role = child.name === 'w:fldChar' ? child.attributes['w:fldCharType'] : undefined;
      if (role === 'begin') begin(child, container, open);
      else if (role === 'separate' || role === 'end') proceed(child, container, open, role);
      else {
        const field = open.pending.at(-1);
        field?.held.push(child);
        if (field !== undefined && child.name === 'w:instrText') field.instruction += child.text;
      }
      visit(child, containers.has(child.name) ? child : container, open);
    }
  };
  visit(root, root, { fields: [], pending: [] });
  return { places, instructions };
}
