import { AppError } from '../../core/errors';
import { scopes, type FileFacts, type PackagePlan, type PlannedFile } from './plan';

/** As much of `caches` as is needed. */
export type CachePort = Pick<CacheStorage, 'open'>;

export interface ShelfPorts {
  readonly caches: CachePort;
  /** SHA-256, hexadecimal. */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** `navigator.storage.estimate`. */
  readonly estimate: () => Promise<StorageEstimate>;
}

/** Our own place beside web-llm's three: which packages are whole. */
const RECORDS = 'bayling/packages';
/** Raised when the shape of a record changes; older ones then count as absent. */
const RECORD_FORMAT = 1;

/** The files in Cache storage. Knows what is there and whether it is sound, not where it comes from. */
export class Shelf {
  readonly #ports: ShelfPorts;

  constructor(ports: ShelfPorts) {
    this.#ports = ports;
  }

  /** The bytes, if they are there and are the right ones. */
  async read(file: FileFacts & Pick<PlannedFile, 'key' | 'scope'>): Promise<Bytes | undefined> {
    const cache = await this.#ports.caches.open(file.scope);
    const response = await cache.match(file.key);
    if (response === undefined) return undefined;
    const bytes = new Uint8Array(await response.arrayBuffer());
    const sound = bytes.length === file.bytes && (await this.#ports.digest(bytes)) === file.sha256;
    return sound ? bytes : undefined;
  }

  /** Whether a file of the right size is there; its content is not read. */
  async has(file: PlannedFile): Promise<boolean> {
    const cache = await this.#ports.caches.open(file.scope);
    const response = await cache.match(file.key);
    return response !== undefined && contentLength(response) === file.bytes;
  }

  /** @throws AppError `storage-full`. */
  async write(file: PlannedFile, bytes: Bytes): Promise<void> {
    const cache = await this.#ports.caches.open(file.scope);
    await this.#put(cache, file.key, bytes);
  }

  /** The package that is recorded as whole under this name. */
  async readRecord(names: string): Promise<PackagePlan | undefined> {
    const records = await this.#ports.caches.open(RECORDS);
    const response = await records.match(recordKey(names));
    if (response === undefined) return undefined;
    try {
      const record = (await response.json()) as { format: number; plan: PackagePlan };
      return record.format === RECORD_FORMAT ? record.plan : undefined;
    } catch {
      return undefined;
    }
  }

  /** Written last: a package without its record is unfinished, whatever files there are. */
  async writeRecord(names: string, plan: PackagePlan): Promise<void> {
    const records = await this.#ports.caches.open(RECORDS);
    const text = JSON.stringify({ format: RECORD_FORMAT, plan });
    await this.#put(records, recordKey(names), new TextEncoder().encode(text));
  }

  /** Bytes under a name, finished or not. */
  async measure(names: string): Promise<number> {
    let bytes = 0;
    for (const { cache, request } of await this.#under(names)) {
      const response = await cache.match(request);
      bytes += response === undefined ? 0 : contentLength(response);
    }
    return bytes;
  }

  /** Deletes all files under a name, but for those of one plan. */
  async prune(names: string, keep?: PackagePlan): Promise<void> {
    const kept = new Set(keep?.files.map((file) => file.key));
    for (const { cache, request } of await this.#under(names)) {
      if (!kept.has(request.url)) await cache.delete(request);
    }
  }

  /** The record goes first, so that a half-deleted package never counts as whole. */
  async remove(names: string): Promise<void> {
    const records = await this.#ports.caches.open(RECORDS);
    await records.delete(recordKey(names));
    await this.prune(names);
  }

  /** @throws AppError `storage-full` when the browser says beforehand that it will not fit. */
  async requireSpace(bytes: number): Promise<void> {
    const { quota, usage } = await this.#ports.estimate();
    if (quota === undefined || usage === undefined) return;
    const available = Math.max(0, quota - usage);
    if (available < bytes) throw new AppError('storage-full', { needed: bytes, available });
  }

  async #put(cache: Cache, key: string, bytes: Bytes): Promise<void> {
    const headers = { 'content-length': String(bytes.length) };
    try {
      await cache.put(key, new Response(bytes, { headers }));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'QuotaExceededError') throw error;
      const { quota = 0, usage = 0 } = await this.#ports.estimate();
      const available = Math.max(0, quota - usage);
      throw new AppError('storage-full', { needed: bytes.length, available });
    }
  }

  async #under(names: string): Promise<{ cache: Cache; request: Request }[]> {
    const found = [];
    for (const scope of scopes) {
      const cache = await this.#ports.caches.open(scope);
      for (const request of await cache.keys()) {
        if (request.url.startsWith(names)) found.push({ cache, request });
      }
    }
    return found;
  }
}

export type Bytes = Uint8Array<ArrayBuffer>;

function recordKey(names: string): string {
  return `${names}record.json`;
}

function contentLength(response: Response): number {
  return Number(response.headers.get('content-length'));
}
