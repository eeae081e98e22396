import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Quantization } from '../../src/core/catalog';
import { openCheckpoint, type Checkpoint } from '../../src/core/checkpoint/checkpoint';
import { AppError } from '../../src/core/errors';
import {
  convert,
  describeConversion,
  SLICE_BYTES,
  weightTags,
} from '../../src/core/package/convert';
import { MANIFEST, type PackageFile } from '../../src/core/package/manifest';
import { Buffers } from './buffers';
import { withFileErrors } from './failure';
import { replaceFolder, requireReplaceable, stagingFolder } from './folder';
import { openPool } from './pool';
import { openSource } from './source';
import { openFolderStage } from './stage';

/** Each takes memory, and this many quantize faster than most disks read. */
const MOST_WORKERS = 8;

export interface FolderConversion {
  /** A folder, or the address of one. */
  readonly checkpoint: string;
  readonly quantization: Quantization;
  readonly out: string;
  /** The checkpoint's name in the manifest; left out, taken from its place. */
  readonly name?: string;
  /** Likewise its version; left out, the hub's commit or else a hash over its structure. */
  readonly revision?: string;
  /** See `TokenizerOptions`. */
  readonly dropTokens?: boolean;
  /** Reads again what of a hub's files could not be checked on its way. */
  readonly checkWhole?: boolean;
  /** Threads that quantize; left out, one per core, up to a limit. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Converts a checkpoint into a package in a folder. A conversion that was stopped, at any time and in any
 * way, continues from there.
 *
 * @returns All files of the package except the manifest.
 * @throws AppError: see `openCheckpoint`, `convert`, `remoteFiles` and `requireReplaceable`.
 */
export async function convertFolder(request: FolderConversion): Promise<readonly PackageFile[]> {
  const { quantization, out, dropTokens = false, ...options } = request;
  const buffers = new Buffers();
  const { files, concurrency, checkWhole, ...place } = await openSource(
    request.checkpoint,
    buffers,
    request.signal,
  );
  const checkpoint = await openCheckpoint(files, { dropTokens });
  await requireReplaceable(out);
  const structure = sha256(describeConversion(checkpoint, quantization));
  const tags = await weightTags(checkpoint, files);
  const source = {
    name: request.name ?? place.name,
    revision: request.revision ?? place.revision ?? structure,
  };
  const staging = stagingFolder(out);
  const stage = await openFolderStage(staging, `${structure} ${[...tags.values()].join(' ')}`);
  const wanted = request.workers ?? Math.min(availableParallelism(), MOST_WORKERS);
  const workers = Math.min(wanted, countSlices(checkpoint));
  const pool = openPool(workers, (buffer) => buffers.give(buffer));
  try {
    const made = await convert(
      checkpoint,
      { files, stage, quantize: pool.quantize, concurrency: () => workers + concurrency() },
      {
        ...options,
        quantization,
        source,
        checkSource: request.checkWhole === true ? checkWhole : undefined,
      },
    );
    await withFileErrors('write', MANIFEST, () =>
      writeFile(join(stage.folder, MANIFEST), made.manifest),
    );
    await stage.close();
    await replaceFolder(out, stage.folder, join(staging, 'old'));
    await rm(staging, { recursive: true, force: true });
    return made.files;
  } catch (error) {
    // A faulty checkpoint stays faulty: nothing is worth keeping.
    if (isPermanent(error)) await rm(staging, { recursive: true, force: true });
    throw error;
  } finally {
    await Promise.all([pool.close(), stage.close()]);
  }
}

/** In full slices: a checkpoint with few is done before threads have started. */
function countSlices({ plan }: Checkpoint): number {
  const matrices = plan.flatMap((tensor) => (tensor.kind === 'matrix' ? tensor.parts : []));
  const bytes = matrices.reduce((sum, { start, end }) => sum + end - start, 0);
  return Math.ceil(bytes / SLICE_BYTES);
}

function isPermanent(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('checkpoint-');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
