import { AppError } from '../../core/errors';
import type { SourceFiles } from '../../core/files';

/**
 * Files that the user chose or dropped, of one folder: they are known by their names.
 *
 * @throws AppError `several-models` where a name occurs twice, as the files of two folders would be mixed.
 */
export function chosenFiles(files: readonly File[]): SourceFiles {
  const byName = new Map(files.map((file) => [file.name, file]));
  if (byName.size < files.length) throw new AppError('several-models');
  return {
    stat: (name) => {
      const file = byName.get(name);
      const stat = file && { bytes: file.size, tag: `${file.size}-${file.lastModified}` };
      return Promise.resolve(stat);
    },
    read: async (name, start, end) => {
      try {
        const file = byName.get(name);
        return new Uint8Array((await file?.slice(start, end).arrayBuffer()) ?? []);
      } catch (cause) {
        // Browsers refuse a file that was changed, moved or deleted since it was chosen.
        throw new AppError('file-unreadable', { file: name, detail: String(cause) }, { cause });
      }
    },
  };
}
