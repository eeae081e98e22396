import type { ModelId } from '../../core/catalog';
import { isObject, type JsonObject } from '../../core/checkpoint/json';
import type { ModelSource } from '../packages';
import { modelNames, type KeptFile, type PackageNames } from './addresses';
import { readRecord, readUnfinished } from './readRecords';
import { readJson, type ModelCache } from './modelCache';

/** Raised when the shape of a record changes; `migrate` reads the one before, and older ones count as absent. */
const FORMAT = 3;

/** A source that can be gone again after a reload; chosen files have to be chosen again. */
export type StoredSource = Exclude<ModelSource, { kind: 'disk' }> | { readonly kind: 'disk' };

/** A model that is whole on this device. */
export interface PackageRecord extends PackageNames {
  readonly files: readonly KeptFile[];
  readonly library: KeptFile;
  readonly source: StoredSource;
}

/** A model that is on its way. */
export interface UnfinishedRecord {
  readonly quantization: PackageNames['quantization'];
  readonly source: StoredSource;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** Our own place beside web-llm's three: which packages are whole, and which were begun. */
export class PackageRecords {
  readonly #cache: ModelCache;

  constructor(cache: ModelCache) {
    this.#cache = cache;
  }

  /** Undefined too for a record that this app cannot have written: what is there is then found by its hashes. */
  async complete(modelId: ModelId): Promise<PackageRecord | undefined> {
    return readRecord(modelId, await this.#read(modelId, 'record'));
  }

  async unfinished(modelId: ModelId): Promise<UnfinishedRecord | undefined> {
    return readUnfinished(await this.#read(modelId, 'unfinished'));
  }

  /** Written last: a package without its record is unfinished, whatever files there are. */
  async finish(record: PackageRecord): Promise<void> {
    await this.#write(record.modelId, 'record', record);
    await this.abandon(record.modelId);
  }

  begin(modelId: ModelId, record: UnfinishedRecord): Promise<void> {
    return this.#write(modelId, 'unfinished', record);
  }

  /** What is on its way will not be finished. */
  async abandon(modelId: ModelId): Promise<void> {
    await this.#cache.deleteRecord(recordKey(modelId, 'unfinished'));
  }

  /** First of all that goes, so that a half-deleted package never counts as whole. */
  async remove(modelId: ModelId): Promise<void> {
    await this.#cache.deleteRecord(recordKey(modelId, 'record'));
    await this.abandon(modelId);
  }

  async #read(modelId: ModelId, name: Name): Promise<JsonObject> {
    const bytes = await this.#cache.getRecord(recordKey(modelId, name));
    const stored = bytes && readJson(bytes);
    if (!isObject(stored) || !isObject(stored['value'])) return {};
    if (stored['format'] === 2) return migrate(stored['value']);
    return stored['format'] === FORMAT ? stored['value'] : {};
  }

  #write(modelId: ModelId, name: Name, value: unknown): Promise<void> {
    const text = JSON.stringify({ format: FORMAT, value });
    return this.#cache.putRecord(recordKey(modelId, name), new TextEncoder().encode(text));
  }
}

/** Format 2 had the source as `way`, whose kind `hub` was called `checkpoint`. */
function migrate({ way, ...value }: JsonObject): JsonObject {
  if (!isObject(way)) return {};
  const kind = way['kind'] === 'checkpoint' ? 'hub' : way['kind'];
  return { ...value, source: { ...way, kind } };
}

type Name = 'record' | 'unfinished';

function recordKey(modelId: ModelId, name: Name): string {
  return `${modelNames(modelId)}${name}.json`;
}
