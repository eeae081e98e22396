import type { Bytes } from '../bytes';
import type { Quantization } from '../catalog';
import type { Checkpoint } from '../checkpoint/checkpoint';
import {
  sliceRows,
  type FloatDtype,
  type FloatTensor,
  type PlannedTensor,
} from '../checkpoint/plan';
import { checkpointError } from '../checkpoint/problems';
import { readExactly } from '../checkpoint/reader';
import { AppError } from '../errors';
import type { SourceFiles } from '../files';
import { decodeFloats } from '../quantize/decode';
import { scaleFormat, type ScaleFormat } from '../quantize/format';
import type { QuantizedSlice } from '../quantize/quantize';
import {
  assemble,
  type Assembly,
  type AssemblyOptions,
  type AssemblyPorts,
  type Step,
} from './assemble';
import { CHAT_CONFIG, writeChatConfig } from './chatConfig';
import { layOut, TENSOR_CACHE, writeTensorCache, type Shard } from './layout';
import { writeManifest, type PackageFile, type Provenance } from './manifest';
import type { PackageStage, PartPlace } from './stage';

/** Where a conversion reads, quantizes and writes. */
export interface ConversionPorts extends AssemblyPorts {
  /** `quantizeSlice`, here or in another thread, which may keep `bytes`. */
  readonly quantize: (
    dtype: FloatDtype,
    bytes: Bytes,
    quantization: Quantization,
  ) => Promise<QuantizedSlice>;
}

/** What a conversion is to make, and of what. */
export interface ConversionOptions extends AssemblyOptions {
  readonly source: Provenance['source'];
  readonly quantization: Quantization;
  /** Checks the files that were read. @throws AppError `source-damaged`. */
  readonly checkSource?: (() => Promise<void>) | undefined;
}

/** What came of a conversion. */
export interface Conversion {
  /** All files of the package except the manifest. */
  readonly files: readonly PackageFile[];
  /** Content of `manifest.json`, which must be written last. */
  readonly manifest: Bytes;
}

/** Bytes of a checkpoint that are read and quantized in one piece. */
export const SLICE_BYTES = 16 * 2 ** 20;

/**
 * Raise it whenever the same checkpoint would give other bytes: parts of earlier runs are then made again.
 */
const RECIPE = 2;

/**
 * Makes the files of a package from a checkpoint, continuing from what an earlier run left in the stage. The
 * same checkpoint gives the same bytes on every machine.
 *
 * @throws AppError `aborted`, `source-damaged`, `checkpoint-invalid`: value-not-finite, `checkpoint-unsupported`:
 *   value-too-large, or what the ports throw.
 */
export async function convert(
  checkpoint: Checkpoint,
  ports: ConversionPorts,
  options: ConversionOptions,
): Promise<Conversion> {
  const { config, plan, tokenizer } = checkpoint;
  const { source, quantization } = options;
  const format = scaleFormat(quantization);
  const shards = layOut(plan, format);
  const tags = await weightTags(checkpoint, ports.files);
  const assembly = {
    files: shards.map(({ dataPath, nbytes }) => ({ path: dataPath, bytes: nbytes })),
    steps: inOrderOfSource(planSteps(plan, shards, quantization, tags, ports)),
  };
  const made = await makeOfSound(assembly, ports, options);
  const files = [
    ...made,
    await keep(ports.stage, TENSOR_CACHE, writeTensorCache(shards)),
    await keep(ports.stage, CHAT_CONFIG, writeChatConfig(config, tokenizer, quantization)),
    await keep(ports.stage, 'tokenizer.json', tokenizer.bytes),
  ];
  const provenance = { source, quantization, architecture: config.shape };
  return { files, manifest: writeManifest(provenance, files) };
}

/** Keeps nothing that was made of a file that is not what its source lists. */
async function makeOfSound(
  assembly: Assembly & { readonly steps: readonly Step[] },
  ports: ConversionPorts,
  options: ConversionOptions,
): Promise<readonly PackageFile[]> {
  try {
    const made = await assemble(assembly, ports, options);
    await options.checkSource?.();
    return made;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'source-damaged') throw error;
    const spoilt = assembly.steps.filter(({ file }) => file === error.data['file']);
    const paths = spoilt.flatMap(({ parts }) => parts.map(({ path }) => path));
    await ports.stage.discard([...new Set(paths)]);
    throw error;
  }
}

/** So that a file is read from front to back; what is read a second time, as a head that is the embedding, comes last. */
function inOrderOfSource(steps: readonly Step[]): Step[] {
  const seen = new Set<string>();
  const rank = (step: Step) => {
    const place = `${step.file} ${step.start}`;
    const isAgain = seen.has(place);
    seen.add(place);
    return { step, isAgain };
  };
  return steps
    .map(rank)
    .sort(
      ({ step: one, isAgain }, { step: other, isAgain: otherAgain }) =>
        Number(isAgain) - Number(otherAgain) ||
        order(one.file, other.file) ||
        one.start - other.start,
    )
    .map(({ step }) => step);
}

function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** Bytes of all files of a package except the manifest, known before any weight is read. */
export function packageBytes(checkpoint: Checkpoint, quantization: Quantization): number {
  const { config, plan, tokenizer } = checkpoint;
  const shards = layOut(plan, scaleFormat(quantization));
  return (
    shards.reduce((sum, { nbytes }) => sum + nbytes, 0) +
    writeTensorCache(shards).length +
    writeChatConfig(config, tokenizer, quantization).length +
    tokenizer.bytes.length
  );
}

/** What a package depends on besides the weights: shapes, places, tokenizer, format. */
export function describeConversion(checkpoint: Checkpoint, quantization: Quantization): Bytes {
  const { config, plan, tokenizer } = checkpoint;
  const vocabulary = new TextDecoder().decode(tokenizer.bytes);
  const described = JSON.stringify([RECIPE, quantization, config, plan, vocabulary]);
  return new TextEncoder().encode(described);
}

/** The versions of the files that hold the weights, by name. @throws AppError `checkpoint-invalid`. */
export async function weightTags(
  { plan }: Checkpoint,
  files: SourceFiles,
): Promise<ReadonlyMap<string, string>> {
  const names = plan.flatMap((tensor) =>
    tensor.kind === 'matrix' ? tensor.parts.map(({ file }) => file) : [tensor.part.file],
  );
  const tags = new Map<string, string>();
  for (const file of new Set(names)) {
    const stat = await files.stat(file);
    if (stat === undefined) throw checkpointError('file-missing', { file });
    tags.set(file, stat.tag);
  }
  return tags;
}

async function keep(stage: PackageStage, path: string, bytes: Bytes): Promise<PackageFile> {
  await stage.write({ path, offset: 0, bytes: bytes.length, tag: `recipe ${RECIPE}` }, bytes);
  return stage.commit(path, bytes.length);
}

function planSteps(
  plan: readonly PlannedTensor[],
  shards: readonly Shard[],
  quantization: Quantization,
  tags: ReadonlyMap<string, string>,
  { files, quantize }: ConversionPorts,
): Step[] {
  const format = scaleFormat(quantization);
  const places = new Map(
    shards.flatMap(({ dataPath, records }) =>
      records.map(({ name, byteOffset, nbytes }) => [
        name,
        { path: dataPath, offset: byteOffset, bytes: nbytes },
      ]),
    ),
  );
  const place = (name: string) => {
    const found = places.get(name);
    if (found === undefined) throw new RangeError(`no place for ${name}`);
    return found;
  };
  const tag = (file: string) => `recipe ${RECIPE}, ${tags.get(file) ?? ''}`;
  return plan.flatMap((tensor): Step[] => {
    if (tensor.kind === 'vector') {
      const { file, start, end } = tensor.part;
      const make = async (bytes: Bytes) => {
        const { stored, wrong } = storeVector(tensor.part, bytes, format);
        if (wrong >= 0) throw await wrongValue(tensor.part, start, wrong, files);
        return [toBytes(stored)];
      };
      return [{ file, start, end, tag: tag(file), parts: [place(tensor.name)], make }];
    }
    const weightPlace = place(`${tensor.name}.q_weight`);
    const scalePlace = place(`${tensor.name}.q_scale`);
    let row = 0;
    return [...sliceRows(tensor, SLICE_BYTES)].map((slice): Step => {
      const cut = ({ path, offset, bytes }: PartPlace) => ({
        path,
        offset: offset + (bytes / tensor.rows) * row,
        bytes: (bytes / tensor.rows) * slice.rows,
      });
      const parts = [cut(weightPlace), cut(scalePlace)];
      row += slice.rows;
      const { file, dtype } = slice.tensor;
      const make = async (bytes: Bytes) => {
        const { words, scales, wrong } = await quantize(dtype, bytes, quantization);
        if (wrong >= 0) throw await wrongValue(slice.tensor, slice.start, wrong, files);
        return [toBytes(words), toBytes(scales)];
      };
      return { file, start: slice.start, end: slice.end, tag: tag(file), parts, make };
    });
  });
}

/** A vector is not quantized. */
function storeVector({ dtype }: FloatTensor, bytes: Bytes, format: ScaleFormat) {
  const values = decodeFloats(dtype, bytes);
  const stored = format.allocate(values.length);
  values.forEach((value, i) => (stored[i] = format.encode(value)));
  // NaN compares false, so it is caught as well.
  return { stored, wrong: values.findIndex((value) => !(Math.abs(value) <= format.limit)) };
}

/**
 * Names a value that cannot be stored.
 *
 * @param wrong Its index, from the byte `start` of the file on.
 */
async function wrongValue(
  { file, name, dtype }: FloatTensor,
  start: number,
  wrong: number,
  files: SourceFiles,
): Promise<AppError> {
  const size = dtype === 'F32' ? 4 : 2;
  const byte = start + wrong * size;
  const [actual] = decodeFloats(dtype, await readExactly(files, file, byte, byte + size));
  return checkpointError(Number.isFinite(actual) ? 'value-too-large' : 'value-not-finite', {
    file,
    tensor: name,
    byte,
    actual: String(actual),
  });
}

function toBytes(
  array: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
): Bytes {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
