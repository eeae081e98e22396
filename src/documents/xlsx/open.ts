import { archiveDocument, type ArchivePart } from '../archive/archiveDocument';
import type { NestedPlace } from '../nested';
import { coreProperties } from '../ooxml/coreProperties';
import {
  attributePlaceOf,
  drawingPlaces,
  plainPlace,
  turnDrawing,
  type Named,
} from '../ooxml/drawingText';
import { namer, officePart, packageRemarks } from '../ooxml/officePart';
import { OfficePackage } from '../ooxml/package';
import { attributePlace, descendants, readTree, type XmlElement } from '../ooxml/tree';
import type { Edit } from '../textDocument';
import type { Open, Remark } from '../types';
import { scriptClassOf } from '../writing';
import { escapeAttribute, escapeXml } from '../xml';
import { headerPlace } from './headerFooter';
import { plainOf, richPlace } from './richText';
import { quotedIn, readCells } from './sheet';

interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

/** What a sheet has beside its cells, by the type of the relationship. */
const beside = ['comments', 'threadedComment', 'drawing'];
const ofDrawings = ['chart', 'chartEx', 'diagramData', 'diagramDrawing'];
const headers = new Set(
  ['odd', 'even', 'first'].flatMap((page) => [`${page}Header`, `${page}Footer`]),
);
/** Attributes that are read, with the characters that they may have. */
const attributes: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  dataValidation: { promptTitle: 32, prompt: 255, errorTitle: 32, error: 255 },
  hyperlink: { tooltip: 255 },
};

/** A workbook of Excel, with macros or as a template, too. */
export const open: Open = ({ bytes }) => {
  const office = new OfficePackage(bytes);
  const main = office.mainPart();
  const all = sheetsOf(office, main);
  const sheets = all.filter(({ isHidden }) => !isHidden);
  let isRightToLeft = false;
  const parts: ArchivePart[] = [];
  const seen = new Set<string>();
  const quoted = new Set(
    [main, ...all.map(({ part }) => part)].flatMap((each) => formulasOf(each)),
  );
  const left = new Set<string>();
  /** Names of the columns of each table. */
  const tables: (readonly string[])[] = [];
  /** Of cells: by their text, the unit. */
  const units = new Map<string, string>();
  addShared();
  for (const sheet of sheets) addSheet(sheet);
  parts.push(...coreProperties(office));
  ({ isRightToLeft } = scriptClassOf(parts.flatMap((part) => part.units)));
  const document = archiveDocument({
    ...{ format: 'xlsx', archive: office.archive, parts, remarks: remarks() },
  });
  return {
    ...document,
    write: (translations, options) => document.write(withoutEqualNames(translations), options),
  };

  /** Columns of a table must have different names: a second one of a name stays as it is. */
  function withoutEqualNames(translations: ReadonlyMap<string, string>) {
    const kept = new Map(translations);
    for (const names of tables) {
      const taken = new Set(names.filter((name) => !kept.has(units.get(name) ?? '')).map(folded));
      for (const name of names) {
        const id = units.get(name) ?? '';
        const translation = kept.get(id);
        if (translation === undefined) continue;
        const text = folded(withoutMarks(translation));
        if (taken.has(text)) kept.delete(id);
        taken.add(kept.has(id) ? text : folded(name));
      }
    }
    return kept;
  }

  function formulasOf(part: string): readonly string[] {
    const tables = office
      .related(part, 'table')
      .flatMap((each) => quotedIn(office.xml(each).tokens));
    return [...quotedIn(office.xml(part).tokens), ...tables];
  }

  /** A text that a formula compares cells with, or whose column it names, must stay. */
  function isQuoted(text: string): boolean {
    const is = quoted.has(text.trim().toLowerCase());
    if (is) left.add(text.trim());
    return is;
  }

  function add(
    name: string,
    places: (source: string, root: XmlElement) => readonly NestedPlace[],
    values?: (
      source: string,
      root: XmlElement,
    ) => (t: ReadonlyMap<string, string>) => readonly Edit[],
  ): void {
    if (seen.has(name)) return;
    seen.add(name);
    const part = office.xml(name);
    const root = readTree(part.tokens);
    const { text } = part.source;
    const content = {
      places: places(text, root),
      turn: (toRightToLeft: boolean) => [
        ...turnDrawing(text, root, toRightToLeft),
        ...turnSheet(text, root, toRightToLeft),
      ],
      ...(values && { values: values(text, root) }),
    };
    parts.push(officePart(part, content, () => isRightToLeft));
  }

  function addShared(): void {
    const name = office.related(main, 'sharedStrings')[0];
    if (name === undefined) return;
    const cells = new Map<number, string>();
    for (const { name: sheet, part } of sheets) {
      for (const [index, cell] of readCells(office.xml(part).tokens)) {
        if (!cells.has(index)) cells.set(index, `${sheet}!${cell}`);
      }
    }
    add(name, (source, root) =>
      root.children
        .filter((child) => child.name === 'si')
        .flatMap((text, index) => {
          const context = cells.get(index);
          const plain = plainOf(text);
          if (context === undefined || isQuoted(plain)) return [];
          const place = richPlace(source, text, (runs) => ({
            ...{ id: `${name}#${index}`, text: runs.text, marks: runs.marks, context },
          }));
          if (place === undefined) return [];
          units.set(plain, place.unit.id);
          return [place];
        }),
    );
  }

  function addSheet({ name, part }: Sheet): void {
    add(part, (source, root) => sheetPlaces(source, root, name, part));
    for (const type of beside) {
      for (const each of office.related(part, type)) {
        const context = type === 'drawing' ? name : `${name}, comment`;
        add(each, (source, root) => commentPlaces(source, root, namer(each, context)));
        for (const drawn of ofDrawings) {
          for (const inner of office.related(each, drawn)) {
            const named = namer(inner, `${name}, ${drawn === 'chart' ? 'chart' : 'diagram'}`);
            add(inner, (source, root) => drawingPlaces(source, root, named));
          }
        }
      }
    }
    for (const table of office.related(part, 'table')) add(table, () => [], columnNames);
  }

  function sheetPlaces(source: string, root: XmlElement, name: string, part: string) {
    const named = namer(part, name);
    return [...descendants(root)].flatMap((element): readonly NestedPlace[] => {
      if (element.name === 'c' && element.attributes['t'] === 'inlineStr') {
        const text = element.children.find((child) => child.name === 'is');
        const hasFormula = element.children.some((child) => child.name === 'f');
        const plain = text === undefined ? '' : plainOf(text);
        if (text === undefined || hasFormula || isQuoted(plain)) return [];
        const context = `${name}!${element.attributes['r'] ?? ''}`;
        const place = richPlace(source, text, (runs) => ({ ...named(runs), context }));
        if (place === undefined) return [];
        if (!units.has(plain)) units.set(plain, place.unit.id);
        return [place];
      }
      if (headers.has(element.name))
        return headerPlace(source, element, namer(`${part}:${element.name}`, name));
      return Object.entries(attributes[element.name] ?? {}).flatMap(([attribute, limit]) => {
        const place = attributePlaceOf(source, element, attribute, (text) => ({
          ...named(text),
          limit,
        }));
        return place === undefined ? [] : [place];
      });
    });
  }

  function commentPlaces(source: string, root: XmlElement, named: Named): readonly NestedPlace[] {
    const authors = [...descendants(root)].filter(({ name }) => name === 'author');
    const own = [...descendants(root)].flatMap((element): readonly NestedPlace[] => {
      // A copy of threaded comments for older programs, with words of Excel's own.
      const author = authors[Number(element.attributes['authorId'])]?.text ?? '';
      if (element.name === 'comment' && !author.startsWith('tc=')) {
        const text = element.children.find(({ name }) => name === 'text');
        const place = text && richPlace(source, text, named);
        return place === undefined ? [] : [place];
      }
      if (element.name !== 'threadedComment' && !element.name.endsWith(':threadedComment'))
        return [];
      const text = element.children.find(({ name }) => /(^|:)text$/.test(name));
      const place = text && plainPlace(text.text, text.inner, named, escapeXml);
      return place === undefined ? [] : [place];
    });
    return [...own, ...drawingPlaces(source, root, named)];
  }

  /** Names of a table's columns are what their cells say, or Excel takes the file for damaged. */
  function columnNames(source: string, root: XmlElement) {
    const columns = [...descendants(root)].filter(({ name }) => name === 'tableColumn');
    tables.push(columns.map(({ attributes: { name = '' } }) => name.replaceAll('_x000a_', '\n')));
    return (translations: ReadonlyMap<string, string>): readonly Edit[] =>
      columns.flatMap((column) =>
        ['name', 'totalsRowLabel'].flatMap((attribute) => {
          const value = column.attributes[attribute] ?? '';
          const place = attributePlace(source, column, attribute);
          // A line end is written so there.
          const plain = value.replaceAll('_x000a_', '\n');
          const translation = translations.get(units.get(plain) ?? '');
          if (place === undefined || translation === undefined || translation === plain.trim())
            return [];
          const text = withoutMarks(translation).replaceAll('\n', '_x000a_');
          return [{ ...place, text: escapeAttribute(plain.replace(plain.trim(), () => text)) }];
        }),
      );
  }

  function remarks(): readonly Remark[] {
    const hidden = all.filter(({ isHidden }) => isHidden).map(({ name }) => name);
    const pivots = office.archive.names.filter((name) =>
      /pivotCacheDefinition\d*\.xml$/.test(name),
    );
    const about = [...hidden, ...pivots, ...left];
    return [
      ...packageRemarks(office),
      ...(about.length > 0 ? [{ kind: 'skipped', about } as const] : []),
    ];
  }
};

/** As Excel compares names. */
function folded(name: string): string {
  return name.trim().toLowerCase();
}

function withoutMarks(text: string): string {
  return text.replace(/<\/?\d{1,5}\/?>/g, '');
}

/** In the order of their tabs. */
function sheetsOf(office: OfficePackage, main: string): readonly Sheet[] {
  const byId = new Map(office.relationships(main).map(({ id, target }) => [id, target]));
  return [...descendants(readTree(office.xml(main).tokens))].flatMap((element) => {
    const part = byId.get(element.attributes['r:id'] ?? '');
    if (element.name !== 'sheet' || part === undefined) return [];
    const { name = '', state = 'visible' } = element.attributes;
    return [{ name, part, isHidden: state !== 'visible' }];
  });
}

function turnSheet(source: string, root: XmlElement, isRightToLeft: boolean): readonly Edit[] {
  return [...descendants(root)].flatMap((element): readonly Edit[] => {
    if (element.name !== 'sheetView') return [];
    const place = attributePlace(source, element, 'rightToLeft');
    if (place !== undefined) return [{ ...place, text: isRightToLeft ? '1' : '0' }];
    if (!isRightToLeft) return [];
    const tag = /^<[^\s/>]+/.exec(source.slice(element.start, element.start + 128))?.[0] ?? '';
    const at = element.start + tag.length;
    return [{ start: at, end: at, text: ' rightToLeft="1"' }];
  });
}
