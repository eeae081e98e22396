import type { Model, Quantization } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { MANIFEST } from '../../core/package/manifest';
import { Concurrency } from '../../transfer/concurrency';
import type { TransferPorts } from '../../transfer/ports';
import { pinned, remoteFiles, type RemoteFiles } from '../../transfer/remoteFiles';
import type { ModelSource } from '../packages';
import { chosenFiles } from './disk';
import { limitReads } from './limitReads';
import { convertJob, copyJob, type Job, type JobPorts } from '../convert/job';
import type { StoredSource } from '../cache/records';

export interface SourcePorts extends TransferPorts, Omit<JobPorts, 'concurrency'> {
  /** Threads that quantize. */
  readonly threads: number;
}

/** A source that was looked into. */
export interface OpenedSource {
  readonly job: Job;
  /** To go on after a reload: a hub's branch has become the commit it led to. */
  readonly kept: StoredSource;
}

export interface SourceOptions {
  readonly signal: AbortSignal;
  /** Bytes that have come over the network. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Looks into a source: what would have to be read, and what would be kept.
 *
 * @param quantization The one that is wanted; a package on disk may have the other.
 */
export async function openSource(
  source: ModelSource,
  model: Model,
  quantization: Quantization,
  ports: SourcePorts,
  options: SourceOptions,
): Promise<OpenedSource> {
  if (source.kind === 'disk') return openDisk(source.files, model, quantization, ports);
  const lanes = new Concurrency();
  const open = (address: string) => remoteSource(address, ports, lanes, options);
  if (source.kind === 'host') {
    const files = open(`${slashed(source.address)}${model.id}/${quantization}/resolve/main/`);
    const concurrency = () => lanes.limit();
    return {
      job: await copyJob(model, files, quantization, { ...ports, concurrency }),
      kept: source,
    };
  }
  const { source: hubId } = model.checkpoint;
  const revision = source.revision ?? model.checkpoint.revision;
  const base = `${slashed(source.address)}${hubId}/resolve/${revision}/`;
  let files = open(base);
  // What a branch's name leads to may change on the way; the commit may not.
  await files.stat('config.json');
  const commit = files.revision() ?? revision;
  if (commit !== revision) files = open(pinned(base, commit));
  const concurrency = () => lanes.limit() + ports.threads;
  const provenance = () => ({ name: hubId, revision: commit });
  const job = await convertJob(
    model,
    limitReads(files, () => lanes.limit()),
    quantization,
    provenance,
    { ...ports, concurrency },
  );
  return { job, kept: { ...source, revision: commit } };
}

async function openDisk(
  chosen: readonly File[],
  model: Model,
  quantization: Quantization,
  ports: SourcePorts,
): Promise<OpenedSource> {
  const files = chosenFiles(chosen);
  const concurrency = () => ports.threads + 1;
  const kept = { kind: 'disk' } as const;
  if ((await files.stat(MANIFEST)) !== undefined) {
    const job = await copyJob(model, files, undefined, { ...ports, concurrency: () => 2 });
    return { job, kept };
  }
  if ((await files.stat('config.json')) === undefined) {
    throw new AppError('not-a-model', { files: chosen.length });
  }
  const provenance = () => ({ name: model.checkpoint.source, revision: undefined });
  const job = await convertJob(model, files, quantization, provenance, { ...ports, concurrency });
  return { job, kept };
}

/** Files at an address, whose bytes are counted for the number of lanes. */
export function remoteSource(
  address: string,
  ports: TransferPorts,
  lanes: Concurrency,
  { signal, onBytes }: SourceOptions,
): RemoteFiles {
  const files = remoteFiles(address, ports, { signal, onRetry: () => lanes.failed(ports.now()) });
  const count = (bytes: number) => {
    lanes.observe(bytes, ports.now());
    onBytes?.(bytes);
  };
  return {
    stat: (file) => files.stat(file),
    revision: () => files.revision(),
    read: (file, start, end, options) => {
      let seen = 0;
      const onPart = (bytes: number) => {
        if (bytes > seen) count(bytes - seen);
        seen = bytes;
        options?.onBytes?.(bytes);
      };
      return files.read(file, start, end, { ...options, onBytes: onPart });
    },
  };
}

function slashed(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}
