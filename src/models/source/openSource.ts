import type { Model, Quantization } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { hubFolder } from '../../core/hub';
import { MANIFEST } from '../../core/package/manifest';
import { Concurrency } from '../../transfer/concurrency';
import type { TransferPorts } from '../../transfer/request';
import { pinned, remoteFiles, type RemoteFiles } from '../../transfer/remoteFiles';
import type { ModelSource } from '../packages';
import { checkedFiles, type CheckedFiles } from './checkedFiles';
import { chosenFiles } from './disk';
import { listedHash } from './listedHash';
import { limitReads } from './limitReads';
import { convertJob, copyJob, type Job, type JobPorts } from '../convert/job';
import type { StoredSource } from '../cache/records';

/** What sources need from outside. */
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

/** How reading from a source is stopped and watched. */
export interface SourceOptions {
  readonly signal?: AbortSignal | undefined;
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
  if (source.kind === 'disk') return openDisk(source, model, quantization, ports);
  if (source.kind === 'host') {
    const base = `${slashed(source.address)}${model.id}/${quantization}/resolve/main/`;
    const connections = new Concurrency();
    const files = remoteSource(base, ports, connections, options);
    const concurrency = () => connections.limit();
    const job = await copyJob(model, files, quantization, { ...ports, concurrency });
    return { job, kept: source };
  }
  const { source: hubId } = model.checkpoint;
  const revision = source.revision ?? model.checkpoint.revision;
  const layout = source.layout ?? 'huggingface';
  const base = hubFolder(layout, slashed(source.address), hubId, revision);
  const hub = await openPinned(base, ports, options);
  const concurrency = () => hub.concurrency() + ports.threads;
  const commit = hub.revision ?? source.revision;
  const provenance = () => ({ name: hubId, revision: commit ?? revision });
  const checkSource = (stop?: AbortSignal) =>
    source.checkWhole === true ? hub.files.checkWhole(stop) : Promise.resolve();
  const jobPorts = { ...ports, concurrency, checkSource };
  const job = await convertJob(model, hub.files, quantization, provenance, jobPorts, source);
  return { job, kept: { ...source, ...(commit !== undefined && { revision: commit }) } };
}

/** Files at an address, of which as many are read at once as the network gains from. */
export interface PinnedFiles {
  readonly files: CheckedFiles;
  /** The commit that they belong to; undefined where the server has none. */
  readonly revision: string | undefined;
  readonly concurrency: () => number;
}

/**
 * A checkpoint at an address that ends with "/". What a branch's name leads to may change meanwhile, so its
 * files are read at the commit that it led to first.
 */
export async function openPinned(
  base: string,
  ports: TransferPorts,
  options: SourceOptions,
): Promise<PinnedFiles> {
  const concurrency = new Concurrency();
  const open = (address: string) => remoteSource(address, ports, concurrency, options);
  const branch = open(base);
  await branch.stat('config.json');
  const revision = branch.revision();
  const address = revision === undefined ? base : pinned(base, revision);
  const files = address === base ? branch : open(address);
  const limit = () => concurrency.limit();
  const raw = remoteFiles(address.replace('/resolve/', '/raw/'), ports, { ...options, tries: 2 });
  const checked = checkedFiles(limitReads(files, limit), (file) => listedHash(raw, file));
  return { files: checked, revision, concurrency: limit };
}

async function openDisk(
  source: Extract<ModelSource, { kind: 'disk' }>,
  model: Model,
  quantization: Quantization,
  ports: SourcePorts,
): Promise<OpenedSource> {
  const files = chosenFiles(source.files);
  const concurrency = () => ports.threads + 1;
  const kept = { kind: 'disk' } as const;
  if ((await files.stat(MANIFEST)) !== undefined) {
    const job = await copyJob(model, files, undefined, { ...ports, concurrency: () => 2 });
    return { job, kept };
  }
  if ((await files.stat('config.json')) === undefined) {
    throw new AppError('not-a-model', { files: source.files.length });
  }
  const provenance = () => ({ name: model.checkpoint.source, revision: undefined });
  const jobPorts = { ...ports, concurrency };
  const job = await convertJob(model, files, quantization, provenance, jobPorts, source);
  return { job, kept };
}

/** Files at an address, whose bytes are counted to find the best concurrency. */
export function remoteSource(
  address: string,
  ports: TransferPorts,
  concurrency: Concurrency,
  { signal, onBytes }: SourceOptions,
): RemoteFiles {
  const files = remoteFiles(address, ports, {
    signal,
    onRetry: () => concurrency.failed(ports.now()),
  });
  const count = (bytes: number) => {
    concurrency.observe(bytes, ports.now());
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
