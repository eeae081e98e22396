import { isKeptWhenUsed, type ShellFile } from '../core/shellFile';

/** What the shell needs from outside. */
export interface ShellPorts {
  /** The address that the files lie under; ends with "/". */
  readonly scope: string;
  readonly fetch: (input: string | Request, init?: RequestInit) => Promise<Response>;
  readonly caches: Pick<CacheStorage, 'open' | 'keys' | 'delete'>;
  /** sha256, in hexadecimal digits. */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<string>;
  /** The headers that a file is given besides its type, by its path with a slash in front. */
  readonly headersOf: (path: string) => Readonly<Record<string, string>>;
}

/**
 * The files of one version of the app, kept on this device. Nothing is kept, or given from what was kept, but the
 * very bytes that were built: a page in place of a script, cut or altered files are fetched anew. Types and
 * headers are the build's as well, whatever the host sent.
 */
export class Shell {
  readonly #files: ReadonlyMap<string, ShellFile>;
  readonly #ports: ShellPorts;

  constructor(files: readonly ShellFile[], ports: ShellPorts) {
    this.#files = new Map(files.map((file) => [file.url, file]));
    this.#ports = ports;
  }

  has(path: string): boolean {
    return this.#files.has(path);
  }

  /** Fetches what is to be kept from the start, and is not, or not sound. @throws Error when a file cannot be had as it was built. */
  async keep(): Promise<void> {
    const cache = await this.#open();
    const keep = async (file: ShellFile) => {
      if ((await this.#kept(cache, file)) === undefined) {
        await cache.put(this.#key(file), await this.#fetchSound(file));
      }
    };
    const needed = [...this.#files.values()].filter((file) => !isKeptWhenUsed(file));
    await Promise.all(needed.map(keep));
  }

  /**
   * A file of the shell as it was built. Where it can be had neither here nor from the host, as when that has a
   * newer version, it is what the network answers, as if nothing were kept here.
   */
  async answer(path: string, request: Request): Promise<Response> {
    const file = this.#files.get(path);
    if (file === undefined) return this.#ports.fetch(request);
    try {
      const cache = await this.#open();
      return (await this.#kept(cache, file)) ?? (await this.#mend(cache, file));
    } catch {
      return this.#ports.fetch(request);
    }
  }

  /** Removes what earlier versions have kept. */
  async clean(): Promise<void> {
    const cache = await this.#open();
    const current = new Set([...this.#files.values()].map((file) => this.#key(file)));
    const old = (await cache.keys()).filter(({ url }) => !current.has(url));
    await Promise.all(old.map((request) => cache.delete(request)));
    const { caches, scope } = this.#ports;
    const names = (await caches.keys()).filter((name) => name.endsWith(scope));
    await Promise.all(
      names.filter((name) => name !== this.#name).map((name) => caches.delete(name)),
    );
  }

  get #name(): string {
    return `bayling-shell-${this.#ports.scope}`;
  }

  #open(): Promise<Cache> {
    return this.#ports.caches.open(this.#name);
  }

  /** With the hash, so that a version that waits lies beside the one that runs. */
  #key({ url, sha256 }: ShellFile): string {
    return `${this.#ports.scope}${url}?sha256=${sha256}`;
  }

  async #kept(cache: Cache, file: ShellFile): Promise<Response | undefined> {
    const kept = await cache.match(this.#key(file));
    return kept && this.#sound(file, kept);
  }

  async #mend(cache: Cache, file: ShellFile): Promise<Response> {
    const sound = await this.#fetchSound(file);
    // Where there is no room, it is fetched each time.
    await cache.put(this.#key(file), sound.clone()).catch(() => undefined);
    return sound;
  }

  /** What the browser's own cache has may be what was wrong, so the second try goes past it. */
  async #fetchSound(file: ShellFile): Promise<Response> {
    for (const cache of ['default', 'reload'] as const) {
      const response = await this.#ports.fetch(this.#ports.scope + file.url, { cache });
      const sound = response.ok ? await this.#sound(file, response) : undefined;
      if (sound !== undefined) return sound;
    }
    throw new Error(`${file.url} came otherwise than it was built`);
  }

  /** @returns A response of our own with the same bytes; undefined if they are not the file's. */
  async #sound(file: ShellFile, response: Response): Promise<Response | undefined> {
    const bytes = await readExactly(response, file.bytes);
    if (bytes === undefined || (await this.#ports.digest(bytes)) !== file.sha256) return undefined;
    const headers = { ...this.#ports.headersOf(`/${file.url}`), 'Content-Type': file.type };
    return new Response(bytes, { headers });
  }
}

/** The body, if it is so long; of a longer one, and be it endless, no more is read. */
async function readExactly(
  { body }: Response,
  length: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const whole = new Uint8Array(length);
  const reader = body?.getReader();
  let at = 0;
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return at === length ? whole : undefined;
    if (at + piece.value.length > length) {
      await reader?.cancel();
      return undefined;
    }
    whole.set(piece.value, at);
    at += piece.value.length;
  }
}
