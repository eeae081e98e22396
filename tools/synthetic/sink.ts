import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../src/core/errors';
import { withFileErrors } from '../weights/failure';
import type { CheckpointSink } from './write';

/**
 * Fills a new folder, which gets its name only when it is complete; after a failure nothing is left.
 *
 * @throws AppError `folder-in-use` if something is already there.
 */
export async function createFolder<T>(
  target: string,
  fill: (sink: CheckpointSink) => Promise<T>,
): Promise<T> {
  const path = resolve(target);
  const unfinished = join(dirname(path), `.${basename(path)}.unfinished`);
  await withFileErrors('write', target, async () => {
    await mkdir(path, { recursive: true });
    const [file] = await readdir(path);
    if (file !== undefined) throw new AppError('folder-in-use', { folder: target, file });
    await rmdir(path);
    // Left by a killed process.
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
  });
  try {
    const result = await fill(directSink(unfinished));
    await withFileErrors('write', target, () => rename(unfinished, path));
    return result;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/**
 * Writes without Node's thread pool: on two busy cores, handing gigabytes to another thread takes twice as
 * long as writing them.
 */
function directSink(folder: string): CheckpointSink {
  return {
    open: (path) =>
      withFileErrors('write', path, () => {
        const file = openSync(join(folder, path), 'w');
        return Promise.resolve({
          write: (bytes) =>
            withFileErrors('write', path, async () => {
              let written = 0;
              while (written < bytes.length) written += writeSync(file, bytes, written);
              // Otherwise Ctrl-C would wait for the end.
              await setImmediate();
            }),
          close: () =>
            withFileErrors('write', path, () => {
              closeSync(file);
              return Promise.resolve();
            }),
        });
      }),
  };
}
