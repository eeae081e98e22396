import type { ModelId, Quantization } from '../../core/catalog';
import { CHAT_CONFIG } from '../../core/package/chatConfig';
import type { PackageFile } from '../../core/package/manifest';

/** web-llm's three places in Cache storage. */
export type Scope = 'webllm/config' | 'webllm/model' | 'webllm/wasm';

export const scopes: readonly Scope[] = ['webllm/config', 'webllm/model', 'webllm/wasm'];

/** A file of a model as it is kept: under the address web-llm looks for. */
export interface KeptFile extends PackageFile {
  readonly key: string;
  readonly scope: Scope;
}

/** Names of one version of one model. */
export interface PackageNames {
  readonly modelId: ModelId;
  readonly quantization: Quantization;
  /** Changes whenever a file of the package does. */
  readonly revision: string;
  readonly modelUrl: string;
}

/**
 * Root of the addresses the files are kept under. They are only names. Real addresses would tie a
 * stored model to one host and path, web-llm never keeps a library whose address says "localhost",
 * and it would quietly fetch a file that is missing; under `.invalid` (RFC 6761) it cannot.
 */
const NAMES = 'https://bayling.invalid/';

/** Common beginning of all names of a model. */
export function modelNames(modelId: ModelId): string {
  return `${NAMES}${modelId}/`;
}

/** Of what all tabs share about a model: the lock on its files, and the channel that tells of them. */
export function sharedName(modelId: ModelId): string {
  return `bayling-weights-${modelId}`;
}

/** The names of one version of a model, from what tells it from all others. */
export function namePackage(
  modelId: ModelId,
  quantization: Quantization,
  revision: string,
): PackageNames {
  // web-llm wants `/resolve/<revision>/` in a model's address, and appends it otherwise.
  const modelUrl = `${modelNames(modelId)}${quantization}/resolve/${revision}/`;
  return { modelId, quantization, revision, modelUrl };
}

/** Common beginning of the parts of one version of a model, until they are joined to files. */
export function partsUrl({ modelId, quantization, revision }: PackageNames): string {
  return `${modelNames(modelId)}${quantization}/parts/${revision}/`;
}

/** Where a file of the package is kept. */
export function placeFile(
  { modelUrl }: PackageNames,
  path: string,
): Pick<KeptFile, 'key' | 'scope'> {
  return {
    key: new URL(path, modelUrl).href,
    scope: path === CHAT_CONFIG ? 'webllm/config' : 'webllm/model',
  };
}

/** Where a model's library is kept; the name has its hash, so a new one never passes for an old one. */
export function placeLibrary(modelId: ModelId, file: PackageFile): KeptFile {
  const key = `${modelNames(modelId)}library/${file.sha256.slice(0, 16)}/${file.path}`;
  return { ...file, key, scope: 'webllm/wasm' };
}

/** The size of files together. */
export function totalBytes(files: readonly Pick<PackageFile, 'bytes'>[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
