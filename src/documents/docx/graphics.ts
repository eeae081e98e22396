import type { ArchivePart } from '../archive/archiveDocument';
import { drawingPlaces, type Named } from '../ooxml/drawingText';
import { namer, officePart } from '../ooxml/officePart';
import type { OfficePackage } from '../ooxml/package';
import { readTree } from '../ooxml/tree';
import type { Unit } from '../types';

/** Parts of DrawingML by the types of their relationships, with the contexts of their units. */
const graphics = [
  ['chart', 'chart'],
  ['chartEx', 'chart'],
  ['diagramData', 'diagram'],
  ['diagramDrawing', 'diagram'],
] as const;

/** Charts and diagrams of parts; what shows a diagram as a drawing says the same as its data. */
export function graphicParts(
  office: OfficePackage,
  owners: readonly string[],
  isRightToLeft: () => boolean,
): readonly ArchivePart[] {
  const known = new Map<string, Unit>();
  const seen = new Set<string>();
  return graphics.flatMap(([type, context]) =>
    owners.flatMap((owner) =>
      office.related(owner, type).flatMap((name): readonly ArchivePart[] => {
        if (seen.has(name)) return [];
        seen.add(name);
        const part = office.xml(name);
        const number = namer(name.replace(/^word\/|\.xml$/g, ''), context);
        const units: Unit[] = [];
        const named: Named = (text) => {
          const twin = type === 'diagramDrawing' ? known.get(text.text) : undefined;
          if (twin !== undefined) return twin;
          const unit = number(text);
          units.push(unit);
          if (type === 'diagramData') known.set(unit.text, unit);
          return unit;
        };
        const places = drawingPlaces(part.source.text, readTree(part.tokens), named);
        return [{ ...officePart(part, { places, turn: () => [] }, isRightToLeft), units }];
      }),
    ),
  );
}
