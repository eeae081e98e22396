import { basename, resolve } from 'node:path';
import type { SourceFiles } from '../../src/core/files';
import { openPinned } from '../../src/models/source/openSource';
import type { TransferPorts } from '../../src/transfer/request';
import { setTimer } from '../../src/core/timer';
import type { Buffers } from './buffers';
import { folderFiles } from './folder';

/** Where a checkpoint comes from. */
export interface Source {
  readonly files: SourceFiles;
  readonly name: string;
  /** Undefined if the source has no versions. */
  readonly revision: string | undefined;
  /** How many concurrent reads are useful. */
  readonly concurrency: () => number;
  /** Left out where no hashes are listed. @throws AppError `source-damaged`. */
  readonly checkWhole?: () => Promise<void>;
}

/** One read is always ready for a thread, so that no thread waits. */
const FOLDER_READS = 1;

/** A checkpoint in a folder on this machine, or at an address. */
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
    concurrency: () => FOLDER_READS,
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
  const pinned = await openPinned(base, ports, { signal });
  return { ...pinned, name: nameOf(base), checkWhole: () => pinned.files.checkWhole(signal) };
}

/** At a hub, `owner/name`; elsewhere, whatever is in their place. */
function nameOf(base: string): string {
  const { host, pathname } = new URL(base);
  const [folder = ''] = pathname.split('/resolve/');
  const names = folder.split('/').filter((part) => part !== '');
  return names.slice(-2).join('/') || host;
}
