import { childOf, type XmlElement } from '../ooxml/tree';
import type { Edit } from '../textDocument';

/*
 * Properties of runs, paragraphs, tables and sections are in an order that the schema sets (ECMA-376, part 1,
 * annex A.1); Word refuses files where it is another.
 */
const orders = {
  rPr: `rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
    vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
    lang eastAsianLayout specVanish oMath`,
  pPr: `pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange`,
  tblPr: `tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
    tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange`,
  sectPr: `headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
    pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
    sectPrChange`,
};

/** An element that holds properties. */
export type Properties = keyof typeof orders;

const ranks = {
  rPr: ranksOf(orders.rPr),
  pPr: ranksOf(orders.pPr),
  tblPr: ranksOf(orders.tblPr),
  sectPr: ranksOf(orders.sectPr),
};

function ranksOf(order: string): ReadonlyMap<string, number> {
  return new Map(order.split(/\s+/).map((each, rank) => [`w:${each}`, rank]));
}

/** Where a property belongs among others: the place of the first that comes after it. */
export function placeOf(kind: Properties, name: string, others: readonly string[]): number {
  const rank = ranks[kind].get(name) ?? Infinity;
  const at = others.findIndex((other) => (ranks[kind].get(other) ?? Infinity) > rank);
  return at === -1 ? others.length : at;
}

/** Whether a property that is on or off is on; undefined where it is not said. */
export function isOn(properties: XmlElement | undefined, name: string): boolean | undefined {
  const found = properties && childOf(properties, name);
  return found && !['0', 'false', 'off', 'none'].includes(found.attributes['w:val'] ?? '');
}

/** How a file writes names of WordprocessingML. */
export interface Prefixes {
  /** With its colon, or "". */
  readonly element: string;
  /** Undefined where no attribute can be written. */
  readonly attribute: string | undefined;
}

/** The prefixes of a part, by its root. */
export function prefixesOf(root: XmlElement, source: string): Prefixes {
  const raw = /^<([^\s/>:]+:)?/.exec(source.slice(root.start, root.start + 128))?.[1] ?? '';
  const declared = Object.entries(root.attributes).flatMap(([name, uri]) =>
    /\/wordprocessingml\/(2006\/)?main$/.test(uri) && name.startsWith('xmlns:')
      ? [`${name.slice(6)}:`]
      : [],
  );
  return { element: raw, attribute: declared.includes(raw) ? raw : declared[0] };
}

/**
 * The edit that has a property on or off.
 *
 * @param element What holds properties of that kind; where there is none, the place where it belongs.
 */
export function switchEdit(
  kind: Properties,
  element: XmlElement | number,
  name: string,
  is: boolean,
  { element: w, attribute }: Prefixes,
): Edit {
  const local = name.slice(2);
  const off = attribute === undefined ? '' : `<${w}${local} ${attribute}val="0"/>`;
  const property = is ? `<${w}${local}/>` : off;
  const whole = `<${w}${kind}>${property}</${w}${kind}>`;
  if (typeof element === 'number') return { start: element, end: element, text: whole };
  if (element.isSelfClosing) return { start: element.start, end: element.end, text: whole };
  const old = childOf(element, name);
  if (old !== undefined) return { start: old.start, end: old.end, text: property };
  const names = element.children.map((child) => child.name);
  const at = element.children[placeOf(kind, name, names)]?.start ?? element.inner.end;
  return { start: at, end: at, text: property };
}
