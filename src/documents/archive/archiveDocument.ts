import type { Bytes } from '../../core/bytes';
import { tooLarge } from '../failures';
import type { EncodedText } from '../encoding';
import { MAX_UNITS } from '../limits';
import { splice, type Edit } from '../textDocument';
import type { OpenDocument, Remark, Unit, WriteOptions } from '../types';
import type { ZipArchive } from './zip';

/** A text of an archive that has units, or changes when others do. */
export interface ArchivePart {
  /** The entry. */
  readonly name: string;
  readonly source: EncodedText;
  /** In the order of a reader. */
  readonly units: readonly Unit[];
  /** What puts translations in place; nothing for those that are equal to their sources. */
  readonly edits: (
    translations: ReadonlyMap<string, string>,
    options: WriteOptions,
  ) => readonly Edit[];
  /** What changes where only other parts have translations. */
  readonly untranslated?: (options: WriteOptions) => readonly Edit[];
}

interface Parts {
  readonly format: string;
  readonly archive: ZipArchive;
  readonly parts: readonly ArchivePart[];
  readonly remarks?: readonly Remark[];
  readonly languages?: Pick<OpenDocument, 'sourceLanguage' | 'targetLanguage'>;
}

/** A document that is an archive of texts; entries without changes keep their bytes. */
export function archiveDocument(document: Parts): OpenDocument {
  const { format, archive, parts, remarks = [], languages = {} } = document;
  const units = parts.flatMap((part) => part.units);
  if (units.length > MAX_UNITS) throw tooLarge('MAX_UNITS', MAX_UNITS);
  return {
    ...{ format, units, remarks },
    ...languages,
    write: (translations, options) => {
      const edited = parts.map((part) => ({ part, edits: part.edits(translations, options) }));
      if (edited.every(({ edits }) => edits.length === 0)) return archive.write(new Map());
      const changes = edited.flatMap(({ part, edits }): [string, Bytes][] => {
        const all = edits.length > 0 ? edits : (part.untranslated?.(options) ?? []);
        if (all.length === 0) return [];
        return [[part.name, part.source.encode(splice(part.source.text, all))]];
      });
      return archive.write(new Map(changes));
    },
  };
}
