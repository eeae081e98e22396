import type { Bytes } from '../../core/bytes';
import { AppError } from '../../core/errors';
import { scopes, type KeptFile, type Scope } from './addresses';

/** As much of `caches` as is needed. */
export type CachePort = Pick<CacheStorage, 'open'>;

/** What the cache needs from outside. */
export interface ModelCachePorts {
  readonly caches: CachePort;
  /** SHA-256, hexadecimal. */
  readonly digest: (bytes: Bytes) => Promise<string>;
  /** `navigator.storage.estimate`. */
  readonly estimate: () => Promise<StorageEstimate>;
}

/** Our own places in Cache storage: parts of files on their way, and notes. */
const PARTS = 'bayling/parts';
const RECORDS = 'bayling/packages';

/** The hash of an entry's content when it was written; what is read later may be damaged. */
const HASH_HEADER = 'x-sha256';

/** What is kept under one key. */
export interface Entry {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Cache storage: knows what is there and whether it is intact, not where it comes from. */
export class ModelCache {
  readonly #ports: ModelCachePorts;
  /** Names of files that were read or written from end to end since this was made. */
  readonly #verified = new Set<string>();

  constructor(ports: ModelCachePorts) {
    this.#ports = ports;
  }

  /** The bytes, if they are there and are the right ones. */
  async get(scope: Scope | 'parts', key: string, sha256?: string): Promise<Bytes | undefined> {
    const response = await (await this.#open(scope)).match(key);
    if (response === undefined) return undefined;
    const expected = sha256 ?? response.headers.get(HASH_HEADER);
    const bytes = await readBody(response);
    return bytes !== undefined && (await this.#ports.digest(bytes)) === expected
      ? bytes
      : undefined;
  }

  /** Whether a file of the right size is there; its content is not read. */
  async has({ scope, key, bytes }: KeptFile): Promise<boolean> {
    const response = await (await this.#open(scope)).match(key);
    return response !== undefined && contentLength(response) === bytes;
  }

  /**
   * Of some files those that are there with the right content: a size alone does not tell zeros from
   * weights. Each is read once, or was written here; from then on it only has to be there.
   *
   * @throws AppError `aborted`.
   */
  async intact<File extends KeptFile>(
    files: readonly File[],
    signal?: AbortSignal,
  ): Promise<readonly File[]> {
    const intact = new Set<File>();
    const rest = [...files];
    const check = async () => {
      for (let file = rest.shift(); file !== undefined; file = rest.shift()) {
        if (signal?.aborted === true) throw new AppError('aborted');
        if (await this.#isIntact(file)) intact.add(file);
      }
    };
    await Promise.all([check(), check(), check()]);
    return files.filter((file) => intact.has(file));
  }

  async #isIntact(file: KeptFile): Promise<boolean> {
    const { scope, key, sha256 } = file;
    if (this.#verified.has(verifiedName(key, sha256))) return this.has(file);
    if ((await this.get(scope, key, sha256)) === undefined) return false;
    this.#verified.add(verifiedName(key, sha256));
    return true;
  }

  async digest(bytes: Bytes): Promise<string> {
    return this.#ports.digest(bytes);
  }

  /** @throws AppError `storage-full`. */
  async put(scope: Scope | 'parts', key: string, bytes: Bytes, sha256: string): Promise<void> {
    await this.#put(await this.#open(scope), key, bytes, { [HASH_HEADER]: sha256 });
    this.#verified.add(verifiedName(key, sha256));
  }

  async delete(scope: Scope | 'parts', key: string): Promise<void> {
    await (await this.#open(scope)).delete(key);
  }

  /** All entries whose key begins so. */
  async list(scope: Scope | 'parts', beginning: string): Promise<readonly Entry[]> {
    const cache = await this.#open(scope);
    const keys = (await cache.keys())
      .map(({ url }) => url)
      .filter((url) => url.startsWith(beginning));
    const entries = await Promise.all(
      keys.map(async (key) => {
        const response = await cache.match(key);
        const sha256 = response?.headers.get(HASH_HEADER) ?? '';
        return { key, bytes: response === undefined ? 0 : contentLength(response), sha256 };
      }),
    );
    return entries;
  }

  /** Bytes under a name, finished or not. */
  async measure(names: string): Promise<number> {
    const lists = await Promise.all(everywhere.map((scope) => this.list(scope, names)));
    return lists.flat().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Deletes all files and parts under a name, but for some files. */
  async prune(names: string, keep: readonly KeptFile[] = []): Promise<void> {
    const kept = new Set(keep.map((file) => file.key));
    for (const scope of everywhere) {
      const cache = await this.#open(scope);
      for (const { url } of await cache.keys()) {
        if (url.startsWith(names) && !kept.has(url)) await cache.delete(url);
      }
    }
  }

  async getRecord(key: string): Promise<Bytes | undefined> {
    const response = await (await this.#open(RECORDS)).match(key);
    return response && readBody(response);
  }

  /** @throws AppError `storage-full`. */
  async putRecord(key: string, bytes: Bytes): Promise<void> {
    await this.#put(await this.#open(RECORDS), key, bytes, {});
  }

  async deleteRecord(key: string): Promise<void> {
    await (await this.#open(RECORDS)).delete(key);
  }

  /** Room that the browser still offers; undefined where it does not say. */
  async available(): Promise<number | undefined> {
    const { quota, usage } = await this.#ports.estimate();
    return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
  }

  /** @throws AppError `storage-denied`, as in a private window. */
  async #open(scope: Scope | 'parts' | typeof RECORDS): Promise<Cache> {
    try {
      return await this.#ports.caches.open(scope === 'parts' ? PARTS : scope);
    } catch (cause) {
      throw new AppError('storage-denied', { detail: String(cause) }, { cause });
    }
  }

  async #put(cache: Cache, key: string, bytes: Bytes, more: Record<string, string>): Promise<void> {
    const headers = { ...more, 'content-length': String(bytes.length) };
    try {
      await cache.put(key, new Response(bytes, { headers }));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'QuotaExceededError') throw error;
      const needed = bytes.length;
      const said = await this.available();
      // Chromium says 10 GiB, so that no site learns how large a disk is. There was no room.
      const available = said === undefined || said < needed ? said : 0;
      throw new AppError('storage-full', { needed, available }, { cause: error });
    }
  }
}

function verifiedName(key: string, sha256: string): string {
  return `${sha256} ${key}`;
}

const everywhere = [...scopes, 'parts'] as const;

/** Undefined where the browser has lost the body of an entry. */
async function readBody(response: Response): Promise<Bytes | undefined> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    return undefined;
  }
}

function contentLength(response: Response): number {
  return Number(response.headers.get('content-length'));
}

/** The value of some JSON; undefined where it is none. */
export function readJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
