import { archiveDocument, type ArchivePart } from '../archive/archiveDocument';
import type { NestedPlace } from '../nested';
import { coreProperties } from '../ooxml/coreProperties';
import { drawingPlaces, plainPlace, turnDrawing, type Named } from '../ooxml/drawingText';
import { namer, officePart, packageRemarks } from '../ooxml/officePart';
import { OfficePackage } from '../ooxml/package';
import { descendants, readTree, type XmlElement } from '../ooxml/tree';
import type { Open } from '../types';
import { scriptClassOf } from '../writing';
import { escapeXml } from '../xml';

/** What a slide has beside its own text, by the type of the relationship, with its context. */
const beside: readonly (readonly [string, string])[] = [
  ['chart', 'chart'],
  ['chartEx', 'chart'],
  ['diagramData', 'diagram'],
  ['diagramDrawing', 'diagram'],
  ['notesSlide', 'notes'],
  ['comments', 'comment'],
];
/** What slides are made by. */
const models = ['slideLayout', 'slideMaster', 'notesMaster'];

/** A presentation of PowerPoint, with macros, as a template or a show, too. */
export const open: Open = ({ bytes }) => {
  const office = new OfficePackage(bytes);
  const main = office.mainPart();
  let isRightToLeft = false;
  const seen = new Set<string>();
  const languages: string[] = [];
  const parts: ArchivePart[] = [];
  const slides = slidesOf(office, main);
  slides.forEach((slide, at) => {
    add(slide, `slide ${at + 1}`);
    for (const [type, context] of beside) {
      for (const name of office.related(slide, type)) add(name, `slide ${at + 1}, ${context}`);
    }
  });
  for (const type of models) {
    for (const owner of [main, ...seen]) {
      for (const name of office.related(owner, type)) add(name, type, true);
    }
  }
  add(main, undefined);
  parts.push(...coreProperties(office));
  ({ isRightToLeft } = scriptClassOf(parts.flatMap(({ units }) => units)));
  const sourceLanguage = mostOf(languages);
  return archiveDocument({
    ...{ format: 'pptx', archive: office.archive, parts, remarks: packageRemarks(office) },
    ...(sourceLanguage !== undefined && { languages: { sourceLanguage } }),
  });

  function add(name: string, context: string | undefined, isModel = false): void {
    if (seen.has(name)) return;
    seen.add(name);
    const part = office.xml(name);
    const root = readTree(part.tokens);
    const { text } = part.source;
    const shown = isModel ? withoutPrompts(root) : root;
    const content = {
      places: placesIn(text, shown, namer(name, context)),
      turn: (toRightToLeft: boolean) => turnDrawing(text, root, toRightToLeft),
    };
    if (!isModel) languages.push(...languagesIn(root));
    parts.push(officePart(part, content, () => isRightToLeft));
  }
};

function placesIn(source: string, root: XmlElement, named: Named): readonly NestedPlace[] {
  const comments = [...descendants(root)].filter(({ name }) => name === 'p:text');
  return [
    ...drawingPlaces(source, root, named),
    ...comments.flatMap(({ text, inner }) => plainPlace(text, inner, named, escapeXml) ?? []),
  ];
}

/** In the order in which they are shown. */
function slidesOf(office: OfficePackage, main: string): readonly string[] {
  const byId = new Map(office.relationships(main).map(({ id, target }) => [id, target]));
  const ids = [...descendants(readTree(office.xml(main).tokens))].filter(
    ({ name }) => name === 'p:sldId',
  );
  const slides = ids.flatMap(({ attributes }) => byId.get(attributes['r:id'] ?? '') ?? []);
  return [...new Set(slides)];
}

/** Of a layout: without what shows only while a slide has no text of its own there. */
function withoutPrompts(element: XmlElement): XmlElement {
  const children = element.children
    .filter(
      (child) => ![...descendants(child)].some(({ name }) => name === 'p:ph') || isTree(child),
    )
    .map(withoutPrompts);
  return { ...element, children };
}

/** What holds shapes and is none. */
function isTree({ name }: XmlElement): boolean {
  return name === 'p:cSld' || name === 'p:spTree' || name === 'p:grpSp';
}

function languagesIn(root: XmlElement): readonly string[] {
  return [...descendants(root)].flatMap(({ name, children }) => {
    if (name !== 'a:r') return [];
    const lang = children.find((child) => child.name === 'a:rPr')?.attributes['lang'];
    return lang === undefined ? [] : [lang];
  });
}

function mostOf(all: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
