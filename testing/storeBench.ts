import type { AppError } from '../src/core/errors';
import { scaleFormat } from '../src/core/quantize/format';
import { quantizeSlice } from '../src/core/quantize/quantize';
import type { PackageLocation } from '../src/core/readyPackage';
import type { EnsureOptions, StoredState } from '../src/models/packages';
import { PackageStore, type PackageStorePorts } from '../src/models/packageStore';
import { MemoryCaches } from './memoryCaches';
import { FaultyServer } from './server/faultyServer';
import { describeBytes, makeSmallPackage, noise, smallModel } from './smallPackage';
import type { Files } from './tinyCheckpoint';

export const packageFolder = '/models/demo/q4f32_1/resolve/main/';
const library = 'bayling-demo-q4f32_1.wasm';

/** The ports of a store for small packages, over what differs from test to test. */
export function storePorts(
  given: Pick<PackageStorePorts, 'base' | 'libraries' | 'caches'>,
): PackageStorePorts {
  return {
    ...given,
    model: smallModel,
    fetch,
    digest: (bytes) => Promise.resolve(describeBytes(bytes).sha256),
    estimate: () => Promise.resolve({ quota: 1e9, usage: 0 }),
    withLock: (_name, _options, run) => run(),
    localPermission: () => Promise.resolve(undefined),
    broadcast: { tell: () => undefined, listen: () => () => undefined },
    now: () => Date.now(),
    random: () => 0.5,
    rangeBytes: 64_000,
    threads: 1,
    quantize: (dtype, bytes, quantization) =>
      Promise.resolve(quantizeSlice(dtype, bytes, scaleFormat(quantization))),
    measureQuantizing: () => Promise.resolve(1e6),
    // Pauses need no real time.
    setTimer: (run, ms) => {
      const timer = setTimeout(run, ms >= 4_000 ? 20_000 : 1);
      return () => clearTimeout(timer);
    },
  };
}

/** A server with a small package for the demo, and stores over one Cache storage. */
export class StoreBench {
  readonly server = new FaultyServer();
  readonly caches = new MemoryCaches();
  readonly wasm = noise(20_000, 7);
  base = '';

  async start(): Promise<void> {
    this.base = await this.server.start();
    this.server.files.set(`/models/libs/${library}`, this.wasm);
    this.publish(makeSmallPackage());
  }

  publish(files: Files): void {
    for (const [path, bytes] of Object.entries(files))
      this.server.files.set(packageFolder + path, bytes);
  }

  /** A new store: what a reload of the page has. */
  open(changed: Partial<PackageStorePorts> = {}): PackageStore {
    const { base, caches } = this;
    const libraries = { [library]: describeBytes(this.wasm) };
    return new PackageStore({ ...storePorts({ base, libraries, caches }), ...changed });
  }

  ensure(store = this.open(), options: Partial<EnsureOptions> = {}): Promise<PackageLocation> {
    const { signal } = new AbortController();
    return store.ensure('demo', 'q4f32_1', { signal, onProgress: () => undefined, ...options });
  }

  /** How `ensure` failed; undefined when it did not. */
  async failure(
    store = this.open(),
    options: Partial<EnsureOptions> = {},
  ): Promise<AppError | undefined> {
    return this.ensure(store, options).then(
      () => undefined,
      (error: unknown) => error as AppError,
    );
  }

  state(): Promise<StoredState> {
    return this.open().state('demo');
  }

  /** What is kept, by the end of its address. */
  async kept(): Promise<Record<string, string>> {
    const kept: Record<string, string> = {};
    for (const scope of ['webllm/model', 'webllm/config', 'webllm/wasm']) {
      const cache = await this.caches.open(scope);
      for (const { url } of await cache.keys()) {
        const bytes = new Uint8Array(await (await cache.match(url))!.arrayBuffer());
        kept[url.split('/').at(-1)!] = describeBytes(bytes).sha256;
      }
    }
    return kept;
  }
}
