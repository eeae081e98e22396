import type { ModelId, Quantization } from '../../core/catalog';
import { isCount, isObject, type JsonObject } from '../../core/checkpoint/json';
import { isHubLayout } from '../../core/hub';
import { isPackageFile, type PackageFile } from '../../core/package/manifest';
import { namePackage, placeFile, placeLibrary } from './addresses';
import type { PackageRecord, StoredSource, UnfinishedRecord } from './records';

/*
 * Records lie where the browser, an extension or another version of the app may have altered them. What
 * follows from the rest, such as the addresses of files, is not believed but made again.
 */

/** A model that is whole; undefined if anything about it cannot be. */
export function readRecord(modelId: ModelId, value: JsonObject): PackageRecord | undefined {
  const { quantization, revision, files, library } = value;
  const source = readSource(value['source']);
  if (!isQuantization(quantization) || !isRevision(revision) || source === undefined)
    return undefined;
  if (!Array.isArray(files) || !files.every(isPackageFile) || !isPackageFile(library))
    return undefined;
  const names = namePackage(modelId, quantization, revision);
  const kept = files.map((file) => ({ ...toFile(file), ...placeFile(names, file.path) }));
  return { ...names, files: kept, library: placeLibrary(modelId, toFile(library)), source };
}

/** A model on its way; its numbers are for show. */
export function readUnfinished(value: JsonObject): UnfinishedRecord | undefined {
  const { quantization, doneBytes, totalBytes } = value;
  const source = readSource(value['source']);
  if (!isQuantization(quantization) || source === undefined) return undefined;
  if (!isCount(doneBytes) || !isCount(totalBytes)) return undefined;
  return { quantization, source, doneBytes, totalBytes };
}

function readSource(value: unknown): StoredSource | undefined {
  if (!isObject(value)) return undefined;
  const { kind, address, revision, layout, checkWhole } = value;
  if (kind === 'disk') return { kind };
  if (typeof address !== 'string' || !URL.canParse(address)) return undefined;
  if (kind === 'host') return { kind, address };
  if (kind !== 'hub' || (revision !== undefined && typeof revision !== 'string')) return undefined;
  return {
    ...{ kind, address },
    ...(revision !== undefined && { revision }),
    ...(isHubLayout(layout) && { layout }),
    ...(checkWhole === true && { checkWhole }),
  };
}

function isQuantization(value: unknown): value is Quantization {
  return value === 'q4f16_1' || value === 'q4f32_1';
}

/** As a job gives it. */
function isRevision(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{16}$/.test(value);
}

function toFile({ path, bytes, sha256 }: PackageFile): PackageFile {
  return { path, bytes, sha256 };
}
