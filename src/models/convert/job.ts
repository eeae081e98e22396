import type { Bytes } from '../../core/bytes';
import type { Model, Quantization } from '../../core/catalog';
import { openCheckpoint, type Checkpoint } from '../../core/checkpoint/checkpoint';
import type { TokenizerOptions } from '../../core/checkpoint/tokenizer';
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
import { MANIFEST, parseManifest, type PackageFile } from '../../core/package/manifest';
import type { PackageStage } from '../../core/package/stage';
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
  readonly run: (stage: PackageStage, options: AssemblyOptions) => Promise<readonly PackageFile[]>;
}

/** What a job needs from outside. */
export interface JobPorts {
  readonly digest: (bytes: Bytes) => Promise<string>;
  readonly quantize: ConversionPorts['quantize'];
  readonly concurrency: () => number;
  /** Bytes of a copy that are read at once. */
  readonly rangeBytes: number;
}

const MAX_MANIFEST_BYTES = 10_000_000;

/** Copies a package, file by file as its manifest lists them. @throws AppError `manifest-invalid`. */
export async function copyJob(
  model: Model,
  files: SourceFiles,
  wanted: Quantization | undefined,
  ports: JobPorts,
): Promise<Job> {
  const manifest = await readManifest(files);
  const parsed = parseManifest(manifest);
  if (parsed.architecture !== undefined) refuseOtherModel(model, parsed.architecture);
  const quantization = parsed.quantization ?? wanted;
  if (quantization === undefined || (wanted ?? quantization) !== quantization) {
    throw new AppError('package-invalid', {
      reason: 'quantization',
      expected: wanted,
      actual: quantization,
    });
  }
  const bytes = totalBytes(parsed.files);
  const assembly = {
    files: parsed.files,
    steps: parsed.files.flatMap((file) => copySteps(file, ports.rangeBytes)),
  };
  return {
    quantization,
    revision: (await ports.digest(manifest)).slice(0, 16),
    sourceBytes: bytes,
    keptBytes: bytes,
    weights: 0,
    largestFile: Math.max(...parsed.files.map((file) => file.bytes)),
    files: parsed.files,
    run: (stage, options) =>
      assemble(assembly, { files, stage, concurrency: ports.concurrency }, options),
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
        { ...options, quantization, source: { name, revision } },
      );
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
  return files.read(MANIFEST, 0, stat.bytes);
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
