import type { ArchivePart } from '../archive/archiveDocument';
import { nestedEdits, type NestedPlace } from '../nested';
import type { XmlPart } from '../ooxml/package';
import { readTree } from '../ooxml/tree';
import type { Edit } from '../textDocument';
import type { WriteOptions } from '../types';
import { writingOf } from '../writing';
import { PartReader, type Binding } from './partReader';

/** What the parts of a document share. */
export interface Surroundings {
  readonly hiddenStyles: ReadonlySet<string>;
  /** Whether the document's own text is written from right to left; known when all parts are read. */
  readonly isRightToLeft: () => boolean;
}

export interface TextPart extends ArchivePart {
  readonly hasTrackedChanges: boolean;
}

/** A part of running text: the document, a header, notes. */
export function openPart(part: XmlPart, context: string, around: Surroundings): TextPart {
  const { source } = part;
  const root = readTree(part.tokens);
  const reader = new PartReader(part, root, around);
  reader.visit(root, { context });
  const { units, places } = reader;
  const turning = (options: WriteOptions, changed: ReadonlySet<NestedPlace>) => {
    const { isRightToLeft } = writingOf(options.language);
    if (isRightToLeft === around.isRightToLeft() || options.isBilingual === true) return [];
    return reader.turn(isRightToLeft, changed);
  };
  return {
    ...{ name: part.name, source, units },
    hasTrackedChanges: reader.hasTrackedChanges,
    untranslated: (options) => turning(options, new Set()),
    edits: (translations, options) => {
      const changed = places.filter(({ unit: { id, text } }) => {
        const translation = translations.get(id) ?? text;
        return translation !== text;
      });
      if (changed.length === 0 && options.rewriteAll !== true) return [];
      const written = new Set(options.rewriteAll === true ? places : changed);
      const others = [...turning(options, written), ...unbound(reader.bindings, changed)];
      return nestedEdits(source.text, places, translations, options, others);
    },
  };
}

/** A control that shows what is kept elsewhere would show that again, in the other language. */
function unbound(bindings: readonly Binding[], changed: readonly NestedPlace[]): readonly Edit[] {
  return bindings
    .filter(({ within }) => {
      return changed.some(({ start, end }) => start >= within.start && end <= within.end);
    })
    .map(({ start, end }) => ({ start, end, text: '' }));
}
