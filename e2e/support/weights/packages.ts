import type { Bytes } from '../../../src/core/bytes';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getModel, type Quantization } from '../../../src/core/catalog';
import {
  MANIFEST,
  parseManifest,
  writeManifest,
  type PackageFile,
} from '../../../src/core/package/manifest';
import { seededRandom } from '../../../src/core/random';
import type { FaultyServer } from '../../../testing/server/faultyServer';
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
  /** Address of a file on the server. */
  readonly address: (path: string) => string;
}

/** Puts a package like the demo's on a server, with two small shards and random weights. */
export function publishSmall(server: FaultyServer, quantization: Quantization): Published {
  const contents: Readonly<Record<string, Bytes>> = {
    'params_shard_0.bin': noise(320_000, 1),
    'params_shard_1.bin': noise(320_000, 2),
    'tensor-cache.json': new TextEncoder().encode('{"records":[]}'),
    'mlc-chat-config.json': new TextEncoder().encode('{"vocab_size":8192}'),
    'tokenizer.json': noise(90_000, 3),
  };
  const folder = packageFolder(quantization);
  const files = Object.entries(contents).map(([path, bytes]) => {
    server.files.set(folder + path, bytes);
    return describeFile(path, bytes);
  });
  const { shape } = getModel('demo');
  const architecture = { ...shape, ropeTheta: 10_000, epsilon: 1e-5, context: 512 };
  const source = { name: 'demo', revision: 'main' };
  const manifest = writeManifest({ source, quantization, architecture }, files);
  server.files.set(folder + MANIFEST, manifest);
  return published(server, quantization, files);
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
  const library = describeFile(`bayling-demo-${quantization}.wasm`, wasm);
  const folder = packageFolder(quantization);
  const address = (path: string) => (path === library.path ? '/models/libs/' : folder) + path;
  server.files.set(address(library.path), wasm);
  return { quantization, files, library, address };
}

function noise(bytes: number, seed: number): Bytes {
  const random = seededRandom(seed);
  return Uint8Array.from({ length: bytes }, () => random() * 256);
}

function describeFile(path: string, bytes: Uint8Array): PackageFile {
  return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
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
