import { archiveDocument, type ArchivePart } from '../archive/archiveDocument';
import { OfficePackage } from '../ooxml/package';
import { coreProperties } from '../ooxml/coreProperties';
import { packageRemarks } from '../ooxml/officePart';
import { childOf, readTree, type XmlElement } from '../ooxml/tree';
import type { Open, Remark } from '../types';
import { scriptClassOf, type Writing } from '../writing';
import { hiddenStyles } from './formatting';
import { graphicParts } from './graphics';
import { openPart, type Surroundings, type TextPart } from './part';

/** Parts of running text that a document has, by the type of their relationship, in the order of units. */
const stories = ['header', 'footer', 'footnotes', 'endnotes', 'comments'] as const;

/** A document of Word, with macros or as a template, too. */
export const open: Open = ({ bytes }) => {
  const office = new OfficePackage(bytes);
  const main = office.mainPart();
  const stylesPart = office.related(main, 'styles')[0];
  const styles = stylesPart === undefined ? undefined : readTree(office.xml(stylesPart).tokens);
  let isRightToLeft = false;
  const around: Surroundings = {
    hiddenStyles: styles === undefined ? new Set() : hiddenStyles(styles),
    isRightToLeft: () => isRightToLeft,
  };
  const named = textParts(office, main);
  const texts = named.map(([name, context]) => openPart(office.xml(name), context, around));
  const owners = named.map(([name]) => name);
  const graphics = graphicParts(office, owners, around.isRightToLeft);
  const parts: ArchivePart[] = [...texts, ...graphics, ...coreProperties(office)];
  const script = scriptClassOf(parts.flatMap(({ units }) => units));
  ({ isRightToLeft } = script);
  const sourceLanguage = styles && languageOf(styles, script.scriptClass);
  return archiveDocument({
    ...{ format: 'docx', archive: office.archive, parts },
    remarks: remarksOn(office, texts),
    ...(sourceLanguage !== undefined && { languages: { sourceLanguage } }),
  });
};

/** Names of parts, each with the context of its units. */
function textParts(office: OfficePackage, main: string): readonly (readonly [string, string])[] {
  const of = (owner: string) =>
    stories.flatMap((type) => office.related(owner, type).map((name) => [name, type] as const));
  const glossary = office.related(main, 'glossaryDocument')[0];
  const blocks =
    glossary === undefined ? [] : [[glossary, 'building block'] as const, ...of(glossary)];
  return [[main, 'document'], ...of(main), ...blocks];
}

/** What the styles say that text is written in, where nothing else is said. */
function languageOf(styles: XmlElement, script: Writing['scriptClass']): string | undefined {
  const path = ['w:docDefaults', 'w:rPrDefault', 'w:rPr', 'w:lang'];
  const lang = path.reduce<XmlElement | undefined>(
    (element, name) => element && childOf(element, name),
    styles,
  );
  const name = { western: 'w:val', asian: 'w:eastAsia', complex: 'w:bidi' }[script];
  return lang?.attributes[name];
}

function remarksOn(office: OfficePackage, texts: readonly TextPart[]): readonly Remark[] {
  const { names } = office.archive;
  const named = (pattern: RegExp) => names.filter((name) => pattern.test(name));
  const about = (kind: Remark['kind'], found: readonly string[]): readonly Remark[] =>
    found.length === 0 ? [] : [{ kind, about: found }];
  return [
    ...about(
      'tracked-changes',
      texts.filter(({ hasTrackedChanges }) => hasTrackedChanges).map(({ name }) => name),
    ),
    ...packageRemarks(office),
    ...about('skipped', named(/^word\/(embeddings\/|afchunk)/i)),
  ];
}
