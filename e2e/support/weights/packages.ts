import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Quantization, Shape } from '../../../src/core/catalog';
import { MANIFEST, parseManifest, type PackageFile } from '../../../src/core/package/manifest';
import type { FaultyServer } from '../../../testing/server/faultyServer';
import { describeBytes, makeSmallPackage, noise, smallShape } from '../../../testing/smallPackage';
import { expect } from '../fixtures';
import type { Ended, Held } from './page';

/** Small enough that a file of a few hundred kilobytes has several. */
export const RANGE = 64_000;
/** Connections that a browser may use for one model. */
const LANES = 4;

/** A package on a server, with its library. */
export interface Published {
  readonly quantization: Quantization;
  readonly files: readonly PackageFile[];
  readonly library: PackageFile;
  /** Of the model, where it is not the demo's own. */
  readonly shape?: Shape;
  /** Address of a file on the server. */
  readonly address: (path: string) => string;
}

/** Of the small package: two shards, each of several ranges. */
export const SMALL: Shape = { ...smallShape, vocabulary: 3_000 };

/** Puts a small package on a server, with two shards of random weights; its tab needs {@link SMALL} as `shape`. */
export function publishSmall(server: FaultyServer, quantization: Quantization): Published {
  const contents = makeSmallPackage({ quantization, shape: SMALL, shards: 2 });
  const folder = packageFolder(quantization);
  for (const [path, bytes] of Object.entries(contents)) server.files.set(folder + path, bytes);
  const { files } = parseManifest(contents[MANIFEST]!);
  return { ...published(server, quantization, files), shape: SMALL };
}

/** Puts the demo's own package on a server: one shard of four megabytes, as Node made it. */
export function publishDemo(server: FaultyServer, quantization: Quantization): Published {
  server.folder(packageFolder(quantization), demoFolder(quantization));
  return published(server, quantization, demoFiles(quantization));
}

/** The demo's package as Node made it. */
export function demoFiles(quantization: Quantization): readonly PackageFile[] {
  return parseManifest(readFileSync(demoFolder(quantization) + MANIFEST)).files;
}

export function demoFolder(quantization: Quantization): string {
  const path = `../../../public${packageFolder(quantization)}`;
  return fileURLToPath(new URL(path, import.meta.url));
}

function packageFolder(quantization: Quantization): string {
  return `/models/demo/${quantization}/resolve/main/`;
}

/** The library is a small file of noise, because it is never run here. */
export function published(
  server: FaultyServer,
  quantization: Quantization,
  files: readonly PackageFile[],
): Published {
  const wasm = noise(100_000, 4);
  const library = { path: `bayling-demo-${quantization}.wasm`, ...describeBytes(wasm) };
  const folder = packageFolder(quantization);
  const address = (path: string) => (path === library.path ? '/models/libs/' : folder) + path;
  server.files.set(address(library.path), wasm);
  return { quantization, files, library, address };
}

/** Bytes of files that a server sent more than once, by path. Requests for the size do not count. */
export function sentAgain(server: FaultyServer, { files, library, address }: Published) {
  const again: Record<string, number> = {};
  for (const { path, bytes } of [...files, library]) {
    const sent = server.log
      .filter((asked) => asked.path === address(path) && asked.range !== 'bytes=0-0')
      .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
    if (sent > bytes) again[path] = sent - bytes;
  }
  return again;
}

/** After an interruption, each connection may have lost its current range. */
export const LOST = LANES * RANGE;

/**
 * Expects that everything that is reported ready is there, with the right bytes, and nothing else of the
 * model.
 */
export function expectWhole(
  held: readonly Held[],
  { location }: Ended,
  { files, library }: Pick<Published, 'files' | 'library'>,
): void {
  expect(location).toBeDefined();
  const { modelUrl, libraryUrl } = location!;
  const found = held
    .filter(({ key }) => key.startsWith(MODEL) && !key.endsWith('/record.json'))
    .map(({ key, sha256 }) => [key, sha256]);
  const wanted = files.map(({ path, sha256 }) => [modelUrl + path, sha256]);
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries([...wanted, [libraryUrl, library.sha256]]),
  );
}

/** Prefix of the demo's addresses in Cache storage. */
const MODEL = 'https://bayling.invalid/demo/';
