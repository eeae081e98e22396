import type { Bytes } from '../bytes';
import type { Quantization } from '../catalog';
import type { LlamaShape } from '../checkpoint/config';
import { isCount, isObject, parseJson, type JsonObject } from '../checkpoint/json';
import { shorten } from '../checkpoint/problems';
import { AppError } from '../errors';
import { MAX_FILE_BYTES, MAX_FILES, MAX_MANIFEST_BYTES, MAX_PACKAGE_BYTES } from './limits';

/** One file of a package: its name, size in bytes, and SHA-256 in lower-case hexadecimal. */
export interface PackageFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The part of `manifest.json` that a download relies on. */
export interface PackageManifest {
  readonly formatVersion: 1;
  readonly files: readonly PackageFile[];
  /** Left out if the manifest does not give it, or gives nothing valid. */
  readonly quantization?: Quantization;
  readonly architecture?: Readonly<Record<string, unknown>>;
}

/** What a package was made from. */
export interface Provenance {
  readonly source: {
    /** A hub id, or a folder of this repository. */
    readonly name: string;
    /** A commit at the hub; for a folder, a SHA-256 over its files. */
    readonly revision: string;
  };
  readonly quantization: Quantization;
  readonly architecture: LlamaShape;
}

/** Name of the file. It is written last: a package without it is unfinished. */
export const MANIFEST = 'manifest.json';

/** Names only, never paths: they become parts of addresses (CWE-22). */
const FILE_NAME = /^[\w-][\w.-]{0,127}$/;
const SHA256 = /^[0-9a-f]{64}$/;

/** web-llm cannot start without these. */
const neededFiles = ['mlc-chat-config.json', 'tensor-cache.json'];

/**
 * Reads a package's `manifest.json`.
 *
 * @throws AppError `manifest-invalid` with the reason, for anything but a sound manifest.
 */
export function parseManifest(bytes: Uint8Array): PackageManifest {
  const { formatVersion, files, quantization, architecture } = parseObject(bytes);
  if (formatVersion !== 1) {
    throw invalid(`format version ${JSON.stringify(shorten(formatVersion))}`);
  }
  if (!Array.isArray(files) || files.length > MAX_FILES) throw invalid('no list of files');
  const parsed = files.map(parseFile);
  const total = parsed.reduce((sum, file) => sum + file.bytes, 0);
  if (total > MAX_PACKAGE_BYTES) throw invalid('the files are too large together');
  const paths = new Set(parsed.map((file) => file.path));
  if (paths.size < parsed.length) throw invalid('a file is listed twice');
  const missing = neededFiles.find((path) => !paths.has(path));
  if (missing !== undefined) throw invalid(`${missing} is not listed`);
  return {
    formatVersion,
    files: parsed,
    ...((quantization === 'q4f16_1' || quantization === 'q4f32_1') && { quantization }),
    ...(isObject(architecture) && { architecture }),
  };
}

/** The bytes of `manifest.json`; `files` are all other files of the package. */
export function writeManifest(
  { source, quantization, architecture }: Provenance,
  files: readonly PackageFile[],
): Bytes {
  const manifest = {
    formatVersion: 1,
    source,
    quantization,
    architecture,
    files,
  } satisfies Omit<PackageManifest, 'architecture'> & Provenance;
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`);
}

function parseObject(bytes: Uint8Array): JsonObject {
  if (bytes.length > MAX_MANIFEST_BYTES) throw invalid('too large');
  let value: unknown;
  try {
    value = parseJson(bytes, MANIFEST);
  } catch {
    throw invalid('not JSON');
  }
  if (!isObject(value)) throw invalid('not an object');
  return value;
}

/** Whether a value describes a file that a package may have. */
export function isPackageFile(value: unknown): value is PackageFile {
  try {
    parseFile(value);
    return true;
  } catch {
    return false;
  }
}

function parseFile(value: unknown): PackageFile {
  if (!isObject(value)) throw invalid('a file is not an object');
  const { path, bytes, sha256 } = value;
  if (typeof path !== 'string' || !FILE_NAME.test(path)) throw invalid('a bad file name');
  if (!isCount(bytes) || bytes === 0 || bytes > MAX_FILE_BYTES) {
    throw invalid(`bad size of ${path}`);
  }
  if (typeof sha256 !== 'string' || !SHA256.test(sha256)) throw invalid(`bad hash of ${path}`);
  return { path, bytes, sha256 };
}

function invalid(reason: string): AppError {
  return new AppError('manifest-invalid', { reason });
}
