import { createSHA256, type IHasher } from 'hash-wasm';
import { readExactly } from '../../core/checkpoint/reader';
import { AppError } from '../../core/errors';
import type { SourceFiles } from '../../core/files';
import { RANGE_BYTES, ranges } from '../../transfer/ranges';

/** Files whose content is compared with the hash that their source lists. */
export interface CheckedFiles extends SourceFiles {
  /**
   * Reads those files once more, from end to end, that were read but could not be checked on the way.
   *
   * @throws AppError `source-damaged`.
   */
  checkWhole(signal?: AbortSignal): Promise<void>;
}

/** What came too early waits in memory, as long as it is no more than this. */
const MAX_WAITING_BYTES = 64 * 2 ** 20;

/** A file on its way: hashed as far as there is no gap. */
class Stream {
  readonly bytes: number;
  readonly listed: Promise<string | undefined>;
  readonly #hash: IHasher;
  #hashed = 0;
  readonly #waiting = new Map<number, Uint8Array>();
  #waitingBytes = 0;
  #digest: string | undefined;

  constructor(bytes: number, listed: Promise<string | undefined>, hash: IHasher) {
    this.bytes = bytes;
    this.listed = listed;
    this.#hash = hash;
  }

  /** Of the whole file, once it has come without a gap. */
  get digest(): string | undefined {
    if (this.#hashed === this.bytes) this.#digest ??= this.#hash.digest();
    return this.#digest;
  }

  /** Takes a range that was read; copies it only if others have to come first. */
  add(start: number, bytes: Uint8Array): void {
    if (this.#digest !== undefined) return;
    const at = this.#hashed;
    if (start <= at) {
      // Some ranges are read twice.
      this.#update(bytes.subarray(at - start));
      this.#drain();
    } else if (start - at + bytes.length <= MAX_WAITING_BYTES && !this.#waiting.has(start)) {
      if (this.#waitingBytes + bytes.length > MAX_WAITING_BYTES) return;
      this.#waiting.set(start, bytes.slice());
      this.#waitingBytes += bytes.length;
    }
  }

  #drain(): void {
    for (const [start, bytes] of [...this.#waiting].sort(([one], [other]) => one - other)) {
      const at = this.#hashed;
      if (start > at) return;
      this.#waiting.delete(start);
      this.#waitingBytes -= bytes.length;
      this.#update(bytes.subarray(at - start));
    }
  }

  #update(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#hashed += bytes.length;
  }
}

/**
 * The same files. One that is read in order, give or take a few ranges, is checked when its last byte has come:
 * that read fails if the file is another one.
 *
 * @param listedHash The SHA-256 that the source lists for a file, if it does; asked when the file is first read.
 */
export function checkedFiles(
  files: SourceFiles,
  listedHash: (file: string) => Promise<string | undefined>,
): CheckedFiles {
  const sizes = new Map<string, number>();
  const streams = new Map<string, Promise<Stream>>();
  const open = (file: string) => {
    const bytes = sizes.get(file);
    const known = streams.get(file);
    if (known !== undefined || bytes === undefined || !file.endsWith('.safetensors')) return known;
    const listed = listedHash(file);
    listed.catch(() => undefined);
    const stream = createSHA256().then((hash) => new Stream(bytes, listed, hash));
    streams.set(file, stream);
    return stream;
  };
  return {
    stat: async (file) => {
      const stat = await files.stat(file);
      if (stat !== undefined && sizes.get(file) !== stat.bytes) {
        sizes.set(file, stat.bytes);
        streams.delete(file);
      }
      return stat;
    },
    read: async (file, start, end, options) => {
      const stream = await open(file);
      const bytes = await files.read(file, start, end, options);
      if (stream === undefined || stream.digest !== undefined) return bytes;
      stream.add(start, bytes);
      await compare(file, stream.digest, stream.listed);
      return bytes;
    },
    checkWhole: async (signal) => {
      for (const [file, stream] of streams) {
        const { bytes, digest, listed } = await stream;
        if (digest !== undefined || (await listed) === undefined) continue;
        const hash = await createSHA256();
        for (const { start, end } of ranges(bytes, RANGE_BYTES)) {
          hash.update(await readExactly(files, file, start, end, { signal }));
        }
        await compare(file, hash.digest(), listed);
      }
    },
  };
}

async function compare(
  file: string,
  actual: string | undefined,
  listed: Promise<string | undefined>,
): Promise<void> {
  if (actual === undefined) return;
  const expected = await listed;
  if (expected === undefined || expected === actual) return;
  throw new AppError('source-damaged', { file, expected, actual });
}
