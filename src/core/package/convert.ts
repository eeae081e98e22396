import type { Quantization } from '../catalog';
import type { Checkpoint } from '../checkpoint/checkpoint';
import {
  sliceRows,
  type FloatTensor,
  type PlannedMatrix,
  type PlannedVector,
} from '../checkpoint/plan';
import { checkpointError } from '../checkpoint/problems';
import { readExactly } from '../checkpoint/reader';
import type { SourceFiles } from '../files';
import { AppError } from '../errors';
import { decodeFloats } from '../quantize/decode';
import { scaleFormat, type ScaleFormat } from '../quantize/format';
import { quantize } from '../quantize/quantize';
import { CHAT_CONFIG, writeChatConfig } from './chatConfig';
import { layOut, TENSOR_CACHE, writeTensorCache } from './layout';
import { MANIFEST, writeManifest, type PackageFile, type Provenance } from './manifest';

/** Where a package goes: a folder, or the storage of a browser. Files come one after the other. */
export interface PackageSink {
  /** Begins the next file. */
  open(path: string): Promise<FileSink>;
}

export interface FileSink {
  /** Takes the bytes in order; they may be changed once the promise is fulfilled. */
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

/** An incremental SHA-256. */
export interface Hasher {
  update(bytes: Uint8Array<ArrayBuffer>): void;
  /** Lower-case hexadecimal. */
  digest(): Promise<string> | string;
}

export interface ConversionPorts {
  readonly files: SourceFiles;
  readonly sink: PackageSink;
  readonly createHash: () => Hasher;
}

export interface ConversionOptions {
  readonly source: Provenance['source'];
  readonly quantization: Quantization;
  readonly signal?: AbortSignal;
  /** Weights done, of all weights. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Bytes of a checkpoint in memory at a time. Besides, there are the scales of one matrix: 33 MB for
 * the embedding of Llama 3.
 */
const SLICE_BYTES = 8 * 2 ** 20;

/**
 * Writes the package of a checkpoint, the manifest last. The same checkpoint gives the same bytes on
 * every machine.
 *
 * @returns All files of the package, without the manifest.
 * @throws AppError `aborted`, `checkpoint-invalid`: value-not-finite, `checkpoint-unsupported`:
 *   value-too-large, or what the ports throw.
 */
export async function convert(
  checkpoint: Checkpoint,
  ports: ConversionPorts,
  options: ConversionOptions,
): Promise<readonly PackageFile[]> {
  const { config, plan, tokenizer } = checkpoint;
  const { source, quantization } = options;
  const format = scaleFormat(quantization);
  const shards = layOut(plan, format);
  const written: PackageFile[] = [];

  const writeFile = async (path: string, chunks: Chunks) => {
    written.push(await copy(path, chunks, ports));
  };
  const tensors = readTensors(checkpoint, format, ports.files, options);
  for (const { dataPath, nbytes } of shards) await writeFile(dataPath, take(tensors, nbytes));
  await writeFile(TENSOR_CACHE, [writeTensorCache(shards)]);
  await writeFile(CHAT_CONFIG, [writeChatConfig(config, tokenizer, quantization)]);
  await writeFile('tokenizer.json', [tokenizer.bytes]);
  const provenance = { source, quantization, architecture: config.shape };
  await copy(MANIFEST, [writeManifest(provenance, written)], ports);
  return written;
}

type Bytes = Uint8Array<ArrayBuffer>;
type Chunks = Iterable<Bytes> | AsyncIterable<Bytes>;

async function copy(
  path: string,
  chunks: Chunks,
  { sink, createHash }: ConversionPorts,
): Promise<PackageFile> {
  const hash = createHash();
  let bytes = 0;
  const file = await sink.open(path);
  try {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return { path, bytes, sha256: await hash.digest() };
}

/** The next `nbytes` bytes; shards end where records do, and so chunks do. */
async function* take(chunks: AsyncIterator<Bytes, void>, nbytes: number): AsyncGenerator<Bytes> {
  let taken = 0;
  while (taken < nbytes) {
    const { value } = await chunks.next();
    if (value === undefined) throw new RangeError(`${nbytes - taken} bytes short`);
    taken += value.length;
    yield value;
  }
}

/** All bytes of all shards, in order. */
async function* readTensors(
  { plan }: Checkpoint,
  format: ScaleFormat,
  files: SourceFiles,
  { signal, onProgress }: ConversionOptions,
): AsyncGenerator<Bytes, void> {
  const total = plan.reduce((sum, tensor) => sum + countWeights(tensor), 0);
  let done = 0;
  const advance = (weights: number) => {
    if (signal?.aborted === true) throw new AppError('aborted');
    done += weights;
    onProgress?.(done, total);
  };
  advance(0);
  for (const tensor of plan) {
    if (tensor.kind === 'matrix') yield* readMatrix(tensor, format, files, advance);
    else yield await readVector(tensor, format, files, advance);
  }
}

function countWeights(tensor: PlannedMatrix | PlannedVector): number {
  return tensor.kind === 'matrix' ? tensor.rows * tensor.cols : tensor.size;
}

async function* readMatrix(
  matrix: PlannedMatrix,
  format: ScaleFormat,
  files: SourceFiles,
  advance: (weights: number) => void,
): AsyncGenerator<Bytes, void> {
  const scales: Bytes[] = [];
  for (const { tensor, start, end } of sliceRows(matrix, SLICE_BYTES)) {
    const values = await readValues(tensor, start, end, format, files);
    const quantized = quantize(values, format);
    advance(values.length);
    scales.push(toBytes(quantized.scales));
    yield toBytes(quantized.words);
  }
  yield* scales;
}

async function readVector(
  { part }: PlannedVector,
  format: ScaleFormat,
  files: SourceFiles,
  advance: (weights: number) => void,
): Promise<Bytes> {
  const values = await readValues(part, part.start, part.end, format, files);
  const stored = format.allocate(values.length);
  values.forEach((value, i) => (stored[i] = format.encode(value)));
  advance(values.length);
  return toBytes(stored);
}

async function readValues(
  tensor: FloatTensor,
  start: number,
  end: number,
  format: ScaleFormat,
  files: SourceFiles,
): Promise<Float32Array> {
  const { dtype, file, name } = tensor;
  const values = decodeFloats(dtype, await readExactly(files, file, start, end));
  // NaN compares false, so it is caught as well.
  const wrong = values.findIndex((value) => !(Math.abs(value) <= format.limit));
  if (wrong >= 0) {
    const actual = values[wrong];
    throw checkpointError(Number.isFinite(actual) ? 'value-too-large' : 'value-not-finite', {
      file,
      tensor: name,
      byte: start + wrong * (dtype === 'F32' ? 4 : 2),
      actual: String(actual),
    });
  }
  return values;
}

function toBytes(
  array: Uint32Array<ArrayBuffer> | Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>,
): Bytes {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
