import type { Quantization } from '../catalog';
import type { LlamaShape } from '../checkpoint/config';
import { isCount, isObject } from '../checkpoint/json';
import { AppError } from '../errors';

/** Raised when older readers would misread a package. */
const FORMAT_VERSION = 1;

export interface PackageFile {
  /** Name within the package's folder. */
  readonly path: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** manifest.json: what a package was made from, and all its other files. */
export interface PackageManifest {
  readonly formatVersion: typeof FORMAT_VERSION;
  readonly source: {
    /** A hub id, or the name of a folder. */
    readonly name: string;
    /** Commit at the hub; for a folder, a SHA-256 over its files. */
    readonly revision: string;
  };
  readonly quantization: Quantization;
  readonly architecture: LlamaShape;
  readonly files: readonly PackageFile[];
}

export const MANIFEST = 'manifest.json';

export function writeManifest(
  manifest: Omit<PackageManifest, 'formatVersion'>,
): Uint8Array<ArrayBuffer> {
  const { source, quantization, architecture, files } = manifest;
  const content: PackageManifest = {
    formatVersion: FORMAT_VERSION,
    source,
    quantization,
    architecture,
    files,
  };
  return new TextEncoder().encode(`${JSON.stringify(content, null, 1)}\n`);
}

/**
 * @throws AppError `manifest-invalid`, with what is wrong in `data.field`: also for a page of HTML
 *   that came in its place.
 */
export function parseManifest(bytes: Uint8Array<ArrayBuffer>): PackageManifest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('manifest-invalid', { field: 'json' });
  }
  const wrong = findWrongField(value);
  if (wrong !== undefined) throw new AppError('manifest-invalid', { field: wrong });
  return value as PackageManifest;
}

function findWrongField(value: unknown): string | undefined {
  if (!isObject(value)) return 'json';
  const { formatVersion, source, quantization, architecture, files } = value;
  if (formatVersion !== FORMAT_VERSION) return 'formatVersion';
  if (!isObject(source) || !isText(source['name']) || !isText(source['revision'])) return 'source';
  if (quantization !== 'q4f16_1' && quantization !== 'q4f32_1') return 'quantization';
  if (!isObject(architecture)) return 'architecture';
  if (!Array.isArray(files) || files.length === 0 || !files.every(isFile)) return 'files';
  const paths = new Set(files.map(({ path }) => path));
  return paths.size === files.length ? undefined : 'files';
}

function isFile(value: unknown): value is PackageFile {
  if (!isObject(value)) return false;
  const { path, bytes, sha256 } = value;
  return isFileName(path) && isCount(bytes) && isText(sha256) && /^[0-9a-f]{64}$/.test(sha256);
}

/** Nothing that leads out of the package's folder (CWE-22), and not the manifest itself. */
function isFileName(value: unknown): value is string {
  return isText(value) && /^[\w-][\w.-]*$/.test(value) && value !== MANIFEST;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
