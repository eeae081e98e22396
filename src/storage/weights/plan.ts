import type { ModelId, Quantization } from '../../core/catalog';

/** web-llm's three places in Cache storage. */
export type Scope = 'webllm/config' | 'webllm/model' | 'webllm/wasm';

export const scopes: readonly Scope[] = ['webllm/config', 'webllm/model', 'webllm/wasm'];

/** Name, size and SHA-256 (hexadecimal) of a file that is to be fetched. */
export interface FileFacts {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface PlannedFile extends FileFacts {
  /** Where it is fetched from. */
  readonly source: string;
  /** The address web-llm looks for. */
  readonly key: string;
  readonly scope: Scope;
}

/** Everything one version of one model consists of. */
export interface PackagePlan {
  readonly modelId: ModelId;
  readonly quantization: Quantization;
  /** Changes whenever a file of the package does. */
  readonly revision: string;
  readonly modelUrl: string;
  readonly libraryUrl: string;
  readonly files: readonly PlannedFile[];
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

export interface PlanInput {
  readonly modelId: ModelId;
  readonly quantization: Quantization;
  readonly revision: string;
  /** Address of the package's folder; ends with "/". */
  readonly packageSource: string;
  readonly files: readonly FileFacts[];
  readonly librarySource: string;
  readonly library: FileFacts;
}

export function planPackage(input: PlanInput): PackagePlan {
  const { modelId, quantization, revision, library } = input;
  const names = `${modelNames(modelId)}${quantization}/`;
  // web-llm wants `/resolve/<revision>/` in a model's address, and appends it otherwise.
  const modelUrl = `${names}resolve/${revision}/`;
  const libraryUrl = `${names}library/${library.sha256.slice(0, 16)}/${library.path}`;
  const files = input.files.map((file): PlannedFile => ({
    ...file,
    source: new URL(file.path, input.packageSource).href,
    key: new URL(file.path, modelUrl).href,
    scope: file.path === 'mlc-chat-config.json' ? 'webllm/config' : 'webllm/model',
  }));
  return {
    modelId,
    quantization,
    revision,
    modelUrl,
    libraryUrl,
    files: [
      ...files,
      { ...library, source: input.librarySource, key: libraryUrl, scope: 'webllm/wasm' },
    ],
  };
}

export function totalBytes(files: readonly FileFacts[]): number {
  return files.reduce((sum, file) => sum + file.bytes, 0);
}
