import type { Bytes } from '../../src/core/bytes';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isModelId, models, type ModelId } from '../../src/core/catalog';
import { isObject, parseJson } from '../../src/core/checkpoint/json';
import { AppError } from '../../src/core/errors';
import { MANIFEST, parseManifest } from '../../src/core/package/manifest';
import { withFileErrors } from '../weights/failure';
import { verifyFolder, type Depth } from '../weights/verify';

/** A file as it was when the server started. */
export interface ServedFile {
  /** Path on this machine. */
  readonly place: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  /** Including its quotes. */
  readonly etag: string;
  readonly type: string;
}

/** All files of a server, by path. Nothing else can be requested, however the path is written. */
export type ServedFiles = ReadonlyMap<string, ServedFile>;

/** Where the app, and any client for hubs, looks for the files of a package. */
const REVISION = 'resolve/main/';

/**
 * The files of a package, or of all packages in `<model>/<quantization>/`.
 *
 * @throws AppError `package-invalid`, `manifest-invalid` or `file-unreadable` if one is not sound, or if
 *   there is none.
 */
export async function findPackages(folder: string, depth: Depth): Promise<ServedFiles> {
  const served = new Map<string, ServedFile>();
  for (const { bases, place } of await choose(folder)) {
    for (const [name, file] of await openPackage(place, depth)) {
      for (const base of bases) served.set(`${base}${REVISION}${name}`, file);
    }
  }
  return served;
}

interface Placed {
  readonly place: string;
  /** The paths it is served under. */
  readonly bases: readonly string[];
}

async function choose(folder: string): Promise<readonly Placed[]> {
  if (await isPackage(folder)) return [{ place: folder, bases: ['/', ...(await ownBase(folder))] }];
  const names = await withFileErrors('read', folder, () => readdir(folder));
  const found: Placed[] = [];
  for (const model of names.filter(isModelId)) {
    for (const quantization of ['q4f16_1', 'q4f32_1']) {
      const own = join(folder, model, quantization);
      // The second is the layout of the app's own folder.
      for (const place of [own, join(own, REVISION)]) {
        if (await isPackage(place)) found.push({ place, bases: [baseOf(model, quantization)] });
      }
    }
  }
  if (found.length > 0) return found;
  const reason = `no ${MANIFEST} here or in <model>/<quantization>/`;
  throw new AppError('package-invalid', { reason, folder });
}

function isPackage(folder: string): Promise<boolean> {
  return stat(join(folder, MANIFEST)).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Where the app looks for a package, if the manifest says what the package was made from. */
async function ownBase(folder: string): Promise<readonly string[]> {
  const bytes = await readManifest(folder);
  const { quantization } = parseManifest(bytes);
  const manifest = parseJson(bytes, MANIFEST);
  const source = isObject(manifest) ? manifest['source'] : undefined;
  const name = isObject(source) ? source['name'] : undefined;
  const model = models.find(({ id, checkpoint }) => name === id || name === checkpoint.source);
  return model && quantization ? [baseOf(model.id, quantization)] : [];
}

function baseOf(model: ModelId, quantization: string): string {
  return `/${model}/${quantization}/`;
}

async function openPackage(place: string, depth: Depth): Promise<Map<string, ServedFile>> {
  const files = await verifyFolder(place, depth);
  const manifest = await readManifest(place);
  const sha256 = createHash('sha256').update(manifest).digest('hex');
  const served = new Map<string, ServedFile>();
  for (const file of [{ path: MANIFEST, bytes: manifest.length, sha256 }, ...files]) {
    const path = join(place, file.path);
    const { mtimeMs } = await withFileErrors('read', file.path, () => stat(path));
    const json = extname(path) === '.json';
    served.set(file.path, {
      place: path,
      bytes: file.bytes,
      mtimeMs,
      etag: `"${file.sha256}"`,
      type: json ? 'application/json' : 'application/octet-stream',
    });
  }
  return served;
}

function readManifest(folder: string): Promise<Bytes> {
  return withFileErrors(
    'read',
    MANIFEST,
    async () => new Uint8Array(await readFile(join(folder, MANIFEST))),
  );
}
