import { parseArgs } from 'node:util';
import type { PackageFile } from '../../src/core/package/manifest';
import { describeModel, isSyntheticId, type SyntheticId } from '../synthetic/models';
import { createFolder } from '../synthetic/sink';
import { writeCheckpoint, type WriteOptions } from '../synthetic/write';

export interface SyntheticRequest {
  readonly model: SyntheticId;
  /** Left out, the official number. */
  readonly layers?: number;
  readonly out: string;
  readonly seed: number;
  readonly json: boolean;
}

/** The arguments after `synthetic`; undefined if they are wrong. */
export function parseSynthetic(args: readonly string[]): SyntheticRequest | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        layers: { type: 'string' },
        out: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch {
    return undefined;
  }
  const [model, ...rest] = parsed.positionals;
  const { layers, out, seed, json } = parsed.values;
  if (model === undefined || !isSyntheticId(model) || rest.length > 0) return undefined;
  const wellFormed = /^[1-9]\d{0,2}$/.test(layers ?? '1') && /^\d{1,9}$/.test(seed);
  if (out === undefined || !wellFormed) return undefined;
  return { model, out, seed: Number(seed), json, ...(layers && { layers: Number(layers) }) };
}

/**
 * Writes a checkpoint of random weights into a folder that is empty or does not exist yet.
 *
 * @throws AppError: see `createFolder`; `aborted`, which leaves nothing behind.
 */
export async function writeSynthetic(
  { model, layers, out, seed }: SyntheticRequest,
  options: Omit<WriteOptions, 'seed'> = {},
): Promise<readonly PackageFile[]> {
  const description = describeModel(model, layers === undefined ? {} : { layers });
  return createFolder(out, (sink) => writeCheckpoint(description, sink, { ...options, seed }));
}
