import { basename, resolve } from 'node:path';
import type { SourceFiles } from '../../src/core/files';
import { setTimer } from '../../src/core/timer';
import { Concurrency } from '../../src/transfer/concurrency';
import type { TransferPorts } from '../../src/transfer/ports';
import { pinned, remoteFiles } from '../../src/transfer/remoteFiles';
import type { Buffers } from './buffers';
import { folderFiles } from './folder';
import { throughLanes } from './throughLanes';

/** Where a checkpoint comes from. */
export interface Source {
  readonly files: SourceFiles;
  readonly name: string;
  /** Undefined when the source has no versions. */
  readonly revision: string | undefined;
  /** How many reads are worth having under way at once. */
  readonly lanes: () => number;
}

/** One that waits for a thread, so that no thread waits for one. */
const FOLDER_READS = 1;

/** A checkpoint in a folder of this machine, or under an address. */
export async function openSource(
  checkpoint: string,
  buffers: Buffers,
  signal?: AbortSignal,
): Promise<Source> {
  if (isAddress(checkpoint)) return openRemote(checkpoint, signal);
  const name = basename(resolve(checkpoint));
  return {
    files: folderFiles(checkpoint, buffers),
    name,
    revision: undefined,
    lanes: () => FOLDER_READS,
  };
}

/** Whether a checkpoint's place is meant as an address, well-formed or not. */
export function isAddress(checkpoint: string): boolean {
  return /^https?:\/\//i.test(checkpoint);
}

const ports: TransferPorts = {
  fetch,
  setTimer,
  now: Date.now,
  random: Math.random,
};

async function openRemote(address: string, signal?: AbortSignal): Promise<Source> {
  const base = address.endsWith('/') ? address : `${address}/`;
  const lanes = new Concurrency();
  const options = { signal, onRetry: () => lanes.failed(Date.now()) };
  const branch = remoteFiles(base, ports, options);
  await branch.stat('config.json');
  const revision = branch.revision();
  // A branch may move on while its files are read.
  const files =
    revision === undefined ? branch : remoteFiles(pinned(base, revision), ports, options);
  return {
    files: throughLanes(files, lanes),
    name: nameOf(base),
    revision,
    lanes: () => lanes.limit(),
  };
}

/** At a hub `owner/name`; elsewhere whatever stands in their place. */
function nameOf(base: string): string {
  const { host, pathname } = new URL(base);
  const [folder = ''] = pathname.split('/resolve/');
  const names = folder.split('/').filter((part) => part !== '');
  return names.slice(-2).join('/') || host;
}
