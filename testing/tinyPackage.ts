import type { Bytes } from '../src/core/bytes';
import { createHash } from 'node:crypto';
import { openCheckpoint, type Checkpoint } from '../src/core/checkpoint/checkpoint';
import { AppError } from '../src/core/errors';
import { convert, type ConversionOptions } from '../src/core/package/convert';
import { MANIFEST, type PackageFile } from '../src/core/package/manifest';
import type { PackageStage, Staged, StagedPart } from '../src/core/package/stage';
import { scaleFormat } from '../src/core/quantize/format';
import { quantizeSlice } from '../src/core/quantize/quantize';
import { MemoryFiles, type Files } from './tinyCheckpoint';

/** A package that grows in memory. */
export class MemoryStage implements PackageStage {
  readonly files: Files = {};
  /** Every write, in order. */
  readonly written: StagedPart[] = [];
  readonly #parts = new Map<string, { readonly part: StagedPart; readonly bytes: Bytes }>();
  readonly #sealed = new Map<string, PackageFile>();

  list(): Promise<Staged> {
    const parts = [...this.#parts.values()].map(({ part }) => part);
    return Promise.resolve({ parts, files: [...this.#sealed.values()] });
  }

  write(part: StagedPart, bytes: Bytes): Promise<void> {
    this.written.push(part);
    this.#parts.set(`${part.path} ${part.offset}`, { part, bytes: bytes.slice() });
    return Promise.resolve();
  }

  commit(path: string, bytes: number, expected?: string): Promise<PackageFile> {
    const whole = new Uint8Array(bytes);
    for (const [name, { part, bytes: content }] of this.#parts) {
      if (part.path !== path) continue;
      whole.set(content, part.offset);
      this.#parts.delete(name);
    }
    const file = { path, bytes, sha256: sha256(whole) };
    if ((expected ?? file.sha256) !== file.sha256) {
      return Promise.reject(new AppError('hash-mismatch', { file: path }));
    }
    this.files[path] = whole;
    this.#sealed.set(path, file);
    return Promise.resolve(file);
  }

  discard(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      Reflect.deleteProperty(this.files, path);
      this.#sealed.delete(path);
      for (const [name, { part }] of this.#parts) if (part.path === path) this.#parts.delete(name);
    }
    return Promise.resolve();
  }
}

/** Converts in memory, by default to q4f16_1, and returns the files of the package. */
export async function convertTiny(
  checkpoint: Files | MemoryFiles,
  options: Partial<ConversionOptions> = {},
  stage = new MemoryStage(),
): Promise<Files> {
  const files = checkpoint instanceof MemoryFiles ? checkpoint : new MemoryFiles(checkpoint);
  return convertOpened(await openCheckpoint(files), files, options, stage);
}

export async function convertOpened(
  checkpoint: Checkpoint,
  files: MemoryFiles,
  options: Partial<ConversionOptions> = {},
  stage = new MemoryStage(),
): Promise<Files> {
  const { manifest } = await convert(
    checkpoint,
    {
      files,
      stage,
      concurrency: () => 1,
      quantize: (dtype, bytes, quantization) =>
        Promise.resolve(quantizeSlice(dtype, bytes, scaleFormat(quantization))),
    },
    { source: { name: 'tiny', revision: 'main' }, quantization: 'q4f16_1', ...options },
  );
  return { ...stage.files, [MANIFEST]: manifest };
}

export function sha256(bytes: Bytes): string {
  return createHash('sha256').update(bytes).digest('hex');
}
