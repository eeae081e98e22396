import type { Model, Quantization } from '../../core/catalog';
import { AppError } from '../../core/errors';
import { MANIFEST } from '../../core/package/manifest';
import { Lanes } from '../../transfer/lanes';
import type { TransferPorts } from '../../transfer/ports';
import { pinned, remoteFiles, type RemoteFiles } from '../../transfer/remoteFiles';
import type { WayIn } from './api';
import { chosenFiles } from './fileSource';
import { gateReads } from './gate';
import { convertJob, copyJob, type Job, type JobPorts } from './job';
import type { KeptWay } from './records';

export interface WayPorts extends TransferPorts, Omit<JobPorts, 'concurrency'> {
  /** Threads that quantize. */
  readonly threads: number;
}

/** A way in that was looked into. */
export interface Way {
  readonly job: Job;
  /** To go on after a reload: a hub's branch has become the commit it led to. */
  readonly kept: KeptWay;
}

export interface WayOptions {
  readonly signal: AbortSignal;
  /** Bytes that have come over the network. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Looks into a way: what would have to be read, and what would be kept.
 *
 * @param quantization The one that is wanted; a package on disk may have the other.
 */
export async function openWay(
  way: WayIn,
  model: Model,
  quantization: Quantization,
  ports: WayPorts,
  options: WayOptions,
): Promise<Way> {
  if (way.kind === 'disk') return openDisk(way.files, model, quantization, ports);
  const lanes = new Lanes();
  const open = (address: string) => remote(address, ports, lanes, options);
  if (way.kind === 'host') {
    const files = open(`${slashed(way.address)}${model.id}/${quantization}/resolve/main/`);
    const concurrency = () => lanes.limit();
    return { job: await copyJob(model, files, quantization, { ...ports, concurrency }), kept: way };
  }
  const { source } = model.checkpoint;
  const revision = way.revision ?? model.checkpoint.revision;
  const base = `${slashed(way.address)}${source}/resolve/${revision}/`;
  let files = open(base);
  // What a branch's name leads to may change on the way; the commit may not.
  await files.stat('config.json');
  const commit = files.revision() ?? revision;
  if (commit !== revision) files = open(pinned(base, commit));
  const concurrency = () => lanes.limit() + ports.threads;
  const provenance = () => ({ name: source, revision: commit });
  const job = await convertJob(
    model,
    gateReads(files, () => lanes.limit()),
    quantization,
    provenance,
    { ...ports, concurrency },
  );
  return { job, kept: { ...way, revision: commit } };
}

async function openDisk(
  chosen: readonly File[],
  model: Model,
  quantization: Quantization,
  ports: WayPorts,
): Promise<Way> {
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
export function remote(
  address: string,
  ports: TransferPorts,
  lanes: Lanes,
  { signal, onBytes }: WayOptions,
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
