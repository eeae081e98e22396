import { attributeRanges, type XmlToken } from '../xml';

/** An element with what is in it, and its places in the source. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly start: number;
  readonly end: number;
  /** Between its tags. */
  readonly inner: { readonly start: number; readonly end: number };
  readonly isSelfClosing: boolean;
  readonly children: readonly XmlElement[];
  /** Its own text, without that of elements in it. */
  readonly text: string;
}

interface Draft extends XmlElement {
  start: number;
  end: number;
  inner: { start: number; end: number };
  children: Draft[];
  text: string;
}

/** The root of an XML text. */
export function readTree(tokens: readonly XmlToken[]): XmlElement {
  const root = draft({ name: '', attributes: {}, start: 0, end: 0, isSelfClosing: false });
  const open = [root];
  for (const token of tokens) {
    const inside = open.at(-1) ?? root;
    if (token.kind === 'open') {
      const element = draft(token);
      inside.children.push(element);
      open.push(element);
    } else if (token.kind === 'close') {
      inside.inner.end = token.start;
      inside.end = token.end;
      open.pop();
    } else inside.text += token.text;
  }
  return root.children[0] ?? root;
}

function draft(token: Omit<XmlElement, 'children' | 'text' | 'inner'>): Draft {
  const { name, attributes, start, end, isSelfClosing } = token;
  const inner = { start: end, end };
  return { name, attributes, start, end, inner, isSelfClosing, children: [], text: '' };
}

export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All elements within one, in the order of the text. */
export function* descendants(element: XmlElement): Generator<XmlElement> {
  for (const child of element.children) {
    yield child;
    yield* descendants(child);
  }
}

/** Where an attribute has its value in the source, between its quotes. */
export function attributePlace(
  source: string,
  { attributes, start, inner, end, isSelfClosing }: XmlElement,
  name: string,
): { readonly start: number; readonly end: number } | undefined {
  // Names may have other prefixes in the source; their order is the same.
  const at = Object.keys(attributes).indexOf(name);
  const tag = { start, end: isSelfClosing ? end : inner.start };
  return at === -1 ? undefined : [...attributeRanges(source, tag).values()][at];
}
