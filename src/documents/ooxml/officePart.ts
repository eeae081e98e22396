import type { ArchivePart } from '../archive/archiveDocument';
import { nestedEdits, type NestedPlace } from '../nested';
import type { Edit } from '../textDocument';
import type { Remark, WriteOptions } from '../types';
import { writingOf } from '../writing';
import type { Named } from './drawingText';
import type { OfficePackage, XmlPart } from './package';

interface PartContent {
  readonly places: readonly NestedPlace[];
  /** What turns it to the other direction of writing. */
  readonly turn: (isRightToLeft: boolean) => readonly Edit[];
  /** What is kept in step with the units. */
  readonly values?: (translations: ReadonlyMap<string, string>) => readonly Edit[];
}

/** @param isRightToLeft Whether the document's own text is; known when all parts are read. */
export function officePart(
  { name, source }: Pick<XmlPart, 'name' | 'source'>,
  { places, turn, values }: PartContent,
  isRightToLeft: () => boolean,
): ArchivePart {
  const turning = ({ language }: WriteOptions) => {
    const writing = writingOf(language);
    return writing.isRightToLeft === isRightToLeft() ? [] : turn(writing.isRightToLeft);
  };
  return {
    ...{ name, source, units: places.map(({ unit }) => unit) },
    edits: (translations, options) => {
      const inStep = values?.(translations) ?? [];
      const isSame = places.every(({ unit }) => {
        return (translations.get(unit.id) ?? unit.text) === unit.text;
      });
      if (isSame && inStep.length === 0 && options.rewriteAll !== true) return [];
      const others = [...inStep, ...turning(options)];
      return nestedEdits(source.text, places, translations, options, others);
    },
    untranslated: turning,
  };
}

/** Ids by the part and a number. */
export function namer(part: string, context: string | undefined): Named {
  let count = 0;
  return ({ text, marks }) => ({
    ...{ id: `${part}#${++count}`, text, marks },
    ...(context !== undefined && { context }),
  });
}

/** What a reader should know of any package. */
export function packageRemarks({ archive }: OfficePackage): readonly Remark[] {
  const macros = archive.names.filter((name) => /(^|\/)vbaProject\.bin$/i.test(name));
  const isSigned = archive.names.some((name) => name.startsWith('_xmlsignatures/'));
  return [
    ...(macros.length > 0 ? [{ kind: 'macros', about: macros } as const] : []),
    ...(isSigned ? [{ kind: 'signature', about: [] } as const] : []),
  ];
}
