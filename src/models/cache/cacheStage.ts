import type { Bytes } from '../../core/bytes';
import { AppError } from '../../core/errors';
import type { PackageFile } from '../../core/package/manifest';
import type { ReadableStage, Staged, StagedPart } from '../../core/package/stage';
import { partsUrl, type KeptFile, type PackageNames } from './addresses';
import type { Entry, ModelCache } from './modelCache';

/** Where a file will be kept once it is whole. */
export type Place = (path: string) => Pick<KeptFile, 'key' | 'scope'>;

/**
 * A package that grows in Cache storage. A part is an entry of its own, whose address says which part it
 * is, so what is there is all there is to know: no journal could disagree with it.
 */
export class CacheStage implements ReadableStage {
  readonly #cache: ModelCache;
  readonly #names: PackageNames;
  readonly #place: Place;

  constructor(cache: ModelCache, names: PackageNames, place: Place) {
    this.#cache = cache;
    this.#names = names;
    this.#place = place;
  }

  async list(signal?: AbortSignal): Promise<Staged> {
    const { modelUrl } = this.#names;
    const whole: KeptFile[] = [];
    for (const scope of ['webllm/model', 'webllm/config'] as const) {
      for (const entry of await this.#cache.list(scope, modelUrl)) {
        whole.push({ ...entry, scope, path: entry.key.slice(modelUrl.length) });
      }
    }
    const parts = await this.#cache.list('parts', partsUrl(this.#names));
    return {
      // Parts are read when they are joined.
      files: await this.#cache.intact(whole, signal),
      parts: parts.flatMap(({ key }) => this.#readKey(key) ?? []),
    };
  }

  async write(part: StagedPart, bytes: Bytes): Promise<void> {
    const sha256 = await this.#cache.digest(bytes);
    await this.#cache.put('parts', partKey(part, partsUrl(this.#names)), bytes, sha256);
  }

  async read({ path, sha256 }: PackageFile): Promise<Bytes> {
    const { key, scope } = this.#place(path);
    const bytes = await this.#cache.get(scope, key, sha256);
    if (bytes === undefined) throw new AppError('hash-mismatch', { file: path, expected: sha256 });
    return bytes;
  }

  async commit(path: string, bytes: number, expected?: string): Promise<PackageFile> {
    const entries = await this.#cache.list('parts', `${partsUrl(this.#names)}${path}/`);
    const whole = new Uint8Array(bytes);
    const { damaged, isComplete } = await this.#join(entries, whole);
    const sha256 = await this.#cache.digest(whole);
    if (!isComplete || (expected ?? sha256) !== sha256) {
      // Parts that are what they were when they were written, and wrong all the same, came wrong.
      const bad = isComplete ? entries.map(({ key }) => key) : damaged;
      for (const key of bad) await this.#cache.delete('parts', key);
      throw new AppError('hash-mismatch', { file: path, expected, actual: sha256 });
    }
    const { key, scope } = this.#place(path);
    await this.#cache.put(scope, key, whole, sha256);
    for (const entry of entries) await this.#cache.delete('parts', entry.key);
    return { path, bytes, sha256 };
  }

  async discard(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const { key, scope } = this.#place(path);
      await this.#cache.delete(scope, key);
      await this.#cache.prune(`${partsUrl(this.#names)}${path}/`);
    }
  }

  /** Puts parts in their places. A part that overlaps another is damaged: it would hide a gap. */
  async #join(entries: readonly Entry[], whole: Bytes) {
    const parts = entries.map(({ key, sha256 }) => ({ key, sha256, ...this.#readKey(key) }));
    parts.sort((one, other) => (one.offset ?? -1) - (other.offset ?? -1));
    const damaged: string[] = [];
    let covered = 0;
    let next = 0;
    for (const { key, sha256, offset = -1, bytes = 0 } of parts) {
      const part = await this.#cache.get('parts', key, sha256);
      const isPlaced = offset >= next && offset + bytes <= whole.length;
      if (isPlaced) next = offset + bytes;
      if (!isPlaced || part?.length !== bytes) damaged.push(key);
      else {
        whole.set(part, offset);
        covered += bytes;
      }
    }
    return { damaged, isComplete: damaged.length === 0 && covered === whole.length };
  }

  #readKey(key: string): StagedPart | undefined {
    return readPartKey(key, partsUrl(this.#names));
  }
}

function partKey({ path, offset, bytes, tag }: StagedPart, base: string): string {
  return `${base}${path}/${offset}-${bytes}?${encodeURIComponent(tag)}`;
}

/** Undefined for a key that {@link partKey} did not make. */
function readPartKey(key: string, base: string): StagedPart | undefined {
  const match = /^([^/?]+)\/(\d{1,15})-(\d{1,15})\?(.*)$/.exec(key.slice(base.length));
  if (match === null) return undefined;
  const [, path = '', offset, bytes, tag = ''] = match;
  try {
    return { path, offset: Number(offset), bytes: Number(bytes), tag: decodeURIComponent(tag) };
  } catch {
    return undefined;
  }
}
