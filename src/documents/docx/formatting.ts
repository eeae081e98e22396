import type { RunFormat } from '../ooxml/runs';
import { childOf, type XmlElement } from '../ooxml/tree';
import type { Writing } from '../writing';
import { placeOf, type Prefixes } from './properties';

interface Property {
  readonly name: string;
  readonly raw: string;
}

/** The formatting of a run, as its properties (w:rPr) say it. */
export interface Formatting extends RunFormat {
  /** Equal for runs in which spaces look the same. */
  readonly spaceKey: string;
  readonly properties: readonly Property[];
}

/** What is written anew, or belongs to changes that were tracked. */
const dropped = new Set(
  ['lang', 'rPrChange', 'ins', 'del', 'moveFrom', 'moveTo', 'rtl', 'cs'].map((each) => `w:${each}`),
);
const unseen = new Set(['w:noProof', 'w:webHidden', 'w:snapToGrid']);
const ofComplexScripts = new Set(['w:bCs', 'w:iCs', 'w:szCs']);
const unseenInSpaces = new Set(['w:b', 'w:i', 'w:bCs', 'w:iCs', 'w:color']);
const complexText =
  /[\u0590-\u08ff\u0900-\u0eff\u0f00-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]/;

const words: Readonly<Record<string, string>> = {
  'w:b': 'bold',
  'w:i': 'italic',
  'w:u': 'underline',
  'w:strike': 'strikethrough',
  'w:caps': 'capitals',
  'w:smallCaps': 'small capitals',
  'w:highlight': 'highlight',
  'w:color': 'color',
  'w:rFonts': 'font',
  'w:sz': 'size',
};

/** Whether properties for complex scripts matter to a text. */
export function isComplexText(text: string): boolean {
  return complexText.test(text);
}

/** @param isComplex Whether the paragraph has text of complex scripts; their properties matter only there. */
export function readFormatting(
  rPr: XmlElement | undefined,
  source: string,
  isComplex: boolean,
): Formatting {
  const all = rPr?.children ?? [];
  const kept = all.filter(({ name }) => !dropped.has(name));
  const seen = kept
    .filter(({ name }) => !unseen.has(name) && (isComplex || !ofComplexScripts.has(name)))
    .map((each) => ({ name: each.name, key: keyOf(each) }));
  const keys = (from: typeof seen) =>
    from
      .map(({ key }) => key)
      .sort()
      .join(' ');
  return {
    key: keys(seen),
    spaceKey: keys(seen.filter(({ name }) => !unseenInSpaces.has(name))),
    label: labelOf(kept),
    properties: kept.map(({ name, start, end }) => ({ name, raw: source.slice(start, end) })),
  };
}

function keyOf({ name, attributes, children }: XmlElement): string {
  const own = Object.entries(attributes).filter(([each]) => each !== 'w:hint');
  if (name === 'w:rFonts' && own.length === 0) return '';
  const said = own.map(([each, value]) => `${each}=${value}`).sort();
  return `${name}(${said.join()})${children.map(keyOf).join('')}`;
}

function labelOf(properties: readonly XmlElement[]): string {
  const style = properties.find(({ name }) => name === 'w:rStyle')?.attributes['w:val'];
  const said = properties.flatMap(({ name, attributes }) => {
    if (name === 'w:vertAlign') return attributes['w:val'] ?? [];
    return words[name] ?? [];
  });
  return [...(style === undefined ? [] : [style]), ...said].join(' ');
}

/** A run's properties for text of a language; "" where there are none. */
export function writeFormatting(
  { properties }: Formatting,
  writing: Writing,
  { element: w, attribute }: Prefixes,
): string {
  const all =
    writing.scriptClass === 'complex'
      ? properties.flatMap((property) => [property, ...complexTwin(property, properties)])
      : [...properties];
  const insert = (local: string, attributes: string) => {
    const name = `w:${local}`;
    const at = placeOf(
      'rPr',
      name,
      all.map((each) => each.name),
    );
    all.splice(at, 0, { name, raw: `<${w}${local}${attributes}/>` });
  };
  if (writing.isRightToLeft) insert('rtl', '');
  if (attribute !== undefined) insert('lang', ` ${languageAttribute(writing, attribute)}`);
  if (all.length === 0) return '';
  return `<${w}rPr>${all.map(({ raw }) => raw).join('')}</${w}rPr>`;
}

function languageAttribute({ scriptClass, language, region }: Writing, prefix: string): string {
  const name = { western: 'val', asian: 'eastAsia', complex: 'bidi' }[scriptClass];
  return `${prefix}${name}="${region === '' ? language : `${language}-${region}`}"`;
}

/** Bold text, italics and sizes have a second property for complex scripts. */
function complexTwin({ name, raw }: Property, all: readonly Property[]): readonly Property[] {
  const twin = `${name}Cs`;
  if (!ofComplexScripts.has(twin) || all.some((each) => each.name === twin)) return [];
  const written = raw.replace(/^(<[^\s/>]+)(?=[^<]*\/>$)/, '$1Cs');
  return written === raw ? [] : [{ name: twin, raw: written }];
}

/** Styles whose text is hidden, by id. */
export function hiddenStyles(styles: XmlElement): ReadonlySet<string> {
  const own = new Map<string, { readonly hides: boolean | undefined; readonly base: string }>();
  for (const style of styles.children.filter(({ name }) => name === 'w:style')) {
    own.set(style.attributes['w:styleId'] ?? '', {
      hides: hides(childOf(style, 'w:rPr')),
      base: childOf(style, 'w:basedOn')?.attributes['w:val'] ?? '',
    });
  }
  const isHidden = (id: string, seen: ReadonlySet<string>): boolean => {
    const style = own.get(id);
    if (style === undefined || seen.has(id) || seen.size > 32) return false;
    return style.hides ?? isHidden(style.base, new Set([...seen, id]));
  };
  return new Set([...own.keys()].filter((id) => isHidden(id, new Set())));
}

/** Whether a run's own properties hide it; undefined where they do not say. */
export function hides(rPr: XmlElement | undefined): boolean | undefined {
  const vanish = rPr && childOf(rPr, 'w:vanish');
  return vanish && !['0', 'false', 'off'].includes(vanish.attributes['w:val'] ?? '');
}
