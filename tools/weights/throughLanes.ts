import type { SourceFiles } from '../../src/core/files';
import type { Lanes } from '../../src/transfer/lanes';

/** The same files, read over so many lanes at once; what comes tells how many there should be. */
export function throughLanes(files: SourceFiles, lanes: Lanes): SourceFiles {
  let reading = 0;
  const waiting: (() => void)[] = [];
  const next = () => {
    while (reading < lanes.limit() && waiting.length > 0) {
      reading++;
      waiting.shift()?.();
    }
  };
  return {
    stat: (file) => files.stat(file),
    read: async (file, start, end, options) => {
      await new Promise<void>((go) => {
        waiting.push(go);
        next();
      });
      let seen = 0;
      const onBytes = (bytes: number) => {
        // Fewer if the read starts over.
        if (bytes > seen) lanes.observe(bytes - seen, Date.now());
        seen = bytes;
        options?.onBytes?.(bytes);
      };
      try {
        return await files.read(file, start, end, { ...options, onBytes });
      } finally {
        reading--;
        next();
      }
    },
  };
}
