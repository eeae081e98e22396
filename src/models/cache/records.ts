import type { ModelId } from '../../core/catalog';
import type { ModelSource } from '../packages';
import { modelNames, type KeptFile, type PackageNames } from './addresses';
import { readJson, type ModelCache } from './modelCache';

/** Raised when the shape of a record changes; {@link migrate} reads the one before, and older ones count as absent. */
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

  complete(modelId: ModelId): Promise<PackageRecord | undefined> {
    return this.#read<PackageRecord>(modelId, 'record');
  }

  unfinished(modelId: ModelId): Promise<UnfinishedRecord | undefined> {
    return this.#read<UnfinishedRecord>(modelId, 'unfinished');
  }

  /** Written last: a package without its record is unfinished, whatever files there are. */
  async finish(record: PackageRecord): Promise<void> {
    await this.#write(record.modelId, 'record', record);
    await this.#cache.deleteRecord(recordKey(record.modelId, 'unfinished'));
  }

  begin(modelId: ModelId, record: UnfinishedRecord): Promise<void> {
    return this.#write(modelId, 'unfinished', record);
  }

  /** First of all that goes, so that a half-deleted package never counts as whole. */
  async remove(modelId: ModelId): Promise<void> {
    await this.#cache.deleteRecord(recordKey(modelId, 'record'));
    await this.#cache.deleteRecord(recordKey(modelId, 'unfinished'));
  }

  /** Only this app writes records, so the format says all that there is to check. */
  async #read<T>(modelId: ModelId, name: Name): Promise<T | undefined> {
    const bytes = await this.#cache.getRecord(recordKey(modelId, name));
    const stored = bytes && (readJson(bytes) as Stored<T> | undefined);
    if (stored?.format === 2) return migrate(stored.value) as T;
    return stored?.format === FORMAT ? stored.value : undefined;
  }

  #write(modelId: ModelId, name: Name, value: unknown): Promise<void> {
    const text = JSON.stringify({ format: FORMAT, value });
    return this.#cache.putRecord(recordKey(modelId, name), new TextEncoder().encode(text));
  }
}

interface Format2 {
  /** The source, whose kind `hub` was called `checkpoint`. */
  readonly way: { readonly kind: 'host' | 'checkpoint' | 'disk' };
}

type Stored<T> =
  | { readonly format: 2; readonly value: Format2 }
  | { readonly format: typeof FORMAT; readonly value: T };

function migrate({ way, ...value }: Format2): unknown {
  const kind = way.kind === 'checkpoint' ? 'hub' : way.kind;
  return { ...value, source: { ...way, kind } };
}

type Name = 'record' | 'unfinished';

function recordKey(modelId: ModelId, name: Name): string {
  return `${modelNames(modelId)}${name}.json`;
}
