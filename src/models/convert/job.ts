import type { Bytes } from '../../core/bytes';
import type { Model, Quantization } from '../../core/catalog';
import { openCheckpoint, type Checkpoint } from '../../core/checkpoint/checkpoint';
import type { TokenizerOptions } from '../../core/checkpoint/tokenizer';
import { readExactly } from '../../core/checkpoint/reader';
import { AppError } from '../../core/errors';
import type { SourceFiles } from '../../core/files';
import { refuseOtherModel } from '../../core/fit';
import { assemble, type AssemblyOptions, type Step } from '../../core/package/assemble';
import {
  convert,
  describeConversion,
  packageBytes,
  weightTags,
  type ConversionPorts,
} from '../../core/package/convert';
import { checkFiles, checkPackage, isDescription } from '../../core/package/check';
import { MAX_MANIFEST_BYTES } from '../../core/package/limits';
import { MANIFEST, parseManifest, type PackageFile } from '../../core/package/manifest';
import type { ReadableStage } from '../../core/package/stage';
import { ranges } from '../../transfer/ranges';
import { totalBytes } from '../cache/addresses';

/** How to get the files of one package, looked into but not begun. */
export interface Job {
  readonly quantization: Quantization;
  /** Changes whenever a file of the package would; 16 hexadecimal digits. */
  readonly revision: string;
  /** To be read from the source. */
  readonly sourceBytes: number;
  /** What the package takes in the end. */
  readonly keptBytes: number;
  /** Weights to be quantized; 0 where they come quantized. */
  readonly weights: number;
  /** Of the largest file, which is there twice for a moment. */
  readonly largestFile: number;
  /** The files that are known beforehand. */
  readonly files: readonly PackageFile[];
  /** @throws AppError `package-invalid` when what came is no package of the model. */
  readonly run: (stage: ReadableStage, options: AssemblyOptions) => Promise<readonly PackageFile[]>;
}

/** What a job needs from outside. */
export interface JobPorts {
  readonly digest: (bytes: Bytes) => Promise<string>;
  readonly quantize: ConversionPorts['quantize'];
  readonly concurrency: () => number;
  /** Bytes of a copy that are read at once. */
  readonly rangeBytes: number;
  /** Of a conversion: checks what was read once more, as a whole. */
  readonly checkSource?: ((signal?: AbortSignal) => Promise<void>) | undefined;
}

/**
 * Copies a package, file by file as its manifest lists them: first what describes it, and the weights only
 * when that is what the model needs.
 *
 * @throws AppError `manifest-invalid`, `package-invalid`, `other-model`.
 */
export async function copyJob(
  model: Model,
  files: SourceFiles,
  wanted: Quantization | undefined,
  ports: JobPorts,
): Promise<Job> {
  const manifest = await readManifest(files);
  const parsed = parseManifest(manifest);
  if (parsed.architecture === undefined) {
    throw new AppError('package-invalid', { reason: 'no architecture', file: MANIFEST });
  }
  refuseOtherModel(model, parsed.architecture);
  const quantization = parsed.quantization ?? wanted;
  if (quantization === undefined || (wanted ?? quantization) !== quantization) {
    throw new AppError('package-invalid', {
      reason: 'quantization',
      expected: wanted,
      actual: quantization,
    });
  }
  checkFiles(parsed.files);
  const bytes = totalBytes(parsed.files);
  const copy = (copied: readonly PackageFile[], stage: ReadableStage, options: AssemblyOptions) =>
    assemble(
      { files: copied, steps: allSteps(copied, ports.rangeBytes) },
      { files, stage, concurrency: ports.concurrency },
      options,
    );
  return {
    quantization,
    revision: (await ports.digest(manifest)).slice(0, 16),
    sourceBytes: bytes,
    keptBytes: bytes,
    weights: 0,
    largestFile: Math.max(...parsed.files.map((file) => file.bytes)),
    files: parsed.files,
    run: async (stage, options) => {
      const { onProgress, ...rest } = options;
      const descriptions = parsed.files.filter(({ path }) => isDescription(path));
      // Where they are here already there is more, which the second run knows.
      const onDescribed = (done: number, total: number) => {
        if (done < total) onProgress?.(done, bytes);
      };
      await copy(descriptions, stage, { ...rest, onProgress: onDescribed });
      await checkStaged(model, quantization, parsed.files, stage);
      return copy(parsed.files, stage, options);
    },
  };
}

/**
 * Everything but the weights, before a package counts as whole, wherever it comes from.
 *
 * @throws AppError `package-invalid`.
 */
export async function checkStaged(
  { shape }: Model,
  quantization: Quantization,
  files: readonly PackageFile[],
  stage: ReadableStage,
): Promise<void> {
  const byPath = new Map(files.map((file) => [file.path, file]));
  await checkPackage({ shape, quantization }, files, (path) => {
    const file = byPath.get(path);
    if (file === undefined) throw new RangeError(`${path} is no file of the package`);
    return stage.read(file);
  });
}

/** Made one file at a time, when they are asked for. */
function allSteps(files: readonly PackageFile[], rangeBytes: number): Iterable<Step> {
  return {
    *[Symbol.iterator]() {
      for (const file of files) yield* copySteps(file, rangeBytes);
    },
  };
}

/** Copies a file in ranges. They are known by the hash of the whole, wherever they come from. */
export function copySteps({ path, bytes, sha256 }: PackageFile, rangeBytes: number): Step[] {
  return ranges(bytes, rangeBytes).map(({ start, end }) => ({
    file: path,
    start,
    end,
    tag: sha256,
    parts: [{ path, offset: start, bytes: end - start }],
    make: (content) => Promise.resolve([content]),
  }));
}

/** Quantizes a checkpoint in the layout of Hugging Face. @throws AppError: see `openCheckpoint`. */
export async function convertJob(
  model: Model,
  files: SourceFiles,
  quantization: Quantization,
  source: () => { readonly name: string; readonly revision: string | undefined },
  ports: JobPorts,
  options: TokenizerOptions = {},
): Promise<Job> {
  const checkpoint = await openCheckpoint(files, options);
  refuseOtherModel(model, checkpoint.config.shape);
  const description = describeConversion(checkpoint, quantization);
  const structure = await ports.digest(description);
  const tags = [...(await weightTags(checkpoint, files)).values()];
  const identity = new TextEncoder().encode(JSON.stringify([structure, ...tags]));
  const sourceBytes = sourceSize(checkpoint);
  return {
    quantization,
    revision: (await ports.digest(identity)).slice(0, 16),
    sourceBytes,
    keptBytes: packageBytes(checkpoint, quantization),
    weights: countWeights(checkpoint),
    largestFile: Math.ceil((model.shape.vocabulary * model.shape.hidden) / 2),
    files: [],
    run: async (stage, options) => {
      const { name, revision = structure } = source();
      const made = await convert(
        checkpoint,
        { files, stage, concurrency: ports.concurrency, quantize: ports.quantize },
        {
          ...options,
          quantization,
          source: { name, revision },
          checkSource: () => ports.checkSource?.(options.signal) ?? Promise.resolve(),
        },
      );
      await checkStaged(model, quantization, made.files, stage);
      return made.files;
    },
  };
}

async function readManifest(files: SourceFiles): Promise<Bytes> {
  const stat = await files.stat(MANIFEST);
  if (stat === undefined) throw new AppError('http-status', { file: MANIFEST, status: 404 });
  if (stat.bytes > MAX_MANIFEST_BYTES) {
    throw new AppError('manifest-invalid', { reason: `${stat.bytes} bytes` });
  }
  return readExactly(files, MANIFEST, 0, stat.bytes);
}

function sourceSize({ plan }: Checkpoint): number {
  return plan.reduce((sum, tensor) => {
    const parts = tensor.kind === 'matrix' ? tensor.parts : [tensor.part];
    return sum + parts.reduce((bytes, { start, end }) => bytes + end - start, 0);
  }, 0);
}

function countWeights({ plan }: Checkpoint): number {
  return plan.reduce(
    (sum, tensor) => sum + (tensor.kind === 'matrix' ? tensor.rows * tensor.cols : tensor.size),
    0,
  );
}
