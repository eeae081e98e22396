import type { SourceFiles } from '../../core/files';

/** The same files, of which no more than `limit()` are read at once. */
export function limitReads(files: SourceFiles, limit: () => number): SourceFiles {
  let reading = 0;
  const waiting: (() => void)[] = [];
  const next = () => {
    while (reading < Math.max(1, limit()) && waiting.length > 0) {
      reading++;
      waiting.shift()?.();
    }
  };
  return {
    stat: (file) => files.stat(file),
    read: async (...args) => {
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
        next();
      });
      try {
        return await files.read(...args);
      } finally {
        reading--;
        next();
      }
    },
  };
}
