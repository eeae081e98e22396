import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemoryFiles } from '../../../testing/tinyCheckpoint';
import { MemoryStage, sha256 } from '../../../testing/tinyPackage';
import { AppError } from '../errors';
import type { ReadOptions } from '../files';
import { assemble, type Assembly, type Step } from './assemble';
import type { StagedPart } from './stage';

const bytesOf = (length: number, seed: number) =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 17) % 251);

/** Files of the source, which are copied in ranges. */
const contents = { a: bytesOf(50, 1), b: bytesOf(33, 2), c: bytesOf(7, 3) };
const RANGE = 10;

function copySteps(name: keyof typeof contents): Step[] {
  const size = contents[name].length;
  return Array.from({ length: Math.ceil(size / RANGE) }, (_, i) => {
    const start = i * RANGE;
    const end = Math.min(size, start + RANGE);
    const parts = [{ path: name, offset: start, bytes: end - start }];
    return { file: name, start, end, tag: 't', parts, make: (bytes) => Promise.resolve([bytes]) };
  });
}

const names = ['a', 'b', 'c'] as const;
const copy: Assembly = {
  files: names.map((path) => ({
    path,
    bytes: contents[path].length,
    sha256: sha256(contents[path]),
  })),
  steps: names.flatMap(copySteps),
};

const run = (
  stage: MemoryStage,
  files = new MemoryFiles({ ...contents }),
  concurrency = () => 3,
  onProgress?: (done: number, total: number) => void,
) => assemble(copy, { files, stage, concurrency }, { onProgress });

describe('an assembly', () => {
  it('makes the files, in their order, and says how far it is', async () => {
    const stage = new MemoryStage();
    const seen: number[] = [];
    const made = await run(stage, undefined, undefined, (done) => seen.push(done));
    expect(made).toEqual(copy.files);
    expect(stage.files).toEqual(contents);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect([seen[0], seen.at(-1)]).toEqual([0, 90]);
  });

  it('never runs more steps than it may, and as many as it may', async () => {
    let running = 0;
    let most = 0;
    const files = new MemoryFiles({ ...contents });
    const read = files.read.bind(files);
    files.read = async (...args) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return read(...args);
    };
    await run(new MemoryStage(), files, () => 4);
    expect(most).toBe(4);
  });

  it('goes on from any point where it ended, and makes no part twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 6 }), { maxLength: 6 }), async (stops) => {
        const stage = new MemoryStage();
        const write = stage.write.bind(stage);
        for (const stop of stops) {
          let left = stop;
          stage.write = (part, bytes) =>
            left-- > 0 ? write(part, bytes) : Promise.reject(new AppError('network'));
          await run(stage).catch(() => undefined);
        }
        stage.write = write;
        expect(await run(stage)).toEqual(copy.files);
        expect(stage.files).toEqual(contents);
        expect(new Set(stage.written.map(({ path, offset }) => `${path} ${offset}`)).size).toBe(
          stage.written.length,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('seals a file whose parts are all there', async () => {
    const stage = new MemoryStage();
    stage.commit = () => Promise.reject(new AppError('storage-full'));
    await expect(run(stage)).rejects.toEqual(new AppError('storage-full'));
    const next = new MemoryStage();
    for (const [name, bytes] of Object.entries(contents)) {
      for (const { parts, start, end, tag } of copySteps(name as 'a')) {
        await next.write({ ...parts[0]!, tag }, bytes.slice(start, end));
      }
    }
    const files = new MemoryFiles({ ...contents });
    expect(await run(next, files)).toEqual(copy.files);
    expect(files.reads).toEqual([]);
  });

  it('has no use for parts of another version', async () => {
    const stage = new MemoryStage();
    const old: StagedPart = { path: 'c', offset: 0, bytes: 7, tag: 'old' };
    await stage.write(old, new Uint8Array(7));
    await run(stage);
    expect(stage.files['c']).toEqual(contents.c);
  });

  it('makes a damaged file again, and no other', async () => {
    const files = new MemoryFiles({ ...contents });
    const read = files.read.bind(files);
    let damages = 1;
    files.read = async (file, start, end) => {
      const bytes = (await read(file, start, end)).slice();
      if (file === 'b' && start === 0 && damages-- > 0) bytes[3]! ^= 1;
      return bytes;
    };
    const stage = new MemoryStage();
    await run(stage, files);
    expect(stage.files).toEqual(contents);
    const count = (file: string) => files.reads.filter((one) => one.file === file).length;
    expect([count('a'), count('b'), count('c')]).toEqual([5, 8, 1]);
  });

  it('never seems to go back: neither for a read that begins anew nor for a damaged file', async () => {
    let damages = 1;
    class RestlessFiles extends MemoryFiles {
      override async read(file: string, start: number, end: number, options?: ReadOptions) {
        const bytes = (await super.read(file, start, end)).slice();
        for (const done of [4, 0, bytes.length]) options?.onBytes?.(done);
        if (file === 'b' && damages-- > 0) bytes[3]! ^= 1;
        return bytes;
      }
    }
    const seen: number[] = [];
    await run(
      new MemoryStage(),
      new RestlessFiles({ ...contents }),
      () => 1,
      (done) => seen.push(done),
    );
    expect(seen).toEqual(seen.toSorted((one, other) => one - other));
    // All was read once before the damage showed.
    expect(seen.filter((done) => done === 90).length).toBeGreaterThan(4);
    expect(seen).toContain(4);
  });

  it('gives up a file that stays damaged, and has finished the others', async () => {
    const files = new MemoryFiles({ ...contents, b: bytesOf(33, 9) });
    const stage = new MemoryStage();
    await expect(run(stage, files)).rejects.toMatchObject({
      code: 'hash-mismatch',
      data: { file: 'b' },
    });
    expect(Object.keys(stage.files).sort()).toEqual(['a', 'c']);
    expect(files.reads.filter(({ file }) => file === 'b')).toHaveLength(12);
  });

  it('stops when asked, after what is under way', async () => {
    const abort = new AbortController();
    const stage = new MemoryStage();
    const files = new MemoryFiles({ ...contents });
    const stopped = assemble(
      copy,
      { files, stage, concurrency: () => 1 },
      { signal: abort.signal, onProgress: (done) => done >= 20 && abort.abort() },
    );
    await expect(stopped).rejects.toEqual(new AppError('aborted'));
    expect(stage.written).toHaveLength(2);
  });
});
