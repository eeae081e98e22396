import type { ArchivePart } from '../archive/archiveDocument';
import { translatedPlaces, type Place } from '../textDocument';
import { escapeXml } from '../xml';
import type { OfficePackage } from './package';
import { readTree } from './tree';

/** Properties that are words for a reader, with their contexts. Names, dates and states are none. */
const words: Readonly<Record<string, string>> = {
  'dc:title': 'title',
  'dc:subject': 'subject',
  'dc:description': 'description',
  'cp:keywords': 'keywords',
  'cp:category': 'category',
};

/** What a document says about itself (docProps/core.xml). */
export function coreProperties(office: OfficePackage): readonly ArchivePart[] {
  // Only the first counts.
  const names = office.related('', 'core-properties').slice(0, 1);
  return names.map((name): ArchivePart => {
    const { source, tokens } = office.xml(name);
    const seen = new Map<string, number>();
    const places = readTree(tokens).children.flatMap((element): readonly Place[] => {
      const text = element.text.trim();
      const context = words[element.name];
      if (text === '' || context === undefined) return [];
      // Some programs write one twice.
      const nth = (seen.get(context) ?? 0) + 1;
      seen.set(context, nth);
      const id = nth === 1 ? `properties:${context}` : `properties:${context}:${nth}`;
      return [
        {
          unit: { id, text, marks: [], context },
          ...element.inner,
          render: (translation, { isBilingual }) =>
            escapeXml(isBilingual === true ? `${text} / ${translation}` : translation),
        },
      ];
    });
    return {
      ...{ name, source, units: places.map(({ unit }) => unit) },
      edits: (translations, options) => translatedPlaces(places, translations, options),
    };
  });
}
