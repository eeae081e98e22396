import { createHash } from 'node:crypto';
import { openCheckpoint, type Checkpoint } from '../../src/core/checkpoint/checkpoint';
import {
  convert,
  type ConversionOptions,
  type FileSink,
  type PackageSink,
} from '../../src/core/package/convert';
import { concat, MemoryFiles, type Bytes, type Files } from './tinyCheckpoint';

/** A package in memory. */
export class MemorySink implements PackageSink {
  readonly files: Files = {};
  /** In order. */
  readonly opened: string[] = [];

  open(path: string): Promise<FileSink> {
    this.opened.push(path);
    const parts: Bytes[] = [];
    return Promise.resolve({
      write: (bytes) => Promise.resolve(void parts.push(bytes.slice())),
      close: () => Promise.resolve(void (this.files[path] = concat(parts))),
    });
  }
}

/** Converts in memory, to q4f16_1 where not said otherwise, and gives the files of the package. */
export async function convertTiny(
  checkpoint: Files | MemoryFiles,
  options: Partial<ConversionOptions> = {},
  sink = new MemorySink(),
): Promise<Files> {
  const files = checkpoint instanceof MemoryFiles ? checkpoint : new MemoryFiles(checkpoint);
  return convertOpened(await openCheckpoint(files), files, options, sink);
}

export async function convertOpened(
  checkpoint: Checkpoint,
  files: MemoryFiles,
  options: Partial<ConversionOptions> = {},
  sink = new MemorySink(),
): Promise<Files> {
  const createSha256 = () => {
    const hash = createHash('sha256');
    return { update: (bytes: Bytes) => void hash.update(bytes), digest: () => hash.digest('hex') };
  };
  await convert(
    checkpoint,
    { files, sink, createHash: createSha256 },
    { source: { name: 'tiny', revision: 'main' }, quantization: 'q4f16_1', ...options },
  );
  return sink.files;
}

export function sha256(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}
