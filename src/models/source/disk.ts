import { AppError } from '../../core/errors';
import type { SourceFiles } from '../../core/files';

/** Files that the user chose or dropped; those of a folder by their names within it. */
export function chosenFiles(files: readonly File[]): SourceFiles {
  const byName = new Map(files.map((file) => [file.name, file]));
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
