import type { Bytes } from '../src/core/bytes';

/** Cache storage in memory, with what the app and web-llm use of it. */
export class MemoryCaches {
  readonly #caches = new Map<string, MemoryCache>();
  /** Every key that was looked up, as `cache name` + space + `address`. */
  readonly looked: string[] = [];
  /** Bytes that fit into the caches; beyond, writes fail as on a full disk. */
  bytesLeft = Infinity;

  open(name: string): Promise<Cache> {
    let cache = this.#caches.get(name);
    if (cache === undefined) {
      cache = new MemoryCache(name, this);
      this.#caches.set(name, cache);
    }
    return Promise.resolve(cache as unknown as Cache);
  }

  /** What is there now, for {@link restore}. */
  snapshot(): Snapshot {
    return new Map([...this.#caches].map(([name, { entries }]) => [name, new Map(entries)]));
  }

  restore(snapshot: Snapshot): void {
    this.#caches.clear();
    for (const [name, entries] of snapshot) {
      const cache = new MemoryCache(name, this);
      for (const [key, entry] of entries) cache.entries.set(key, entry);
      this.#caches.set(name, cache);
    }
  }

  /** The same caches for one who is watched: `onWrite` is called before each change, and may throw. */
  watched(onWrite: () => void): { open: (name: string) => Promise<Cache> } {
    const watch = (cache: Cache): Cache =>
      ({
        match: (key: string) => cache.match(key),
        keys: () => cache.keys(),
        put: async (key: string, response: Response) => {
          onWrite();
          await cache.put(key, response);
        },
        delete: async (key: string) => {
          onWrite();
          return cache.delete(key);
        },
      }) as unknown as Cache;
    return { open: async (name) => watch(await this.open(name)) };
  }

  /** All keys of all caches. */
  keys(): string[] {
    return [...this.#caches.values()].flatMap((cache) => [...cache.entries.keys()]);
  }

  /** Changes a byte of a stored file, as failing hardware would. */
  corrupt(keyEnd: string): void {
    for (const cache of this.#caches.values()) {
      for (const [key, entry] of cache.entries) {
        if (!key.endsWith(keyEnd)) continue;
        const bytes = entry.bytes.slice();
        bytes[0] = (bytes[0] ?? 0) ^ 1;
        cache.entries.set(key, { ...entry, bytes });
      }
    }
  }
}

type Snapshot = ReadonlyMap<string, ReadonlyMap<string, Entry>>;

interface Entry {
  readonly bytes: Bytes;
  readonly headers: Headers;
}

class MemoryCache {
  readonly entries = new Map<string, Entry>();
  readonly #name: string;
  readonly #storage: MemoryCaches;

  constructor(name: string, storage: MemoryCaches) {
    this.#name = name;
    this.#storage = storage;
  }

  match(request: string | Request): Promise<Response | undefined> {
    this.#storage.looked.push(`${this.#name} ${address(request)}`);
    const entry = this.entries.get(address(request));
    return Promise.resolve(entry && new Response(entry.bytes, { headers: entry.headers }));
  }

  async put(request: string | Request, response: Response): Promise<void> {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (bytes.length > this.#storage.bytesLeft) {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    }
    this.#storage.bytesLeft -= bytes.length;
    this.entries.set(address(request), { bytes, headers: response.headers });
  }

  add(request: string | Request): Promise<void> {
    return Promise.reject(new TypeError(`Failed to fetch ${address(request)}`));
  }

  delete(request: string | Request): Promise<boolean> {
    return Promise.resolve(this.entries.delete(address(request)));
  }

  keys(): Promise<Request[]> {
    return Promise.resolve([...this.entries.keys()].map((key) => new Request(key)));
  }
}

function address(request: string | Request): string {
  return new URL(typeof request === 'string' ? request : request.url).href;
}
