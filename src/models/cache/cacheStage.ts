import type { Bytes } from '../../core/bytes';
import { AppError } from '../../core/errors';
import type { PackageFile } from '../../core/package/manifest';
import type { PackageStage, Staged, StagedPart } from '../../core/package/stage';
import { modelNames, type KeptFile, type PackageNames } from './addresses';
import type { ModelCache } from './modelCache';

/** Where a file will be kept once it is whole. */
export type Place = (path: string) => Pick<KeptFile, 'key' | 'scope'>;

/**
 * A package that grows in Cache storage. A part is an entry of its own, whose address says which part it
 * is, so what is there is all there is to know: no journal could disagree with it.
 */
export class CacheStage implements PackageStage {
  readonly #cache: ModelCache;
  readonly #names: PackageNames;
  readonly #place: Place;

  constructor(cache: ModelCache, names: PackageNames, place: Place) {
    this.#cache = cache;
    this.#names = names;
    this.#place = place;
  }

  async list(): Promise<Staged> {
    const { modelUrl } = this.#names;
    const whole: KeptFile[] = [];
    for (const scope of ['webllm/model', 'webllm/config'] as const) {
      for (const entry of await this.#cache.list(scope, modelUrl)) {
        whole.push({ ...entry, scope, path: entry.key.slice(modelUrl.length) });
      }
    }
    const parts = await this.#cache.list('parts', this.#partsUrl);
    return {
      // Parts are read when they are joined.
      files: await this.#cache.intact(whole),
      parts: parts.map(({ key }) => readPartKey(key, this.#partsUrl)),
    };
  }

  async write(part: StagedPart, bytes: Bytes): Promise<void> {
    const sha256 = await this.#cache.digest(bytes);
    await this.#cache.put('parts', partKey(part, this.#partsUrl), bytes, sha256);
  }

  async commit(path: string, bytes: number, expected?: string): Promise<PackageFile> {
    const entries = await this.#cache.list('parts', `${this.#partsUrl}${path}/`);
    const whole = new Uint8Array(bytes);
    let covered = 0;
    const damaged: string[] = [];
    for (const { key, sha256: written } of entries) {
      const { offset } = readPartKey(key, this.#partsUrl);
      const part = await this.#cache.get('parts', key, written);
      if (part === undefined || offset + part.length > bytes) damaged.push(key);
      else {
        whole.set(part, offset);
        covered += part.length;
      }
    }
    const sha256 = await this.#cache.digest(whole);
    if (damaged.length > 0 || covered !== bytes || (expected ?? sha256) !== sha256) {
      // Parts that are what they were when they were written, and wrong all the same, came wrong.
      const bad = damaged.length > 0 ? damaged : entries.map(({ key }) => key);
      for (const key of bad) await this.#cache.delete('parts', key);
      throw new AppError('hash-mismatch', { file: path, expected, actual: sha256 });
    }
    const { key, scope } = this.#place(path);
    await this.#cache.put(scope, key, whole, sha256);
    for (const entry of entries) await this.#cache.delete('parts', entry.key);
    return { path, bytes, sha256 };
  }

  get #partsUrl(): string {
    const { modelId, quantization, revision } = this.#names;
    return `${modelNames(modelId)}${quantization}/parts/${revision}/`;
  }
}

function partKey({ path, offset, bytes, tag }: StagedPart, base: string): string {
  return `${base}${path}/${offset}-${bytes}?${encodeURIComponent(tag)}`;
}

function readPartKey(key: string, base: string): StagedPart {
  const { pathname, search } = new URL(key);
  const [path = '', range = ''] = pathname.slice(new URL(base).pathname.length).split('/');
  const [offset, bytes] = range.split('-').map(Number);
  return { path, offset: offset ?? 0, bytes: bytes ?? 0, tag: decodeURIComponent(search.slice(1)) };
}
